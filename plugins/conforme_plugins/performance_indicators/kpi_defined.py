"""Each indicator says what is measured, in which unit and from which source."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.performance_indicators import _indicators
from conforme_plugins.performance_indicators._indicators import Indicator


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    indicators = _indicators.of(evidence)
    if not indicators:
        dashboards = _indicators.carriers(evidence, "dashboard")
        if dashboards:
            yield rule.finding("dashboard-only", at=dashboards, subject="indicators", count=len(dashboards))
        else:
            yield rule.finding("no-indicator", at=evidence.all(), subject="indicators")
    for indicator in indicators:
        yield from _lacks(rule, indicator)
    for item in _indicators.holding(evidence):
        yield rule.rests_on(item)


def _lacks(rule: Rule, indicator: Indicator) -> Iterator[Answer]:
    if not indicator.says:
        yield rule.finding("no-definition", at=indicator.at("definition"), subject=_indicators.subject(indicator, "definition"), name=indicator.name)
    if not indicator.has_unit:
        yield rule.finding("no-unit", at=indicator.at("unit"), subject=_indicators.subject(indicator, "unit"), name=indicator.name)
    if not indicator.text("source"):
        yield rule.finding("no-source", at=indicator.at("source"), subject=_indicators.subject(indicator, "source"), name=indicator.name)
