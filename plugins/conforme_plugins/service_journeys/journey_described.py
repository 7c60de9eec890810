"""A journey is described by its steps."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import text


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for item in evidence.all():
        for journey in item.records_of("journey"):
            if len({text.fold(step.text("name")) for step in journey.of("steps")}) >= rule.params["min_steps"]:
                yield rule.rests_on(item)
                return
    journeys = list(evidence.records("journey"))
    most = max(len(journey.of("steps")) for journey in journeys)
    yield rule.finding("few-steps", at=journeys, subject="journeys#steps", count=most)
