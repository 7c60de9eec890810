"""Reports entered the repository at the rhythm that is declared, and not in batches that claim dates of the past."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Record, Rule, hookimpl
from conforme.facts.history import arrivals
from conforme_plugins.status_reports import _reports as reports


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    declaring = next((item for item in evidence.all() if item.data.get("every")), None)
    arrived = {claim: day for item in evidence.all() for claim, day in item.data["arrived"].items()}
    if declaring is None or len(arrived) <= arrivals.LEAST:
        yield rule.not_applicable(declaring or evidence.all()[0])
        return
    if None in arrived.values():
        yield rule.unverified("history", declaring.path)
        return
    every = declaring.data["every"]
    found = arrivals.batches(every, {claim: day for claim, day in arrived.items() if day})
    if found:
        claimed = {claim for batch in found for claim in batch.claimed}
        places: list[Evidence | Record] = [declaring, *(record for record in reports.by_date(evidence) if record["date"] in claimed)]
        days = ", ".join(batch.day for batch in found)
        yield rule.finding("in-batches", at=places, subject="reports#arrival", declared=every, count=len(claimed), days=days)
