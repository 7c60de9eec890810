"""The privacy impact assessment is reviewed by the day that it announces."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts.placeholders import is_placeholder


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    found = list(evidence.records("assessment"))
    if not found:
        yield rule.finding("no-assessment", at=evidence.all(), subject="privacy#assessment")
    for record in found:
        name, subject = record.text("name") or record.id, f"privacy/{record.id}#review_by"
        if record["review_by"] is None or len(name.split()) < 2 or is_placeholder(name):
            yield rule.finding("no-review", at=record.at("review_by"), subject=subject, name=name)
        elif record["review_by"] < rule.date.isoformat():
            yield rule.finding("overdue", at=record.at("review_by"), subject=subject, name=name, date=record["review_by"])
    yield from (rule.rests_on(item) for item in evidence.all() if item.data["what"] == "assessment")
