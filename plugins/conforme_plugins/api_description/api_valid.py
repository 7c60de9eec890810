"""A description of a format whose specification is checked keeps to it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl

CHECKED = ("OpenAPI", "AsyncAPI")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """A finding for each departure; what is generated, or of another format, has no file to hold against a specification."""
    judged = [item for item in evidence.all() if item.data.get("format") in CHECKED and not item.data.get("generator")]
    for item in judged:
        if item.data.get("limits"):
            yield rule.unverified("not-validated", item.path)
        else:
            yield rule.rests_on(item)
        for problem in sorted(item.records_of("problem"), key=lambda record: (record.path, record.line, record.column)):
            told = {name: problem.text(name) for name in ("expected", "found")}
            yield rule.finding(problem.text("key"), at=problem, subject=f"{problem.path}#{problem.id}", place=_place(problem), **told)
    if not judged:
        other = evidence.all()[0]
        yield rule.not_applicable(other, other.value or "")


def _place(problem: Record) -> str:
    """The pointer as people read it: `paths › /demandes › get`; `/` for the whole document."""
    steps = problem.text("pointer").split("/")[1:]
    return " › ".join(step.replace("~1", "/").replace("~0", "~") for step in steps) or "/"
