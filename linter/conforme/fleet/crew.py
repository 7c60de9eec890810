"""Worker processes on this machine: as many as asked for, each given one repository after the other; one that is lost is replaced."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import BinaryIO, cast

from conforme.fleet import worker
from conforme.fleet.job import Job, Outcome, Settings
from conforme.fleet.versions import rules_key

TRIES = 3
AGAIN = ("worker-lost", "crashed", "moved")  # what another try may mend
GRACE = 30.0  # a worker ends its own child in time; if it does not, it is ended itself


class Worker:
    """A running `conforme.fleet.worker`, one job at a time."""

    def __init__(self, settings: Settings, cache: str | None) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-m", "conforme.fleet.worker"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
        )
        self._send(json.dumps({"settings": asdict(settings), "cache": cache, "rules": rules_key()}).encode())
        self.deadline, self._seconds = 0.0, settings.seconds

    @property
    def output(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)

    def give(self, job: Job) -> None:
        """Starts a job; a worker that is gone is noticed when its answer is read."""
        self.deadline = time.monotonic() + 2 * self._seconds + GRACE
        self._send(json.dumps(asdict(job)).encode())

    def take(self) -> Outcome:
        """Waits for the answer."""
        return worker.decode(worker.receive(self.output))

    def do(self, job: Job) -> Outcome:
        """The whole, for a caller that has nothing else to do; within the deadline."""
        self.give(job)
        with selectors.DefaultSelector() as waiting:
            waiting.register(self.output, selectors.EVENT_READ)
            if not waiting.select(self.deadline - time.monotonic()):
                self.end()
                return Outcome(None, "timed-out", f"{self._seconds:g}")
        return self.take()

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Ends it at once, with the children that it has."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        self._process.wait()

    def _send(self, body: bytes) -> None:
        with contextlib.suppress(OSError):
            worker.send(cast(BinaryIO, self._process.stdin), b"J", body)


class Crew:
    """Does jobs with `size` workers, started when there is something to do."""

    def __init__(self, size: int, settings: Settings, cache: str | None) -> None:
        self._size, self._settings, self._cache = size, settings, cache

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Each job with what came of it, in the order in which they end."""
        waiting: deque[tuple[Job, int]] = deque((job, 1) for job in jobs)
        with selectors.DefaultSelector() as selector:
            busy: dict[Worker, tuple[Job, int]] = {}
            try:
                while waiting or busy:
                    while waiting and len(busy) < self._size:
                        self._start(selector, busy, waiting.popleft(), None)
                    for one in self._ready(selector, busy):
                        yield from self._ended(selector, busy, waiting, one)
            finally:
                for one in busy:
                    one.end()

    def _start(self, selector: selectors.BaseSelector, busy: dict[Worker, tuple[Job, int]], item: tuple[Job, int], one: Worker | None) -> None:
        if one is None or not one.running:
            if one is not None:
                one.end()
            one = Worker(self._settings, self._cache)
        one.give(item[0])
        busy[one] = item
        selector.register(one.output, selectors.EVENT_READ, one)

    def _ready(self, selector: selectors.BaseSelector, busy: dict[Worker, tuple[Job, int]]) -> list[Worker]:
        first = min(one.deadline for one in busy)
        found = [key.data for key, _ in selector.select(max(0.0, first - time.monotonic()))]
        return found or [one for one in busy if one.deadline <= time.monotonic()]

    def _ended(
        self, selector: selectors.BaseSelector, busy: dict[Worker, tuple[Job, int]], waiting: deque[tuple[Job, int]], one: Worker
    ) -> Iterator[tuple[Job, Outcome]]:
        job, tries = busy.pop(one)
        selector.unregister(one.output)
        late = one.deadline <= time.monotonic()
        outcome = Outcome(None, "timed-out", f"{self._settings.seconds:g}") if late else one.take()
        if late or outcome.why == "worker-lost":
            one.end()
        if outcome.why in AGAIN and tries < TRIES:
            waiting.append((job, tries + 1))
        else:
            yield job, outcome
        if waiting and one.running:
            self._start(selector, busy, waiting.popleft(), one)
        else:
            one.end()
