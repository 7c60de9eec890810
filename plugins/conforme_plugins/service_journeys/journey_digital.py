"""Each step of the delivery is digital, or says why it is not."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    journeys = list(evidence.records("journey"))
    telling = [journey for journey in journeys if any(step["channel"] for step in journey.of("steps"))]
    if not telling:
        yield rule.finding("no-channel-all", at=journeys, subject="journeys#channel")
        return
    for journey in telling:
        for step in journey.of("steps"):
            yield from _step(rule, journey, step)
    for item in evidence.all():
        if any(journey in telling for journey in item.records_of("journey")):
            yield rule.rests_on(item)


def _step(rule: Rule, journey: Record, step: Record) -> Iterator[Answer]:
    subject = f"journeys/{journey.id}/{step.id}"
    if not step["channel"]:
        yield rule.finding("no-channel", at=step, subject=f"{subject}#channel", name=step.text("name"))
    elif "digital" not in step["channel"] and kept.count(step, "reason") < kept.SENTENCE:
        yield rule.finding("no-reason", at=step, subject=f"{subject}#reason", name=step.text("name"))
