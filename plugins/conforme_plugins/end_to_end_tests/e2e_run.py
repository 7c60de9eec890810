"""Tests of the whole system are written, and a pipeline runs them on a change or on a clock."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    tests = evidence.all()
    run = [item for item in tests if item.data["on_change"] or item.data["schedule"]]
    if run:
        yield from (rule.rests_on(item) for item in run)
    elif tests[0].data["elsewhere"]:
        yield rule.unverified("kept-elsewhere", tests[0].data["elsewhere"])
    else:
        key = "by-hand" if any(item.data["run_in"] for item in tests) else "not-run"
        yield rule.finding(key, at=tests, subject="journeys#run", tool=tests[0].data["tool"])
