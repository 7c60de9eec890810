"""Tests of the whole system also run on a clock."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    tests = evidence.all()
    timed = [item for item in tests if item.data["schedule"]]
    if timed:
        yield from (rule.rests_on(item) for item in timed)
    else:
        yield rule.finding("no-schedule", at=tests[:1], subject="journeys#schedule", tool=tests[0].data["tool"])
