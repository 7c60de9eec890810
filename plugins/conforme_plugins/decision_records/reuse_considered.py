"""A decision that is taken weighs what existed already."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl

TAKEN = ("accepted", "replaced", "rejected")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    shown = [item for item in evidence.all() if any(_shows(record) for record in item.records)]
    if shown:
        yield from (rule.rests_on(item) for item in shown)
        return
    decisions = list(evidence.records("decision"))
    weighing = [record for record in decisions if record["reuse"] == "weighed"]
    mentioning = [record for record in decisions if record["reuse"] == "mentioned"]
    for record in weighing:
        yield rule.finding("not-decided", at=record.at("reuse"), subject=f"decisions/{record.id}#decision", title=record.text("title"))
    if mentioning and not weighing:
        yield rule.finding(
            "only-mentioned", at=[record.at("reuse") for record in mentioning], subject="decisions#reuse", title=mentioning[0].text("title")
        )
    elif not weighing:
        yield rule.finding("no-existing-solution", at=decisions, subject="decisions#reuse", count=len(decisions))


def _shows(record: Record) -> bool:
    """Whether a record says that reuse was considered: what the product is made from, or a decision taken that weighs what exists."""
    if record.type == "base":
        return True
    taken = record["status"] in TAKEN or not record.has("status")
    return record["reuse"] == "weighed" and record.has("decision") and taken
