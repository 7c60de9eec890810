"""Those whom a use concerns are told of it, and can have it reviewed by a person."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    uses = list(evidence.records("automated_use"))
    if not uses:
        yield rule.not_applicable(evidence.all()[0])
    for use in uses:
        for field in ("notice", "review"):
            if kept.count(use, field) < kept.SENTENCE:
                yield rule.finding(f"no-{field}", at=use.at(field), subject=f"uses/{use.id}#{field}", name=use.text("name"))
