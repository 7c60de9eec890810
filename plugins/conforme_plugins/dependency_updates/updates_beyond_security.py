"""Ordinary updates are proposed too."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items = evidence.all()
    whole = [item for item in items if not item.data["security_only"]]
    if whole:
        yield from (rule.rests_on(item) for item in whole)
    else:
        yield rule.finding("security-only", at=items, subject="updates#limit")
