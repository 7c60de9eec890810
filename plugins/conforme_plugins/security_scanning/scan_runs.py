"""A pipeline analyses security on a change or on a clock."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items = evidence.all()
    run = [item for item in items if item.data["on_change"] or item.data["schedule"]]
    if run:
        yield from (rule.rests_on(item) for item in run)
    else:
        key = "hook-only" if all(item.data["where"] == "hook" for item in items) else "by-hand"
        yield rule.finding(key, at=items, subject="scans#run", tool=items[0].data["tool"])
