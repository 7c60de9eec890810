"""Backup and recovery are documented."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl

TOPICS = frozenset(("backup", "recovery"))


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    telling = [item for item in evidence.all() if TOPICS & set(item.data["topics"])]
    if telling:
        yield from (rule.rests_on(item) for item in telling)
    else:
        yield rule.finding("no-recovery", at=evidence.all(), subject="operations-docs#recovery")
