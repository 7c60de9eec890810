"""The events that the code sends are those of the measurement plan."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl

SHOWN = 5


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    first = evidence.all()[0]
    sent, planned = first.data["events"], first.data["planned"]
    if not sent:
        yield rule.not_applicable(first)
        return
    if not planned:
        yield rule.finding(
            "no-plan", at=[Location(path, line) for _, path, line in sent[:SHOWN]], subject="kind:usage-analytics#plan", count=len(sent)
        )
        return
    known, used = {name for name, _, _ in planned}, {name for name, _, _ in sent}
    for name, path, line in sent:
        if name not in known:
            yield rule.finding("not-planned", at=Location(path, line), subject=f"events/{name}", name=name)
    for name, path, line in planned:
        if name not in used:
            yield rule.finding("not-sent", at=Location(path, line), subject=f"plan/{name}", name=name)
