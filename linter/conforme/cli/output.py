"""Where reports go: files first, then standard output; a report that cannot be written loses none of the others."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from conforme import words
from conforme.cli import files
from conforme.cli.errors import Phrase, Unwritten, UserError
from conforme.reports import console


class Document(NamedTuple):
    """A text for a reader. `target` is a file, None or `-` for standard output; `data` is for a machine: UTF-8, whatever the locale.

    What is for people is made safe for a console; `colour` keeps our own colours in it.
    """

    text: str
    target: str | None = None
    data: bool = False
    colour: bool = False

    def content(self) -> str:
        return self.text if self.data else console.safe(self.text, self.colour)


def deliver(documents: Iterable[Document]) -> None:
    """Writes each document, files before standard output, where a reader may go away; raises Unwritten once all were tried."""
    failed: list[UserError] = []
    for document in sorted(documents, key=lambda item: item.target in (None, "-")):
        try:
            _write(document)
        except OSError as error:
            failed.append(UserError("output", 4, output=document.target or "-", why=_why(error)))
    if failed:
        raise Unwritten(failed)


def lines(shown: Iterable[str], colour: bool = False) -> None:
    """Lines of text to standard output."""
    deliver([Document("".join(f"{line}\n" for line in shown), colour=colour)])


def _write(document: Document) -> None:
    if document.target not in (None, "-"):
        files.write(str(document.target), document.content().encode("utf-8", "backslashreplace"))
        return
    try:
        _print(document)
    except OSError as error:
        forget()
        if not isinstance(error, BrokenPipeError):  # a reader that went away is no error
            raise


def _why(error: OSError) -> Phrase:
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return Phrase(f"unwritten.{name}") if words.known(f"unwritten.{name}") else Phrase("unwritten.other", {"name": name})


def _print(document: Document) -> None:
    if sys.stdout is None:  # closed before we started
        return
    if document.data and hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(document.text.encode("utf-8", "backslashreplace"))
    else:
        sys.stdout.write(document.content())
    sys.stdout.flush()


def forget() -> None:
    """Nothing more to say on standard output, and nothing for the interpreter to flush at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
