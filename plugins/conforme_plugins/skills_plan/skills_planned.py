"""The skills that the service needs are known, and each that is wanting has an action and a day."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for skill in evidence.records("skill"):
        subject, name = f"skills/{skill.id}", skill.text("name")
        if skill["state"] is None:
            yield rule.finding("no-state", at=skill, subject=f"{subject}#state", name=name)
        elif skill["state"] == "gap":
            yield from _gap(rule, skill, subject, name)


def _gap(rule: Rule, skill: Record, subject: str, name: str) -> Iterator[Answer]:
    if kept.count(skill, "action") < 2:
        yield rule.finding("no-action", at=skill.at("action"), subject=f"{subject}#action", name=name)
    if skill["due"] is None:
        yield rule.finding("no-date", at=skill.at("due"), subject=f"{subject}#due", name=name)
    elif skill["due"] < rule.date.isoformat():
        yield rule.finding("overdue", at=skill.at("due"), subject=f"{subject}#due", name=name, due=skill["due"])
