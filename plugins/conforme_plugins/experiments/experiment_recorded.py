"""An experiment is recorded: what was to be learned, and how one would know."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept

TOLD = ("marker", "method", "result", "expected")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    whole = [item for item in evidence.all() if any(_is_whole(record) for record in item.records_of("experiment"))]
    yield from (rule.rests_on(item) for item in whole)
    if not whole:
        yield rule.finding("only-hypothesis", at=list(evidence.records("experiment")), subject="experiments#method")


def _is_whole(record: Record) -> bool:
    return kept.count(record, "hypothesis") >= kept.SENTENCE and (
        bool(record["verdict"]) or any(kept.count(record, name) >= kept.SENTENCE for name in TOLD)
    )
