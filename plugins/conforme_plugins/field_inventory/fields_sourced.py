"""Each field says whether it is asked, prefilled or taken from an official source."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for field in evidence.records("form_field"):
        if field["source"] is None:
            yield rule.finding("no-source", at=field.at("source"), subject=f"fields/{field.id}#source", name=field.text("name"))
