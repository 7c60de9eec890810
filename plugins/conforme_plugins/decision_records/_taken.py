"""What rules that look for one decision of a kind share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conforme import Answer, EvidenceSet, Record, Rule
from conforme_plugins.decision_records.reuse_considered import TAKEN


def is_taken(record: Record) -> bool:
    """Whether a decision was taken; one that says nothing of its status is."""
    return record["status"] in TAKEN or not record.has("status")


def _chooses(record: Record) -> bool:
    """Whether a decision chooses something for the service, and not how decisions are written."""
    return record.type == "decision" and not record["weighs.records"]


def some(rule: Rule, evidence: EvidenceSet, holds: Callable[[Record], bool], key: str, field: str) -> Iterator[Answer]:
    """Passes when a decision taken holds; else tells of those that are only proposed, or that none does (`key`)."""
    shown = [item for item in evidence.all() if any(_chooses(record) and holds(record) and is_taken(record) for record in item.records)]
    yield from (rule.rests_on(item) for item in shown)
    if shown:
        return
    decisions = [record for record in evidence.records("decision") if _chooses(record)]
    proposed = [record for record in decisions if holds(record)]
    for record in proposed:
        yield rule.finding("not-decided", at=record, subject=f"decisions/{record.id}#status", title=record.text("title"))
    if not proposed:
        yield rule.finding(key, at=decisions or evidence.all(), subject=f"decisions#{field}", count=len(decisions))
