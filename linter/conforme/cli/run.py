"""From arguments to a command, and from whatever goes wrong to one line and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import threading
from collections.abc import Sequence

from conforme import words
from conforme.cli.errors import Unwritten, UserError

TOOL_FAILED, INTERRUPTED = 4, 130
ENDING = ("SIGTERM", "SIGHUP")


def run(arguments: Sequence[str]) -> int:
    """Parses, runs the command's module, and turns what goes wrong into a line on stderr."""
    from conforme.cli.arguments import language, parse

    lang = language(arguments)
    _end_properly()
    _hold_streams()
    _make_output_safe()
    try:
        options = parse(arguments, lang)
        module = importlib.import_module(f"conforme.cli.{options.command}")
        code: int = module.main(options)
        return code
    except UserError as error:
        return _say(error.sentence(lang), lang, error.exit_code)
    except Unwritten as error:
        return max(_say(item.sentence(lang), lang, item.exit_code) for item in error.errors)
    except SystemExit as done:  # --help and --version are answered
        return done.code if isinstance(done.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except _Ended as ended:
        return _die_by(ended.number)
    except Exception as error:
        if os.environ.get("CONFORME_DEBUG"):
            raise
        return _say(words.say(lang, "error.tool", detail=f"{type(error).__name__}: {error}"[:300]), lang, TOOL_FAILED)


class _Ended(BaseException):
    """A signal asks us to end: what is open is closed and what runs for us is stopped on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _end_properly() -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # not under nohup, nor another program's own
            signal.signal(number, _end)


def _end(number: int, frame: object) -> None:
    raise _Ended(number)


def _die_by(number: int) -> int:
    # By the signal itself, as whoever sent it expects to see.
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    return 128 + number


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
