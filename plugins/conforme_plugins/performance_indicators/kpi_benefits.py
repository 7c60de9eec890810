"""Expected benefits are written: for whom, shown by which indicator, from which value to which, by when; and what came of those that are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import regex as re
from conforme.facts.text import slug
from conforme.facts.values import Quantity
from conforme_plugins.performance_indicators import _indicators
from conforme_plugins.performance_indicators._indicators import Indicator


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    benefits = list(evidence.records("benefit"))
    if not benefits and not evidence.broken():  # they may well be in the register that cannot be read
        yield rule.finding("no-benefit", at=evidence.all(), subject="benefits")
    known = {name: indicator for indicator in _indicators.of(evidence) for name in indicator.names}
    for benefit in benefits:
        yield from _judged(rule, benefit, known)
    for item in evidence.all():
        if any(True for _ in item.records_of("benefit")):
            yield rule.rests_on(item)


def _judged(rule: Rule, benefit: Record, known: Mapping[str, Indicator]) -> Iterator[Answer]:
    name = benefit.text("benefit")
    cited = [reference for reference in re.split(r"[,;\n]", benefit.text("indicator")) if reference.strip()]
    tied = [known[slug(reference)] for reference in cited if slug(reference) in known]
    for key, field in _lacks(benefit, tied, bool(cited)):
        yield rule.finding(key, at=benefit.at(field), subject=f"benefits/{benefit.id}#{field}", name=name)
    for reference in cited:
        if slug(reference) not in known:
            yield rule.finding(
                "unknown-indicator", at=benefit.at("indicator"), subject=f"benefits/{benefit.id}#indicator", name=name, indicator=reference.strip()
            )
    due = benefit["date"]
    if due is not None and due < rule.date.isoformat() and not _observed(benefit, tied, due):
        yield rule.finding("due-not-observed", at=benefit.at("date"), subject=f"benefits/{benefit.id}#realised", name=name, date=due)


def _lacks(benefit: Record, tied: list[Indicator], cites: bool) -> Iterator[tuple[str, str]]:
    if not benefit["beneficiary"]:
        yield "no-beneficiary", "beneficiary"
    if not cites:
        yield "no-indicator", "indicator"
    for field in ("baseline", "target"):
        if not isinstance(benefit[field], Quantity) and not any(indicator.quantity(field) for indicator in tied):
            yield f"no-{field}", field
    if benefit["date"] is None:
        yield "no-date", "date"


def _observed(benefit: Record, tied: list[Indicator], due: str) -> bool:
    """Whether what came of it is written, in the benefit or by a measure of its indicator taken when it was due or later."""
    return isinstance(benefit["realised"], Quantity) or any(measure.date >= due for indicator in tied for measure in indicator.measures)
