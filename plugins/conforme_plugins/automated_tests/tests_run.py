"""A pipeline runs the tests when the code changes."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    tests = evidence.all()
    run = [item for item in tests if item.data["run_in"]]
    if run:
        yield from (rule.rests_on(item) for item in run)
    elif tests[0].data["elsewhere"]:
        yield rule.unverified("kept-elsewhere", tests[0].data["elsewhere"])
    else:
        yield rule.finding("not-run", at=tests, subject="tests#run")
