"""The same jobs on a Dask cluster: each of its workers keeps processes of `conforme.fleet.worker`, and gives them what the scheduler sends.

A job is a few paths and a key: the repository is read by git where the worker runs, so its path must lead to it there too (a shared folder, or a
mirror at the same place). A worker that is lost costs the jobs that it had; a scheduler that is started again is found again.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from queue import Empty, Queue
from typing import Any

from conforme.fleet.crew import AGAIN, TRIES, Worker
from conforme.fleet.job import Job, Outcome, Settings
from conforme.fleet.parquet import Missing, Unreachable
from conforme.fleet.versions import rules_key

IN_FLIGHT = 4  # a worker's thread, so that none waits for the scheduler
LOST = 600.0  # how long the scheduler may be away
_here = threading.local()


def library() -> Any:
    """Dask.distributed; raises Missing."""
    try:
        import distributed
    except ImportError as error:
        raise Missing(str(error)) from error
    return distributed


def perform(job: dict[str, Any], settings: dict[str, Any], rules: str) -> tuple[bytes | None, str, str]:
    """Runs on a worker of the cluster: one job, in a process of our own that is kept for the next."""
    if rules != rules_key():
        return None, "other-version", ""
    told = Settings(**{**settings, "select": tuple(settings["select"]), "ignore": tuple(settings["ignore"])})
    one = getattr(_here, "worker", None)
    if one is None or not one.running or _here.settings != told:
        if one is not None:
            one.end()
        one, _here.settings = Worker(told, None), told
        _here.worker = one
    outcome: Outcome = one.do(Job(**{**job, "parts": tuple(job["parts"]), "neighbours": tuple(job["neighbours"])}))
    return outcome.data, outcome.why, outcome.detail


class Cluster:
    """Does jobs on the cluster whose scheduler is at `address`."""

    def __init__(self, address: str, settings: Settings, wait: float = LOST) -> None:
        self._address, self._settings, self._wait = address, settings, wait
        self._met = False

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Each job with what came of it; jobs that a lost scheduler forgot are sent again to the next one."""
        left = dict.fromkeys(jobs, 1)
        deadline = time.monotonic() + self._wait
        while left:
            try:
                for job, outcome in self._session(left):
                    deadline = time.monotonic() + self._wait
                    if outcome.why in AGAIN and left[job] < TRIES:
                        left[job] += 1
                        continue
                    del left[job]
                    yield job, outcome
            except (OSError, TimeoutError) as error:
                if not self._met or time.monotonic() > deadline:
                    raise Unreachable(self._address) from error
                time.sleep(1.0)

    def _session(self, left: dict[Job, int]) -> Iterator[tuple[Job, Outcome]]:
        """What comes of the jobs while one scheduler lasts; raises OSError when it is lost."""
        distributed = library()
        with distributed.Client(self._address, timeout="10s", set_as_default=False, heartbeat_interval="2s") as client:
            self._met = True
            waiting, running, done = list(left), dict[Any, Job](), Queue[Any]()
            while waiting or running:
                self._fill(client, waiting, running, done)
                future = _next(client, running, done)
                if future in running:
                    yield running.pop(future), _outcome(future)
                    future.release()

    def _fill(self, client: Any, waiting: list[Job], running: dict[Any, Job], done: Queue[Any]) -> None:
        room = max(1, IN_FLIGHT * sum(client.nthreads().values())) - len(running) if waiting else 0
        for _ in range(min(room, len(waiting))):
            job = waiting.pop(0)
            # Never by the key of an earlier task: what a lost worker had in hand is to be done anew.
            future = client.submit(perform, asdict(job), asdict(self._settings), rules_key(), pure=False, retries=TRIES)
            running[future] = job
            future.add_done_callback(done.put)


def _next(client: Any, running: dict[Any, Job], done: Queue[Any]) -> Any:
    """The next task that ends, None when none does for a while; raises OSError when the scheduler is gone, with all that it knew."""
    future = None
    with contextlib.suppress(Empty):
        future = done.get(timeout=2.0)
    if client.status not in ("running", "newly-created") or any(each.status in ("cancelled", "lost") for each in running):
        raise OSError("the scheduler is gone")
    return future


def _outcome(future: Any) -> Outcome:
    if future.status == "finished":
        return Outcome(*future.result())
    return Outcome(None, "worker-lost", type(future.exception()).__name__)
