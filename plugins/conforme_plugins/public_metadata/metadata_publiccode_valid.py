"""publiccode.yml holds to its standard: the keys that every version keeps, and the words that it allows."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    files = [item for item in evidence.all() if item.value == "publiccode"]
    if not files:
        yield rule.not_applicable(evidence.all()[0])
    for item in files:
        for key, field, line, found in item.data["problems"]:
            yield rule.finding(key, at=Location(item.path, line), subject=f"{item.path}#{field}", field=field, found=found)
        yield rule.rests_on(item)
