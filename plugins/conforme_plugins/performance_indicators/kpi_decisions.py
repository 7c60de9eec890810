"""Decisions cite the measure that they rest on: a known indicator, that had been measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts.indicators import words as told
from conforme.facts.text import slug
from conforme_plugins.performance_indicators import _indicators
from conforme_plugins.performance_indicators._indicators import Indicator


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    decisions = list(evidence.records("decision"))
    if not decisions:
        yield rule.finding("no-decision", at=evidence.all(), subject="decisions")
    known = {name: indicator for indicator in _indicators.of(evidence) for name in indicator.names}
    elsewhere = bool(_indicators.carriers(evidence, "dashboard", "series"))
    for decision in decisions:
        yield from _judged(rule, decision, known, elsewhere)
    for item in evidence.all():
        if any(True for _ in item.records_of("decision")):
            yield rule.rests_on(item)


def _judged(rule: Rule, decision: Record, known: Mapping[str, Indicator], elsewhere: bool) -> Iterator[Answer]:
    text, subject = decision.text("decision"), f"decisions/{decision.id}"
    if told.says(decision["decision"] or "") < _indicators.SAYS:
        yield rule.finding("says-nothing", at=decision.at("decision"), subject=subject, decision=text)
    cites = decision["cites"] or ()
    if not cites:
        yield rule.finding("cites-nothing", at=decision.at("cites"), subject=f"{subject}#cites", decision=text)
    for reference in cites:
        indicator = known.get(slug(reference))
        if indicator is None:
            yield rule.finding("unknown-indicator", at=decision.at("cites"), subject=f"{subject}#cites", decision=text, indicator=reference)
        elif not elsewhere and not any(decision["date"] is None or measure.start <= decision["date"] for measure in indicator.measures):
            yield rule.finding("not-yet-measured", at=decision.at("cites"), subject=f"{subject}#cites", decision=text, indicator=reference)
