"""Measures were written down at the rhythm that is declared, and not in batches that claim dates of the past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl
from conforme.facts.history import arrivals
from conforme_plugins.performance_indicators import _indicators
from conforme_plugins.performance_indicators._indicators import Indicator

Days = Mapping[str, str | None]


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    told = [(indicator, days, item) for indicator in _indicators.of(evidence) if (found := _days(evidence, indicator)) for days, item in [found]]
    if not told:
        yield rule.not_applicable(evidence.all()[0])
        return
    for indicator, days, item in told:
        yield rule.rests_on(item)
        if None in days.values():
            yield rule.unverified("history", item.path)
        else:
            yield from _batches(rule, indicator, {claim: day for claim, day in days.items() if day})


def _days(evidence: EvidenceSet, indicator: Indicator) -> tuple[Days, Evidence] | None:
    """When each measure was written down, where that was looked for and there are enough of them to tell."""
    for item in evidence.all():
        known = item.data.get("arrived") or {}
        for record in indicator.records:
            if record in item.records and len(known.get(record.id, {})) > arrivals.LEAST:
                return known[record.id], item
    return None


def _batches(rule: Rule, indicator: Indicator, days: Mapping[str, str]) -> Iterator[Answer]:
    frequency = indicator.cell("frequency")
    if frequency is None or not isinstance(frequency.value, int):
        return
    found = arrivals.batches(frequency.value, days)
    if found:
        claimed = {claim for batch in found for claim in batch.claimed}
        places = [indicator.at("frequency"), *(measure.record.at("date") for measure in indicator.measures if measure.date in claimed)]
        shown = {"name": indicator.name, "frequency": frequency.text, "count": len(claimed), "days": ", ".join(batch.day for batch in found)}
        yield rule.finding("in-batches", at=places, subject=_indicators.subject(indicator, "arrival"), **shown)
