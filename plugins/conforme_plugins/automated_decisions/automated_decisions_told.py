"""It is told which decisions are automated and where artificial intelligence is used, with the part that people keep, or that there are none."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    uses = list(evidence.records("automated_use"))
    none = [item for item in evidence.all() if item.data.get("none")]
    if uses and none:
        yield rule.finding("both", at=[*none, *uses], subject="uses", count=len(uses))
    for use in uses:
        subject, name = f"uses/{use.id}", use.text("name")
        if kept.count(use, "purpose") < kept.SENTENCE:
            yield rule.finding("no-purpose", at=use.at("purpose"), subject=f"{subject}#purpose", name=name)
        if kept.count(use, "human") < kept.SENTENCE:
            yield rule.finding("no-human", at=use.at("human"), subject=f"{subject}#human", name=name)
