"""Business rules are written where they can be read, compared and lightened: a named table of two rules or more."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    tables = list(evidence.records("table"))
    if not any(table["rules"] >= rule.params["min"] for table in tables):
        yield rule.finding("one-rule", at=tables, subject="tables#rules", name=tables[0].text("name"))
    for item in evidence.all():
        if any(table["rules"] >= rule.params["min"] for table in item.records):
            yield rule.rests_on(item)
