"""Most steps of the journeys can be taken online."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    telling = [item for item in evidence.all() if any(step["channel"] for journey in item.records_of("journey") for step in journey.of("steps"))]
    yield from (rule.rests_on(item) for item in telling)
    steps = [step for item in telling for journey in item.records_of("journey") for step in journey.of("steps")]
    if not steps:
        yield rule.finding("no-channel", at=list(evidence.records("journey")), subject="journeys#channel")
        return
    digital = [step for step in steps if "digital" in (step["channel"] or ())]
    if 2 * len(digital) < len(steps):
        others = [step for step in steps if step not in digital]
        yield rule.finding("mostly-offline", at=others, subject="journeys#digital", count=len(digital), total=len(steps))
