"""A task that hangs, crashes, raises or eats memory costs its own answer, and the others still come."""

from __future__ import annotations

import ctypes
import os
import signal
import time

import pytest

from conforme.isolation import Failure, Task, run

MEMORY = 256 << 20


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


def test_no_child_is_left_behind() -> None:
    run([Task("crash", crash, 5), Task("hang", hang, 0.2), Task("a", lambda: 1, 5)], memory=MEMORY)

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
