"""Sessions reached several of the segments that the service is for; those that were not are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conforme import Answer, EvidenceSet, Location, Record, Rule, hookimpl
from conforme.facts.text import fold, words
from conforme_plugins.user_research import _checks


@dataclass(frozen=True, slots=True)
class _Reached:
    """A segment that took part, how many (None when masked), and the record that says so."""

    segment: str
    count: int | None
    record: Record


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    sources = [session for session in _checks.done(evidence, rule) if session["method"]] + _checks.records(evidence, "coverage")
    reached = [item for source in sources for item in _reached(source)]
    if not reached and _checks.unread(evidence) and not sources:
        yield from _checks.elsewhere(rule, evidence)
        return
    segments = {" ".join(sorted(_key(item.segment))) for item in reached}
    if not segments:
        yield rule.finding("no-segments", at=evidence.all(), subject="kind:user-research#segments")
        return
    if len(segments) < rule.params["min"]:
        yield rule.finding("one-segment", at=[item.record for item in reached], subject="kind:user-research#segments", segment=reached[0].segment)
    yield from _not_reached(rule, evidence, reached, sources)
    yield from (rule.rests_on(item) for item in _checks.read(evidence) if any(record in sources for record in item.records))


def _reached(source: Record) -> Iterator[_Reached]:
    """Segments with a number: their own, or that of the session when it names one segment only."""
    groups = source.of("group")
    for group in groups:
        counted = group["count"] or group["masked"]
        if counted or (len(groups) == 1 and source["participants"]):
            yield _Reached(group.text("segment"), group["count"], source)


def _key(segment: str) -> set[str]:
    return {_checks.stem(word) for word in words(segment)}


def _not_reached(rule: Rule, evidence: EvidenceSet, reached: list[_Reached], sources: list[Record]) -> Iterator[Answer]:
    """Segments that the manifest or a plan is for, that nobody of took part, and that no list of gaps names."""
    gaps = " ".join(fold(record.text("gaps")) for record in (*sources, *_checks.records(evidence, "plan")))
    named = [group.text("segment") for source in sources for group in source.of("group") if group["count"] == 0]
    for segment, at in _sought(evidence).items():
        met = any(_checks.same_segment(segment, item.segment) for item in reached)
        listed = fold(segment) in gaps or any(_checks.same_segment(segment, gap) for gap in named)
        if not met and not listed:
            yield rule.finding("not-reached", at=at, subject=f"segments/{'-'.join(words(segment))}", segment=segment)


def _sought(evidence: EvidenceSet) -> dict[str, Location]:
    """Each segment with the place that says that the service, or its research, is for it."""
    wanted: dict[str, Location] = {}
    for item in _checks.read(evidence):
        service = item.data["service"]
        for segment, line in service["segments"]:
            wanted.setdefault(segment, Location(service["manifest"], line))
    for plan in _checks.records(evidence, "plan"):
        for group in plan.of("group"):
            if group["cell"] or group["count"]:
                wanted.setdefault(group.text("segment"), group.at())
    return wanted
