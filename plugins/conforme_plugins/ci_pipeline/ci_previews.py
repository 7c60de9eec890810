"""A pipeline publishes a preview of each merge request."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    pipelines = evidence.all()
    previews = [item for item in pipelines if item.data["previews"]]
    if previews:
        yield from (rule.rests_on(item) for item in previews)
    else:
        yield rule.finding("no-preview", at=pipelines[:1], subject="pipelines#preview")
