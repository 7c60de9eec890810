"""The groups with a stake in the service are known, and each is told how it takes part."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    groups = list(evidence.records("stakeholder"))
    if len({group.id for group in groups}) < rule.params["min"]:
        yield rule.finding("few", at=groups, subject="stakeholders", count=len(groups))
    silent = [group for group in groups if not _takes_part(group)]
    if silent:  # counted, not quoted: a group may be written as a person's name
        yield rule.finding("no-part", at=silent, subject="stakeholders#involvement", count=len(silent))


def _takes_part(group: Record) -> bool:
    return bool(group["raci"] or group["phases"]) or kept.count(group, "involvement") >= 1
