"""A theme that led to a change names the release in which it was shipped."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    themes = list(evidence.records("theme"))
    if not any(theme["release"] for theme in themes):
        yield rule.finding("no-release", at=themes, subject="themes#release")
    for item in evidence.all():
        if any(theme["release"] for theme in item.records_of("theme")):
            yield rule.rests_on(item)
