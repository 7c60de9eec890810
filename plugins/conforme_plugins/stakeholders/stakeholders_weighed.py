"""What each group seeks and how much it weighs is told."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    groups = [group for group in evidence.records("stakeholder") if not group["raci"]]
    if not groups:
        yield rule.finding("no-interest-all", at=evidence.all(), subject="stakeholders#interest")
    for field, least in (("interest", 2), ("influence", 1)):
        silent = [group for group in groups if kept.count(group, field) < least]
        if silent:  # counted, not quoted: a group may be written as a person's name
            yield rule.finding(f"no-{field}", at=silent, subject=f"stakeholders#{field}", count=len(silent))
