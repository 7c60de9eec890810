"""The same fleet on a Dask cluster of separate processes: a worker killed, the scheduler restarted, the same dataset."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fleet import fleets

pytest.importorskip("pyarrow")
pytest.importorskip("distributed")
COUNT = 16


def dask(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    return subprocess.Popen(command, env=fleets.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def scheduler(port: int) -> subprocess.Popen[bytes]:
    made = dask("scheduler", "--host", "127.0.0.1", "--port", str(port))
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return made
        time.sleep(0.1)
    raise AssertionError("no scheduler")


def worker(port: int, folder: Path) -> subprocess.Popen[bytes]:
    return dask("worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def running() -> Iterator[list[subprocess.Popen[bytes]]]:
    made: list[subprocess.Popen[bytes]] = []
    yield made
    for process in made:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_worker_killed_and_a_scheduler_restarted_change_nothing(tmp_path: Path, running: list[subprocess.Popen[bytes]]) -> None:
    file = fleets.small_fleet(tmp_path, COUNT)
    fleets.conforme("fleet", "run", file, "--store", tmp_path / "here", "--date", fleets.DATE, "--jobs", 2)
    port = free_port()
    running += [scheduler(port), worker(port, tmp_path / "w1"), worker(port, tmp_path / "w2")]
    told = fleets.command("fleet", "run", file, "--store", tmp_path / "there", "--date", fleets.DATE, "--scheduler", f"tcp://127.0.0.1:{port}")
    run = subprocess.Popen(told, env=fleets.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def kept() -> int:
        return sum(1 for path in (tmp_path / "there" / "kept").rglob("*") if path.is_file())

    def wait_for(count: int) -> None:
        deadline = time.monotonic() + 240
        while kept() < count and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)

    wait_for(2)
    os.kill(running[1].pid, signal.SIGKILL)
    wait_for(5)
    assert run.poll() is None, "too fast to be disturbed"
    os.killpg(running[0].pid, signal.SIGKILL)
    running[0].wait()
    running += [scheduler(port), worker(port, tmp_path / "w3")]
    out, err = run.communicate(timeout=400)

    assert run.returncode == 0, (out, err)
    assert fleets.dataset(tmp_path / "there") == fleets.dataset(tmp_path / "here")
