"""What people say is gathered by theme, with where it comes from or how often it comes."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for theme in evidence.records("theme"):
        subject, name = f"themes/{theme.id}", theme.text("name")
        if kept.count(theme, "name") < 2:
            yield rule.finding("no-theme", at=theme, subject=f"{subject}#name", name=name)
        if theme["volume"] is None and not kept.count(theme, "source"):
            yield rule.finding("no-source", at=theme, subject=f"{subject}#source", name=name)
