"""One child process with pipes and a deadline on every wait. No shell, no thread, and nothing inherited but what is given.

`os.posix_spawn` rather than `subprocess`: the import costs as much as a small audit, and its objects misbehave after a fork.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

CHUNK = 1 << 18
MEMORY = 256 << 20


class TimedOut(Exception):
    """The process was not done before its deadline; it has been killed."""


class Child:
    """A running process; `talk` opens its standard input. Only the process that started it ever signals or waits for it."""

    def __init__(self, argv: Sequence[bytes], env: Mapping[bytes, bytes], *, talk: bool = False) -> None:
        self._owner = os.getpid()
        self._code: int | None = None
        self._in, self._out, self._pid = _spawn(argv, env, talk)
        _bound_memory(self._pid)
        self._poll = select.poll()
        self._poll.register(self._out, select.POLLIN)
        self._stop = weakref.finalize(self, _discard, self._pid, self._owner, [self._in, self._out])

    @property
    def ours(self) -> bool:
        """False after a fork: the pipes then belong to the parent."""
        return os.getpid() == self._owner

    def read(self, deadline: float) -> bytes:
        """The next bytes, b"" at the end; raises TimedOut."""
        self._wait(deadline)
        return os.read(self._out, CHUNK)

    def _wait(self, deadline: float) -> dict[int, int]:
        """Which pipes are ready. A process that never stops talking is out of time as well as a silent one."""
        events = dict(self._poll.poll(_milliseconds(deadline)))
        if not events or time.monotonic() > deadline:
            self.stop()
            raise TimedOut
        return events

    def write(self, data: bytes) -> None:
        """All of `data` (short: it must fit the pipe); raises BrokenPipeError when the process is gone."""
        assert self._in is not None
        while data:
            data = data[os.write(self._in, data) :]

    def exchange(self, lines: Iterator[bytes], deadline: float) -> Iterator[bytes]:
        """Feeds `lines` and yields what comes back, both at once so that neither pipe blocks the other; raises TimedOut."""
        assert self._in is not None
        os.set_blocking(self._in, False)
        self._poll.register(self._in, select.POLLOUT)
        pending = b""
        while True:
            events = self._wait(deadline)
            if self._in in events:
                pending = self._feed(pending, lines)
            if self._out in events:
                data = os.read(self._out, CHUNK)
                if not data:
                    return
                yield data

    def _feed(self, pending: bytes, lines: Iterator[bytes]) -> bytes:
        assert self._in is not None
        pending = pending or b"".join(islice(lines, 1000))
        try:
            if pending:
                return pending[os.write(self._in, pending) :]
        except BlockingIOError:
            return pending
        except BrokenPipeError:
            pass
        self._poll.unregister(self._in)
        os.close(self._in)
        self._stop.detach()
        self._in = None
        self._stop = weakref.finalize(self, _discard, self._pid, self._owner, [self._out])
        return b""

    def finish(self, deadline: float) -> int:
        """The exit code once its output has ended, negative for a signal; raises TimedOut."""
        pause = 0.00005
        while self._code is None:
            self._code = _reap(self._pid)
            if self._code is None:
                if time.monotonic() > deadline:
                    self.stop()
                    raise TimedOut
                time.sleep(pause)
                pause = min(pause * 2, 0.02)
        self._close()
        return self._code

    def stop(self) -> None:
        """Kills it; does nothing in a fork of the process that started it, but for closing the pipes."""
        self._stop()

    def _close(self) -> None:
        self._stop.detach()
        _close_all([self._in, self._out])


def _spawn(argv: Sequence[bytes], env: Mapping[bytes, bytes], talk: bool) -> tuple[int | None, int, int]:
    opened: list[int] = []
    try:
        out, out_end = os.pipe()
        opened += (out, out_end)
        actions: list[tuple[int, ...] | tuple[int, int, str, int, int]] = [(os.POSIX_SPAWN_DUP2, out_end, 1)]
        actions.append((os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0))
        in_end = None
        if talk:
            in_start, in_end = os.pipe()
            opened += (in_start, in_end)
            actions.insert(0, (os.POSIX_SPAWN_DUP2, in_start, 0))
        else:
            actions.append((os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0))
        pid = os.posix_spawn(argv[0], list(argv), dict(env), file_actions=actions, setsigdef=[signal.SIGPIPE], setsigmask=[])
    except BaseException:
        _close_all(opened)
        raise
    _close_all([end for end in opened if end not in (out, in_end)])
    return in_end, out, pid


def _bound_memory(pid: int) -> None:
    """Caps what it may allocate; mapped packs are not counted, so that honest large repositories pass. Where the system can (Linux)."""
    try:
        import resource

        resource.prlimit(pid, resource.RLIMIT_DATA, (MEMORY, MEMORY))
    except (ImportError, AttributeError, OSError, ValueError):
        pass


def _milliseconds(deadline: float) -> int:
    return max(0, int((deadline - time.monotonic()) * 1000))


def _reap(pid: int) -> int | None:
    try:
        done, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:  # someone ignores SIGCHLD: the code is lost, its output is judged alone
        return 0
    return os.waitstatus_to_exitcode(status) if done else None


def _discard(pid: int, owner: int, ends: list[int | None]) -> None:
    _close_all(ends)
    if os.getpid() != owner:
        return
    try:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass


def _close_all(ends: Sequence[int | None]) -> None:
    for end in ends:
        if end is not None:
            with contextlib.suppress(OSError):
                os.close(end)
