"""Measures are taken: each indicator has dated values, the last of them within its rhythm; or a dashboard is defined as code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.performance_indicators import _indicators
from conforme_plugins.performance_indicators._indicators import Indicator, Measure

SHORTEST_GRACE = 15


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    indicators = _indicators.of(evidence)
    measured = [indicator for indicator in indicators if indicator.measures]
    shown = _indicators.carriers(evidence, "dashboard", "series")
    yield from _absent(rule, evidence)
    if not measured:
        if not shown:
            reported = _indicators.carriers(evidence, "report")
            yield rule.finding("figures-without-date" if reported else "none-measured", at=reported or evidence.all(), subject="measurements")
        for item in shown:
            yield rule.rests_on(item)
        return
    for indicator in indicators:
        yield from _judged(rule, evidence, indicator, bool(shown))
    for item in (*_indicators.holding(evidence), *_indicators.carriers(evidence, "measures")):
        yield rule.rests_on(item)


def _absent(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for item in evidence.all():
        for path in item.data.get("absent", ()):
            yield rule.finding("no-such-file", at=item, subject=f"measurements_file/{path}", path=path)


def _judged(rule: Rule, evidence: EvidenceSet, indicator: Indicator, elsewhere: bool) -> Iterator[Answer]:
    measures, name = indicator.measures, indicator.name
    subject = _indicators.subject(indicator, "measurements")
    if not measures:
        if not elsewhere:
            yield rule.finding("not-measured", at=indicator.at(), subject=subject, name=name)
        return
    future = [measure for measure in measures if measure.start > rule.date.isoformat()]
    if future:
        yield rule.finding("in-the-future", at=[measure.record for measure in future], subject=subject, name=name, date=future[-1].date)
    if twice := _contradicted(measures):
        yield rule.finding(
            "two-values", at=[measure.record for measure in twice], subject=f"{subject}/{twice[0].date}", name=name, date=twice[0].date
        )
    if _never_moves(indicator, rule.params["same"]):
        yield rule.finding(
            "never-moves", at=measures[-1].record, subject=subject, name=name, count=len(measures), value=measures[-1].record.text("value")
        )
    yield from _fresh(rule, evidence, indicator)


def _contradicted(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Two values of one day in one file."""
    seen: dict[tuple[str, str, str], Measure] = {}
    for measure in measures:
        key = (measure.record.path, measure.start, measure.date)
        other = seen.setdefault(key, measure)
        if other is not measure and other.value != measure.value:
            return (other, measure)
    return ()


def _never_moves(indicator: Indicator, same: int) -> bool:
    direction = indicator.cell("direction")
    kept = direction is not None and direction.value == "hold"
    target = indicator.quantity("target")
    last = indicator.measures[-same:]
    reached = target is not None and last[-1].value.number == target.number and target.number in (0, 100)
    return len(last) >= same and len({measure.value for measure in last}) == 1 and not kept and not reached


def _fresh(rule: Rule, evidence: EvidenceSet, indicator: Indicator) -> Iterator[Answer]:
    last = max(measure.date for measure in indicator.measures)
    moved = next(
        (item.data["moved"][record.id] for item in evidence.all() for record in indicator.records if record.id in item.data.get("moved", {})), None
    )
    subject = _indicators.subject(indicator, "measurements")
    period, written = _period(indicator, rule.params["undeclared"])
    grace = min(max(period, SHORTEST_GRACE), rule.params["grace"])
    at = max(indicator.measures, key=lambda measure: measure.date).record
    if moved is not None:
        yield rule.finding("only-dates-moved", at=at, subject=subject, name=indicator.name, date=last, since=moved)
    elif date.fromisoformat(last) + timedelta(days=period + grace) < rule.date:
        yield rule.finding("stale", at=at, subject=subject, name=indicator.name, date=last, frequency=written)


def _period(indicator: Indicator, undeclared: int) -> tuple[int, str]:
    cell = indicator.cell("frequency")
    if cell is not None and isinstance(cell.value, int):
        return cell.value, cell.text
    return undeclared, "–"
