"""A journey names the other services that it crosses."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    journeys = list(evidence.records("journey"))
    if not any(kept.count(journey, "related") >= 2 for journey in journeys):
        yield rule.finding("no-service", at=journeys, subject="journeys#related")
    for item in evidence.all():
        if any(kept.count(journey, "related") >= 2 for journey in item.records_of("journey")):
            yield rule.rests_on(item)
