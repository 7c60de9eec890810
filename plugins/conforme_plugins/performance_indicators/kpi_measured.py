"""Measures are taken: each indicator has dated values, the last of them within its rhythm; or a dashboard is defined as code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl
from conforme_plugins.performance_indicators import _indicators
from conforme_plugins.performance_indicators._indicators import Indicator, Measure

SHORTEST_GRACE = 15


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    indicators = _indicators.of(evidence)
    measured = [indicator for indicator in indicators if indicator.measures]
    shown = _indicators.carriers(evidence, "dashboard", "series")
    yield from _absent(rule, evidence)
    yield from _unknown(rule, evidence)
    if not measured:
        yield from _unmeasured(rule, evidence, shown)
        return
    current = any(not _is_past(rule, _last(indicator), _period(indicator, rule)) for indicator in measured)
    for indicator in indicators:
        yield from _sound(rule, indicator)
        yield from _kept_up(rule, evidence, indicator, bool(shown), current)
    for item in (*_indicators.holding(evidence), *_indicators.carriers(evidence, "measures")):
        yield rule.rests_on(item)


def _unmeasured(rule: Rule, evidence: EvidenceSet, shown: Sequence[Evidence]) -> Iterator[Answer]:
    """Without a dated value of an indicator: a dashboard will do, or figures reported in a page that is dated."""
    reported = _indicators.carriers(evidence, "report")
    dated = [item for item in reported if item.data["reported_on"]]
    if not shown and not dated:
        yield rule.finding("figures-without-date" if reported else "none-measured", at=reported or evidence.all(), subject="measurements")
    elif not shown:
        last = max(dated, key=lambda item: str(item.data["reported_on"]))
        if _is_past(rule, last.data["reported_on"], rule.params["undeclared"]):
            yield rule.finding("report-stale", at=last, subject="measurements", date=last.data["reported_on"])
    for item in shown or dated:
        yield rule.rests_on(item)


def _is_past(rule: Rule, day: str, period: int) -> bool:
    grace = min(max(period, SHORTEST_GRACE), rule.params["grace"])
    return date.fromisoformat(day) + timedelta(days=period + grace) < rule.date


def _absent(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for item in evidence.all():
        for path in item.data.get("absent", ()):
            yield rule.finding("no-such-file", at=item, subject=f"measurements_file/{path}", path=path)


def _unknown(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Measures of an indicator that nothing defines: a slip in its name hides them from the indicator that they are of."""
    for stray in evidence.records("stray"):
        told = {name: stray.text(name) for name in ("path", "nearest")}
        yield rule.finding("unknown-indicator", at=stray, subject=f"measurements/{stray.id}", name=stray.text("indicator"), **told)


def _sound(rule: Rule, indicator: Indicator) -> Iterator[Answer]:
    """Whether the values can be believed as they are written."""
    measures, subject = indicator.measures, _indicators.subject(indicator, "measurements")
    future = [measure for measure in measures if measure.start > rule.date.isoformat()]
    if future:
        at = [measure.record for measure in future]
        yield rule.finding("in-the-future", at=at, subject=subject, name=indicator.name, date=future[-1].date)
    if twice := _contradicted(measures):
        day = twice[0].date
        yield rule.finding("two-values", at=[measure.record for measure in twice], subject=f"{subject}/{day}", name=indicator.name, date=day)
    if measures and _never_moves(indicator, rule.params["same"]):
        value = measures[-1].record.text("value")
        yield rule.finding("never-moves", at=measures[-1].record, subject=subject, name=indicator.name, count=len(measures), value=value)


def _contradicted(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Two values of one day, and of one segment where there are several, in one file."""
    seen: dict[tuple[str, str, str, str], Measure] = {}
    for measure in measures:
        key = (measure.record.path, measure.start, measure.date, measure.record.text("segment"))
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


def _kept_up(rule: Rule, evidence: EvidenceSet, indicator: Indicator, elsewhere: bool, current: bool) -> Iterator[Answer]:
    """Whether the measures keep the declared rhythm; without one, it is enough that some indicator is up to date."""
    subject, cell = _indicators.subject(indicator, "measurements"), indicator.cell("frequency")
    declared = cell is not None and isinstance(cell.value, int)
    if not indicator.measures:
        if declared and not elsewhere:
            yield rule.finding("not-measured", at=indicator.at(), subject=subject, name=indicator.name)
        return
    last, at = _last(indicator), max(indicator.measures, key=lambda measure: measure.date).record
    moved = _moved(evidence, indicator)
    if moved is not None:
        yield rule.finding("only-dates-moved", at=at, subject=subject, name=indicator.name, date=last, since=moved)
    elif _is_past(rule, last, _period(indicator, rule)) and (declared or not current):
        written = cell.text if cell is not None and declared else "–"
        yield rule.finding("stale", at=at, subject=subject, name=indicator.name, date=last, frequency=written)


def _moved(evidence: EvidenceSet, indicator: Indicator) -> str | None:
    """The day since which the values stand, when only their dates have moved."""
    facts = (item.data.get("moved", {}) for item in evidence.all())
    return next((moved[record.id] for moved in facts for record in indicator.records if record.id in moved), None)


def _last(indicator: Indicator) -> str:
    return max(measure.date for measure in indicator.measures)


def _period(indicator: Indicator, rule: Rule) -> int:
    cell = indicator.cell("frequency")
    return cell.value if cell is not None and isinstance(cell.value, int) else int(rule.params["undeclared"])
