"""Personas and journeys rest on research, and say on which."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    portraits = _checks.records(evidence, "persona", "journey")
    if not portraits:
        yield rule.not_applicable(evidence.all()[0])
    for portrait in portraits:
        if not (portrait["sources"] or portrait["participants"]):
            yield rule.finding("no-source", at=portrait, subject=_checks.subject(portrait, "sources"), title=portrait.text("title"))
        elif not (portrait["date"] or portrait["method"]):
            yield rule.finding("no-method", at=portrait, subject=_checks.subject(portrait, "method"), title=portrait.text("title"))
    yield from (rule.rests_on(item) for item in _checks.read(evidence) if any(record in portraits for record in item.records))
