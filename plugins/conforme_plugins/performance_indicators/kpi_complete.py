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
        yield _indicators.none_written(rule, evidence)
    for indicator in indicators:
        for key, field in _lacks(indicator):
            yield rule.finding(key, at=indicator.at(field), subject=_indicators.subject(indicator, field), name=indicator.name)
    for item in _indicators.holding(evidence):
        yield rule.rests_on(item)


def _lacks(indicator: Indicator) -> Iterator[tuple[str, str]]:
    if not indicator.says:
        yield "no-definition", "definition"
    if not indicator.has_unit:
        yield "no-unit", "unit"
    if not indicator.text("source"):
        yield "no-source", "source"
