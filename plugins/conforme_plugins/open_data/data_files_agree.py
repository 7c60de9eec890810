"""The files that a description names are there, in UTF-8, and have the columns that it describes."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    seen = [(item, name, fact) for item in evidence.all() for name, fact in item.data["files"].items() if fact["state"] in ("present", "absent")]
    if not seen:
        yield rule.not_applicable(evidence.all()[0])
    for item, name, fact in seen:
        if fact["state"] == "absent":
            yield rule.finding("absent-file", at=item, subject=f"{item.path}#{name}", file=name)
        elif fact["problem"]:
            yield rule.finding(f"wrong-{fact['problem']}", at=[item, Location(fact["path"])], subject=f"{item.path}#{name}", file=name)
        yield rule.rests_on(item)
