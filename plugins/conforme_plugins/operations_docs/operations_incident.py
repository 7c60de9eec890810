"""A runbook says what to do when the service goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl

TOPICS = frozenset(("incident",))


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    telling = [item for item in evidence.all() if TOPICS & set(item.data["topics"])]
    if telling:
        yield from (rule.rests_on(item) for item in telling)
    else:
        yield rule.finding("no-incident", at=evidence.all(), subject="operations-docs#incident")
