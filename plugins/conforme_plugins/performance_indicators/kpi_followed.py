"""Each indicator has a starting value, a rhythm of measurement and a role that answers for it."""

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
            written = indicator.text(field)
            yield rule.finding(key, at=indicator.at(field), subject=_indicators.subject(indicator, field), name=indicator.name, written=written)
    for item in _indicators.holding(evidence):
        yield rule.rests_on(item)


def _lacks(indicator: Indicator) -> Iterator[tuple[str, str]]:
    if indicator.quantity("baseline") is None and not indicator.measures and not _is_threshold(indicator):
        yield "no-baseline", "baseline"
    frequency = indicator.cell("frequency")
    if frequency is None or (frequency.value is None and frequency.problem in (None, "placeholder", "n/a")):
        yield "no-frequency", "frequency"
    elif frequency.value is None and frequency.problem != "no-fixed-period":
        yield "frequency-not-read", "frequency"
    if not indicator.text("role") or (role := indicator.cell("role")) is None or role.value is None:
        yield "no-owner", "role"


def _is_threshold(indicator: Indicator) -> bool:
    """Whether the target is a bound to keep to (≥ 99,5 %), which means the same whatever the start."""
    target = indicator.quantity("target")
    return target is not None and target.comparator in (">=", ">", "<=", "<")
