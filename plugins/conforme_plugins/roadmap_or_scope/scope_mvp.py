"""The minimum viable product is defined."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.roadmap_or_scope import _told


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    telling = _told.telling(evidence, "mvp")
    if telling:
        yield from (rule.rests_on(item) for item in telling)
    else:
        yield rule.finding("no-mvp", at=_told.best(evidence), subject="scope#mvp")
