"""The code names the region of the cloud where the service runs."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    if not any(item.data["regions"] for item in evidence.all()):
        yield rule.finding("no-region", at=evidence.all(), subject="kind:cloud-deployment#regions")
