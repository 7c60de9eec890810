"""An experiment is told so that others can use it: how it was done and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    told = [item for item in evidence.all() if any(_is_usable(record) for record in item.records_of("experiment"))]
    yield from (rule.rests_on(item) for item in told)
    if not told:
        yield rule.finding("no-method", at=list(evidence.records("experiment")), subject="experiments#shared")


def _is_usable(record: Record) -> bool:
    return all(max(kept.count(record, name) for name in names) >= kept.SENTENCE for names in (("method",), ("result", "detail")))
