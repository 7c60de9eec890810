"""The accessibility statement says what was done, where to find help and since when."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.accessibility_statement import _best


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    statement = _best.statement(evidence)
    parts = set(statement.data["parts"])
    if not {"measures", "limits", "technologies"} & parts:
        yield rule.finding("no-measures", at=statement, subject="accessibility-statement#measures")
    if not {"help", "enforcement"} & parts:
        yield rule.finding("no-help", at=statement, subject="accessibility-statement#help")
    if statement.data["date"] is None:
        yield rule.finding("no-date", at=statement, subject="accessibility-statement#date")
    yield rule.rests_on(statement)
