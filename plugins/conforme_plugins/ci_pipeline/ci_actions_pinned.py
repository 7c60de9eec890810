"""The actions that workflows use are named by a digest that nobody can move."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    actions = list(evidence.records("action"))
    loose = [action for action in actions if not action["pinned"]]
    if not actions:
        yield rule.not_applicable(evidence.all()[0])
    elif loose:
        names = dict.fromkeys(action.text("reference") for action in loose)
        yield rule.finding("not-pinned", at=loose[:20], subject="pipelines#actions", count=len(names), first=next(iter(names)))
