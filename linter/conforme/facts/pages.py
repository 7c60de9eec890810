"""Which of the files that a card selects are pages of the product, read by the public, rather than somebody's templates to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from conforme.facts import regex as re
from conforme.repo import Document

__all__ = ["latest", "of_a_product"]

TEMPLATES = frozenset({"templates", "template"})
KEPT = 1
_NUMBERS = re.compile(r"\d{6,8}|\d{4}-\d{2}-\d{2}")
DOCUMENTS = frozenset("md markdown txt rst adoc".split())


class Selecting(Protocol):
    """What gives the documents that a card selects: a view."""

    def documents(self) -> Iterator[Document]: ...


def of_a_product(view: Selecting) -> Iterator[Document]:
    """The documents of the card, without those under a folder of templates that are no pages of a web framework."""
    return (document for document in view.documents() if not _is_form(document.path))


def latest(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents, of dated versions of one page (`terms.20260511.html`) the last alone."""
    listed = list(documents)
    groups: dict[str, list[str]] = {}
    for document in listed:
        groups.setdefault(_stem(document.path), []).append(document.path)
    kept = {path for paths in groups.values() for path in sorted(paths)[-KEPT:]}
    return (document for document in listed if document.path in kept)


def _stem(path: str) -> str:
    """The path without what numbers and dates versions."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{_NUMBERS.sub('#', name)}"


def _is_form(path: str) -> bool:
    """Whether the path is that of a template for writers: in a framework's folder of templates lie pages, below the code that shows them."""
    folders = path.lower().split("/")
    name = folders.pop()
    if not TEMPLATES & set(folders):
        return False
    kinds = name.split(".")[1:]
    return folders[0] in TEMPLATES or (bool(kinds) and kinds[-1] in DOCUMENTS and len(kinds) == 1)
