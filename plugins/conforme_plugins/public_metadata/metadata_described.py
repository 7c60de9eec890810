"""A catalogue description of the software is there, and says what it is, for whom to reuse it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl
from conforme.facts import placeholders

FEW = 4


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    best = min(evidence.all(), key=lambda item: len(_lacks(item)))
    for field in _lacks(best):
        yield rule.finding(f"no-{field}", at=best, subject=f"{best.path}#{field}", path=best.path)
    yield rule.rests_on(best)


def _lacks(item: Evidence) -> list[str]:
    """Of description and licence, what a description does not give; a catalogue of components alone has no place for a licence."""
    record = item.records[0]
    lacking = [] if placeholders.words_of_substance(record.text("description")) >= FEW else ["description"]
    return lacking if record.has("licence") or item.value == "backstage" else [*lacking, "licence"]
