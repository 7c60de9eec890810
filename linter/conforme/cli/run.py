"""From arguments to a command, and from whatever goes wrong to one line and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence

from conforme import words
from conforme.cli import ending
from conforme.cli.errors import Unwritten, UserError

TOOL_FAILED, INTERRUPTED = 4, 130


def run(arguments: Sequence[str]) -> int:
    """Parses, runs the command's module, and turns what goes wrong into a line on stderr."""
    from conforme.cli.arguments import language, parse

    lang = language(arguments)
    _hold_streams()
    _make_output_safe()
    try:
        with ending.orderly():
            options = parse(arguments, lang)
            code: int = importlib.import_module(f"conforme.cli.{options.command}").main(options)
            return code
    except UserError as error:
        return _say(error.sentence(lang), lang, error.exit_code)
    except Unwritten as error:
        return max(_say(item.sentence(lang), lang, item.exit_code) for item in error.errors)
    except SystemExit as done:  # --help and --version are answered
        return done.code if isinstance(done.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except ending.Ended as ended:
        return ending.die_by(ended.number)
    except Exception as error:
        if os.environ.get("CONFORME_DEBUG"):
            raise
        return _say(words.say(lang, "error.tool", detail=f"{type(error).__name__}: {error}"[:300]), lang, TOOL_FAILED)


def _hold_streams() -> None:
    # A stream closed by the caller (`>&-`) leaves its number free: the next file opened would be taken for it.
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _make_output_safe() -> None:
    # A name that the terminal's encoding cannot show is escaped, never an error in the middle of a report.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _say(sentence: str, lang: str, code: int) -> int:
    from conforme.reports import console

    colon = "\u00a0:" if lang == "fr" else ":"
    if sys.stderr is not None:  # closed before we started: `print` would then write to standard output
        with contextlib.suppress(OSError, ValueError):
            print(console.safe(f"conforme{colon} {sentence}".replace("\n", " ")), file=sys.stderr)
    return code
