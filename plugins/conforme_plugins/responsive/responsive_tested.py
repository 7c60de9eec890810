"""Browser tests take the screen of a phone."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    tests = [item for item in evidence.all() if item.data["form"] == "test"]
    if not tests:
        yield rule.finding("no-phone-test", at=evidence.all(), subject="kind:responsive#tests")
    yield from (rule.rests_on(item) for item in tests)
