"""A changelog says what changes from one release to the next."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    telling = [item for item in evidence.all() if item.records]
    if telling:
        yield from (rule.rests_on(item) for item in telling)
    else:
        first = evidence.all()[0]
        yield rule.finding("no-release", at=first, subject="changelog#release", path=first.path or "")
