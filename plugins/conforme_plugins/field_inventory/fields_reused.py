"""Information already known is reused, or what is asked says why it has to be."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    fields = list(evidence.records("form_field"))
    reused = [field for field in fields if field["source"] in ("prefilled", "official")]
    if not reused:
        unsaid = [field for field in fields if field["source"] == "asked" and not _said(field)]
        if unsaid or not any(field["source"] == "asked" for field in fields):
            yield rule.finding("all-asked", at=unsaid or fields, subject="fields#source", count=len(unsaid or fields))
    for field in reused:
        if not _said(field):
            yield rule.finding("no-origin", at=field.at("origin"), subject=f"fields/{field.id}#origin", name=field.text("name"))


def _said(field: Record) -> bool:
    return kept.count(field, "origin") >= 2
