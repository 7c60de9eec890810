"""The approval of the scope is recorded, with the body and the date."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts.placeholders import is_placeholder
from conforme_plugins.roadmap_or_scope import _told

SUBJECT = "scope#approval"


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    approval = _told.fullest(list(evidence.records("approval")))
    if approval is None:
        yield rule.finding("no-approval", at=_told.best(evidence), subject=SUBJECT)
        return
    if not (_named(approval, "body") or _named(approval, "role")):
        yield rule.finding("no-body", at=approval, subject=f"{SUBJECT}/body")
    if approval["date"] is None:
        yield rule.finding("no-date", at=approval, subject=f"{SUBJECT}/date")
    yield from (rule.rests_on(item) for item in evidence.all() if approval in item.records)


def _named(approval: Record, name: str) -> bool:
    """Whether an organ or a role is told: found among words (True), or written in a register in more than one word."""
    value = approval[name]
    return value is True or (isinstance(value, str) and len(value.split()) >= 2 and not is_placeholder(value))
