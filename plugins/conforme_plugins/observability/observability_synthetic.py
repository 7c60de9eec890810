"""The service is tried from outside at regular intervals."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    tried = [item for item in evidence.all() if item.data["form"] == "synthetic"]
    if not tried:
        yield rule.finding("not-tried", at=evidence.all(), subject="kind:observability#synthetic")
    yield from (rule.rests_on(item) for item in tried)
