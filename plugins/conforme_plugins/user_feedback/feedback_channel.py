"""Those who use the service can say, in the service itself, what they think of it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    inside = [item for item in evidence.all() if item.data["in_product"]]
    if not inside:
        yield rule.finding("not-in-service", at=evidence.all(), subject="kind:user-feedback#channel")
    yield from (rule.rests_on(item) for item in inside)
