"""From arguments to a command, and from whatever goes wrong to one line and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from conforme import words
from conforme.cli.errors import UserError

TOOL_FAILED, INTERRUPTED = 4, 130


def run(arguments: Sequence[str]) -> int:
    """Parses, runs the command's module, and turns what goes wrong into a line on stderr."""
    from conforme.cli.arguments import language, parse

    lang = language(arguments)
    _make_output_safe()
    try:
        options = parse(arguments, lang)
        module = importlib.import_module(f"conforme.cli.{options.command}")
        code: int = module.main(options)
        sys.stdout.flush()
        return code
    except UserError as error:
        return _say(error.sentence(lang), lang, error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _closed()
    except Exception as error:
        if os.environ.get("CONFORME_DEBUG"):
            raise
        return _say(words.say(lang, "error.tool", detail=f"{type(error).__name__}: {error}"[:300]), lang, TOOL_FAILED)


def _make_output_safe() -> None:
    # A name that the terminal's encoding cannot show is escaped, never an error in the middle of a report.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _say(sentence: str, lang: str, code: int) -> int:
    from conforme.model import visible

    colon = "\u00a0:" if lang == "fr" else ":"
    print(visible(f"conforme{colon} {sentence}".replace("\n", " ")), file=sys.stderr)
    return code


def _closed() -> int:
    # The reader went away (`| head`): nothing more to say, and nothing for the interpreter to flush at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
