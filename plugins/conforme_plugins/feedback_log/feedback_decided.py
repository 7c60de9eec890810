"""Something was decided on each theme."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for theme in evidence.records("theme"):
        if kept.count(theme, "decision") < kept.SENTENCE and not theme["decision.links"]:
            yield rule.finding("no-decision", at=theme.at("decision"), subject=f"themes/{theme.id}#decision", name=theme.text("name"))
