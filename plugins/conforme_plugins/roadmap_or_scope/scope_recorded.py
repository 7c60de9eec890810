"""It is written what the service is for."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.roadmap_or_scope import _told

PARTS = ("objectives", "in", "mvp", "roadmap")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    # A page named after a scope or a vision says so as a whole.
    telling = [item for item in evidence.all() if _told.tells(item, PARTS) or (item.data["what"] == "scope" and not item.records)]
    if telling:
        yield from (rule.rests_on(item) for item in telling)
    else:
        best = _told.best(evidence)
        yield rule.finding("no-aim", at=best, subject="scope#objectives", path=best.path or "")
