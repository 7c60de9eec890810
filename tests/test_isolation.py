"""A task that hangs, crashes, raises or eats memory costs its own answer, and the others still come."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from conforme import isolation
from conforme.isolation import Failure, Task, run

MEMORY = 256 << 20
ROOT = Path(__file__).resolve().parents[1]


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang() -> None:
    time.sleep(60)


def eat() -> int:
    return len(bytearray(1 << 30))


def raise_() -> None:
    raise ValueError("wrong")


def recurse() -> None:
    recurse()


def unpicklable() -> object:
    return lambda: None


def test_values_come_back_in_order_from_a_child() -> None:
    parent = os.getpid()
    values = run([Task("a", lambda: ("x", 1), 5), Task("pid", os.getpid, 5), Task("b", lambda: "é" * 200_000, 5)], memory=MEMORY)

    assert values[0] == ("x", 1)
    assert values[1] != parent
    assert values[2] == "é" * 200_000


@pytest.mark.parametrize(
    ("bad", "why"),
    [(crash, "crashed"), (eat, "out-of-memory"), (raise_, "exception"), (recurse, "exception"), (unpicklable, "exception")],
)
def test_a_bad_task_costs_its_own_answer_only(bad: object, why: str) -> None:
    before, failure, after = run([Task("a", lambda: 1, 5), Task("bad", bad, 5), Task("c", lambda: 3, 5)], memory=MEMORY)  # type: ignore[arg-type]

    assert (before, after) == (1, 3)
    assert isinstance(failure, Failure)
    assert failure.why == why


def test_a_task_that_hangs_is_cut_off() -> None:
    start = time.monotonic()
    failure, after = run([Task("bad", hang, 0.3), Task("c", lambda: 3, 5)], memory=MEMORY)

    assert isinstance(failure, Failure) and failure.why == "timed-out"
    assert after == 3
    assert time.monotonic() - start < 10


def test_the_failure_names_the_signal_and_the_place() -> None:
    crashed, raised = run([Task("crash", crash, 5), Task("raise", raise_, 5)], memory=MEMORY)

    assert crashed.detail == "SIGSEGV"
    assert "ValueError: wrong" in raised.detail and "test_isolation.py" in raised.detail


def test_what_a_task_prints_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    def noisy() -> int:
        os.write(1, b"leak")
        ctypes.CDLL(None).puts(b"leak")
        return 1

    assert run([Task("noisy", noisy, 5)], memory=MEMORY) == [1]
    assert "leak" not in capfd.readouterr().out


def test_without_isolation_exceptions_are_still_caught() -> None:
    assert run([Task("raise", raise_, 5), Task("c", lambda: 3, 5)], memory=MEMORY, isolate=False)[1] == 3


LOOP = """
import os, sys
from conforme import isolation
from conforme.cli import check, main
def loop():
    os.write(int(sys.argv[1]), str(os.getpid()).encode())
    while True:
        pass
def spin(options):
    isolation.run([isolation.Task("a", loop, 60)], memory=1 << 30)
check.main = spin
sys.exit(main(["check"]))
"""


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="children are looked for in /proc")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130), (signal.SIGHUP, -signal.SIGHUP)]
)
def test_a_child_ends_with_its_parent_however_that_ends(number: signal.Signals, code: int) -> None:
    reader, writer = os.pipe()
    paths = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
    command = [sys.executable, "-c", LOOP, str(writer)]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}) as parent:
        child = int(os.read(reader, 20))
        parent.send_signal(number)
        assert (parent.wait(10), parent.stderr.read() if parent.stderr else b"") == (code, b"")
    deadline = time.monotonic() + 5
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)
    os.close(reader)
    os.close(writer)


def test_a_loop_that_nobody_waits_for_ends_by_the_time_of_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    def loop() -> None:
        while True:
            pass

    monkeypatch.setattr(isolation, "_receive", lambda reader, seconds, real=isolation._receive: real(reader, 60))
    failure, after = run([Task("loop", loop, 0.1), Task("c", lambda: 3, 5)], memory=MEMORY)

    assert (failure.why, failure.detail, after) == ("timed-out", "SIGXCPU", 3)


def test_ctrl_c_while_modules_are_read_is_no_trace() -> None:
    paths = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
    script = """
import runpy, sys
class Stop:
    def find_spec(self, name, *rest):
        if name == stop:
            raise KeyboardInterrupt
stop = sys.argv.pop()
sys.meta_path.insert(0, Stop())
runpy.run_module("conforme", run_name="__main__")
"""
    for module in ("conforme.cli", "conforme.cli.run", "conforme.words", "conforme.cli.arguments", "conforme.cli.check", "conforme.engine"):
        done = subprocess.run(
            [sys.executable, "-c", script, "check", ".", module], capture_output=True, check=False, env={**os.environ, "PYTHONPATH": paths}
        )
        assert (done.returncode, done.stderr) == (130, b""), module


def children() -> set[str]:
    """The processes that this one started and has not buried, those of other tests among them."""
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="the system does not list children")
def test_no_child_is_left_behind() -> None:
    before = children()
    run([Task("crash", crash, 5), Task("hang", hang, 0.2), Task("a", lambda: 1, 5)], memory=MEMORY)

    assert children() <= before


def test_tasks_beside_each_other_answer_in_their_own_order_whatever_is_lost() -> None:
    def dies() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    lanes = [[Task(f"{lane}-{number}", dies if number == lane else partial(str, number), 30) for number in range(5)] for lane in (1, 3)]
    one, other = isolation.run_beside([*lanes, []], memory=1 << 28)[:2]

    assert [answer for answer in one if isinstance(answer, str)] == ["0", "2", "3", "4"] and one[1].why == "crashed"
    assert [answer for answer in other if isinstance(answer, str)] == ["0", "1", "2", "4"] and other[3].why == "crashed"
    assert isolation.run_beside([], memory=1 << 28) == []
