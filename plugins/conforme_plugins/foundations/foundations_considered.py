"""The government's digital foundations were considered: each is said to be used or not, and why not."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for item in evidence.records("foundation"):
        subject, name = f"foundations/{item.id}", item.text("name")
        if item["use"] is None:
            yield rule.finding("no-use", at=item, subject=f"{subject}#use", name=name)
        elif kept.count(item, "reason") < kept.SENTENCE:
            yield rule.finding("no-reason", at=item.at("reason"), subject=f"{subject}#reason", name=name)
