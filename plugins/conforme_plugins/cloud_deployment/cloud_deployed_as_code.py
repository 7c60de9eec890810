"""The service is deployed from what its repository describes: a pipeline or the platform itself uses the description."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    used = [item for item in evidence.all() if item.data["how"]]
    if not used:
        yield rule.finding("no-pipeline", at=evidence.all(), subject="kind:cloud-deployment#pipeline")
    yield from (rule.rests_on(item) for item in used)
