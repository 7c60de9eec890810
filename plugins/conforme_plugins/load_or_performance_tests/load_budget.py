"""A budget holds the weight or the speed of pages."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items = evidence.all()
    budgets = [item for item in items if item.data["form"] == "budget"]
    if budgets:
        yield from (rule.rests_on(item) for item in budgets)
    else:
        yield rule.finding("no-budget", at=items[:1], subject="load#budget")
