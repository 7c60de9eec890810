"""Decisions say when they were proposed and taken, and little time lies between."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    decisions = list(evidence.records("decision"))
    dated = [record for record in decisions if record["proposed"] and record["decided"]]
    if not dated:
        yield rule.finding("no-dates", at=decisions or evidence.all(), subject="decisions#proposed", count=len(decisions))
    for record in dated:
        days = (datetime.date.fromisoformat(record["decided"]) - datetime.date.fromisoformat(record["proposed"])).days
        if days < 0:
            places = [record.at("decided"), record.at("proposed")]
            yield rule.finding("backwards", at=places, subject=f"decisions/{record.id}#decided", title=record.text("title"))
        elif days > rule.params["days"]:
            yield rule.finding("slow", at=record.at("decided"), subject=f"decisions/{record.id}#decided", title=record.text("title"), days=days)
    for item in evidence.all():
        if any(record["proposed"] and record["decided"] for record in item.records):
            yield rule.rests_on(item)
