"""The service uses the Gouvernement du Québec's design system."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    ours = [item for item in evidence.all() if item.data["system"] == rule.params["system"]]
    others = sorted({item.data["system"] for item in evidence.all()} - {rule.params["system"]})
    if not ours:
        yield rule.finding("other-system", at=evidence.all(), subject="kind:design-system", systems=", ".join(others))
    yield from (rule.rests_on(item) for item in ours)
