"""Something tells the team when the service fails: errors are tracked, measures exposed or alerts written."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    watching = [item for item in evidence.all() if item.data["form"] != "synthetic"]
    if not watching:
        yield rule.finding("from-outside-only", at=evidence.all(), subject="kind:observability")
    yield from (rule.rests_on(item) for item in watching)
