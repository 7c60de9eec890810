"""A decision says which roles or groups took it or were consulted."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    told = [item for item in evidence.all() if any(_is_told(record) for record in item.records)]
    yield from (rule.rests_on(item) for item in told)
    if not told:
        decisions = list(evidence.records("decision"))
        yield rule.finding("nobody", at=decisions or evidence.all(), subject="decisions#consulted", count=len(decisions))


def _is_told(record: Record) -> bool:
    return any(isinstance(record[name], int) for name in ("consulted", "deciders"))
