"""It is written down what the team decides alone."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    told = [item for item in evidence.all() if item.data.get("delegation")]
    yield from (rule.rests_on(item) for item in told)
    if not told:
        yield rule.finding("not-delegated", at=evidence.all(), subject="delegation")
