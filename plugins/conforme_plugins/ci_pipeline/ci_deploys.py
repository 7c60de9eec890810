"""A pipeline deploys when the main branch changes."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    pipelines = evidence.all()
    deploying = [item for item in pipelines if item.data["deploys"] and item.data["push"]]
    if deploying:
        yield from (rule.rests_on(item) for item in deploying)
    elif any(item.data["delegates"] for item in pipelines):
        yield rule.unverified("kept-elsewhere", pipelines[0].path)
    else:
        yield rule.finding("no-deployment", at=pipelines[:1], subject="pipelines#deployment")
