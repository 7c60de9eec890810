"""The phases of the service have the day on which they began."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.lifecycle_phase.finder import PHASES


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    gates = {gate["phase"]: gate for gate in evidence.records("gate")}
    if not gates:
        yield rule.finding("no-date", at=evidence.all(), subject="service#phases")
        return
    declared = [record for record in evidence.records("phase") if record["phase"] in PHASES]
    for record in declared:
        gate = gates.get(record["phase"])
        if gate is None:
            yield rule.finding("no-date-of-phase", at=record, subject=f"service#phases/{record['phase']}", phase=record.text("phase"))
        elif gate["date"] > rule.date.isoformat():
            yield rule.finding(
                "future", at=[record, gate], subject=f"service#phases/{record['phase']}", phase=record.text("phase"), date=gate["date"]
            )
    in_order = [gates[phase] for phase in PHASES if phase in gates]
    for first, second in pairwise(in_order):
        if second["date"] < first["date"]:
            yield rule.finding("disorder", at=[first, second], subject="service#phases", first=first["date"], second=second["date"])
    for item in evidence.all():
        if any(item.records_of("gate")):
            yield rule.rests_on(item)
