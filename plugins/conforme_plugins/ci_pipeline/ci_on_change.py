"""Something is built or checked each time the code changes."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    pipelines = evidence.all()
    checking = [item for item in pipelines if item.data["checks"]]
    if checking:
        yield from (rule.rests_on(item) for item in checking)
    elif any(item.data["delegates"] for item in pipelines):
        yield rule.unverified("kept-elsewhere", pipelines[0].path)
    else:
        yield rule.finding("no-check", at=pipelines, subject="pipelines#checks")
