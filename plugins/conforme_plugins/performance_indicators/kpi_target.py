"""Each indicator has a target that can be compared with its values, and says where they should go; the two agree."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts.values import Quantity
from conforme_plugins.performance_indicators import _indicators
from conforme_plugins.performance_indicators._indicators import Indicator

_AT_LEAST, _AT_MOST = (">=", ">"), ("<=", "<")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    indicators = _indicators.of(evidence)
    if not indicators:
        yield _indicators.none_written(rule, evidence)
    for indicator in indicators:
        yield from _judged(rule, indicator)
    for item in _indicators.holding(evidence):
        yield rule.rests_on(item)


def _judged(rule: Rule, indicator: Indicator) -> Iterator[Answer]:
    target, baseline = indicator.quantity("target"), indicator.quantity("baseline")
    name, at, subject = indicator.name, indicator.at("target"), _indicators.subject(indicator, "target")
    if target is None:
        written = indicator.text("target")
        yield rule.finding("target-not-a-quantity" if written else "no-target", at=at, subject=subject, name=name, target=written)
        return
    told = _told(indicator)
    if told is None and _implied(target, baseline) is None:
        yield rule.finding("no-direction", at=indicator.at("direction"), subject=_indicators.subject(indicator, "direction"), name=name)
    elif told is not None and _against(told, target, baseline):
        start = indicator.text("baseline") if baseline is not None else "–"
        yield rule.finding(
            "against-direction",
            at=(at, indicator.at("direction")),
            subject=subject,
            name=name,
            direction=told,
            target=indicator.text("target"),
            baseline=start,
        )
    elif told in ("up", "down") and baseline is not None and _comparable(target, baseline) and target.number == baseline.number:
        yield rule.finding("target-is-baseline", at=at, subject=subject, name=name, target=indicator.text("target"))


def _told(indicator: Indicator) -> str | None:
    cell = indicator.cell("direction")
    return cell.value if cell is not None and cell.value in ("up", "down", "hold") else None


def _implied(target: Quantity, baseline: Quantity | None) -> str | None:
    """The direction that a comparison (≥ 90 %), or a target away from the baseline, tells by itself."""
    if target.comparator in _AT_LEAST:
        return "up"
    if target.comparator in _AT_MOST:
        return "down"
    if target.high is not None:
        return "hold"
    if baseline is None or not _comparable(target, baseline) or target.number == baseline.number:
        return None
    return "up" if target.number > baseline.number else "down"


def _comparable(target: Quantity, baseline: Quantity) -> bool:
    return target.unit == baseline.unit and target.high is None and baseline.high is None


def _against(told: str, target: Quantity, baseline: Quantity | None) -> bool:
    """Whether the target lies the other way: two statements of one indicator that cannot both hold."""
    if told not in ("up", "down"):
        return False
    if target.comparator in (_AT_MOST if told == "up" else _AT_LEAST):
        return True
    if baseline is None or not _comparable(target, baseline) or target.comparator or baseline.comparator:
        return False
    return target.number < baseline.number if told == "up" else target.number > baseline.number
