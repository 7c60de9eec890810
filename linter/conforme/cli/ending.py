"""Ending when a signal asks for it: what is open is closed and what runs for us is stopped on the way out."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator

SIGNALS = ("SIGTERM", "SIGHUP")


class Ended(BaseException):
    """The signal `number` asks us to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def orderly() -> Iterator[None]:
    """Inside, the signals that end a process raise Ended; those that are ignored (nohup) or another program's own stay so."""
    ours = [number for name in SIGNALS if (number := getattr(signal, name, None)) is not None and _is_free(number)]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _is_free(number: int) -> bool:
    return threading.current_thread() is threading.main_thread() and signal.getsignal(number) is signal.SIG_DFL


def _end(number: int, frame: object) -> None:
    raise Ended(number)


def die_by(number: int) -> int:
    """Ends by the signal itself, as whoever sent it expects to see; the code of a shell where that does not end us."""
    os.kill(os.getpid(), number)
    return 128 + number
