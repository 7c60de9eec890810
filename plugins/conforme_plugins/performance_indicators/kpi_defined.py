"""At least one indicator of the service is written down with what it measures."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.performance_indicators import _indicators


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    indicators = _indicators.of(evidence)
    telling = {record.id for indicator in indicators if indicator.is_told for record in indicator.records}
    dashboards = _indicators.carriers(evidence, "dashboard")
    if not indicators and dashboards:
        yield rule.finding("dashboard-only", at=dashboards, subject="indicators", count=len(dashboards))
    elif not indicators:
        yield rule.finding("no-indicator", at=evidence.all(), subject="indicators")
    elif not telling:
        yield rule.finding("names-only", at=[indicator.at() for indicator in indicators], subject="indicators", count=len(indicators))
    for item in _indicators.holding(evidence):
        if any(record.id in telling for record in item.records_of("indicator")):
            yield rule.rests_on(item)
