"""Finders and rules run in a child process: what hangs, crashes or eats memory costs one answer and not the report.

`os.fork` before any thread, a pipe, frames of pickled frozen values. A child that is lost is replaced by one that goes on after the guilty
task; one whose parent is lost ends too. Where fork is missing the tasks run here, with their exceptions caught and no other guard.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

HEADER = struct.Struct("!QB")
FRAME_LIMIT = 256 << 20
STARTED, DONE = 0, 1
PR_SET_PDEATHSIG = 1


class Task(NamedTuple):
    """One call to isolate; `seconds` is the last resort, far above what honest input costs."""

    name: str
    run: Callable[[], Any]
    seconds: float


class Failure(NamedTuple):
    """Why a task gave nothing: exception (a fault of the plugin), crashed, timed-out, out-of-memory."""

    why: str
    detail: str = ""


def run(tasks: Sequence[Task], *, memory: int, isolate: bool = True) -> list[Any]:
    """The value or the Failure of each task, in order. `memory`: bytes that the child may take beyond what it starts with."""
    return run_beside([tasks], memory=memory, isolate=isolate)[0]


def run_beside(lanes: Sequence[Sequence[Task]], *, memory: int, isolate: bool = True) -> list[list[Any]]:
    """The same for several lists of tasks, each in a child of its own, all at work at once."""
    if not isolate or not hasattr(os, "fork"):
        return [[_guarded(task) for task in tasks] for tasks in lanes]
    children: list[_Child | None] = [None] * len(lanes)
    try:
        for number, tasks in enumerate(lanes):
            children[number] = _Child(tasks, memory) if tasks else None
        return [_results(tasks, child, memory) for tasks, child in zip(lanes, children, strict=True)]
    finally:
        for child in children:
            if child is not None:
                child.end()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _results(tasks: Sequence[Task], child: _Child | None, memory: int) -> list[Any]:
    """What the child answers; another goes on after the task at which one is lost."""
    results: list[Any] = list(child.results()) if child is not None else []
    while len(results) < len(tasks):
        with contextlib.closing(_Child(tasks[len(results) :], memory)) as another:
            results.extend(another.results())
    return results


def _guarded(task: Task) -> Any:
    try:
        return task.run()
    except MemoryError:
        return Failure("out-of-memory")
    except RecursionError as error:
        return Failure("exception", type(error).__name__)
    except Exception as error:
        return Failure("exception", _detail(error))


def _detail(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})" if trace is not None else ""
    return f"{type(error).__name__}: {error}"[:300] + where


class _Child:
    """One child at work on its tasks."""

    def __init__(self, tasks: Sequence[Task], memory: int) -> None:
        self._tasks, self._ended = tasks, False
        self._reader, writer = os.pipe()
        _flush()
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            _serve(tasks, writer, memory, parent)
        os.close(writer)

    def results(self) -> Iterator[Any]:
        """What it answers, up to the task that it is lost at, whose Failure comes last."""
        try:
            yield from _collect(self._tasks, self._reader, self._pid)
        finally:
            self.end()

    def end(self) -> None:
        """Leaves nothing of it; does nothing the second time."""
        if not self._ended:
            self._ended = True
            os.close(self._reader)
            _end(self._pid)

    close = end


def _flush() -> None:
    # What is buffered would be written twice; a stream may be closed, or its reader gone.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()


def _serve(tasks: Sequence[Task], writer: int, memory: int, parent: int) -> None:
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        _die_with(parent)
        _limit_memory(memory)
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, 1)
        os.dup2(devnull, 2)
        if "faulthandler" in sys.modules:
            sys.modules["faulthandler"].disable()  # it would write a trace past the redirection
        for task in tasks:
            _limit_time(task.seconds)
            _send(writer, STARTED, b"")
            _send(writer, DONE, _pickled(_guarded(task)))
        status = 0
    finally:
        os._exit(status)


def _die_with(parent: int) -> None:
    """A parent that is killed takes this child with it: at once on Linux; elsewhere a loop ends by its limit of time."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it was killed before it was asked
        os._exit(1)


def _limit_time(seconds: float) -> None:
    # Of the processor, for a child that nobody waits for any more; beyond what the parent waits, even with two threads at work.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        bound = int(usage.ru_utime + usage.ru_stime + 2 * seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))


def _pickled(value: Any) -> bytes:
    try:
        return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    except (MemoryError, RecursionError):
        return pickle.dumps(Failure("out-of-memory"))
    except Exception as error:
        return pickle.dumps(Failure("exception", _detail(error)))


def _limit_memory(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = used + memory if hard == resource.RLIM_INFINITY else min(used + memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def _send(writer: int, kind: int, body: bytes) -> None:
    data = memoryview(HEADER.pack(len(body), kind) + body)
    while data:
        data = data[os.write(writer, data) :]


def _collect(tasks: Sequence[Task], reader: int, child: int) -> Iterator[Any]:
    for task in tasks:
        started = _receive(reader, task.seconds)
        done = _receive(reader, task.seconds) if started is not None and started[0] == STARTED else started
        if done is None:
            how = _how_it_ended(child)
            yield Failure("timed-out" if how == "SIGXCPU" else "crashed", how)
            return
        if isinstance(done, Failure):
            yield done
            return
        yield pickle.loads(done[1])


def _receive(reader: int, seconds: float) -> Any:
    """A frame, None when the child is gone, a Failure when it says nothing for `seconds`."""
    header = _read(reader, HEADER.size, seconds)
    if header is None or isinstance(header, Failure):
        return header
    size, kind = HEADER.unpack(header)
    if size > FRAME_LIMIT:
        return Failure("out-of-memory")
    body = _read(reader, size, seconds)
    return body if body is None or isinstance(body, Failure) else (kind, body)


def _read(reader: int, size: int, seconds: float) -> bytes | Failure | None:
    chunks, missing = [], size
    while missing:
        ready, _, _ = select.select([reader], [], [], seconds)
        if not ready:
            return Failure("timed-out", f"{seconds:g}")
        chunk = os.read(reader, min(missing, 1 << 20))
        if not chunk:
            return None
        chunks.append(chunk)
        missing -= len(chunk)
    return b"".join(chunks)


def _how_it_ended(child: int) -> str:
    with contextlib.suppress(ChildProcessError):
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return signal.Signals(os.WTERMSIG(status)).name
    return ""


def _end(child: int) -> None:
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        pid, _ = os.waitpid(child, os.WNOHANG)
        if pid == 0:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
