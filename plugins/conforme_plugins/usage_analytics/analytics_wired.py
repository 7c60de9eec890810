"""The use of the service is measured: pages load a tool, or the code sends events."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    measuring = [item for item in evidence.all() if item.data["form"] in ("tool", "events")]
    if not measuring:
        yield rule.finding("data-only", at=evidence.all(), subject="kind:usage-analytics")
    yield from (rule.rests_on(item) for item in measuring)
