"""The service is tested under load."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items = evidence.all()
    load = [item for item in items if item.data["form"] == "load"]
    if load:
        yield from (rule.rests_on(item) for item in load)
    else:
        yield rule.finding("no-load", at=items, subject="load#test")
