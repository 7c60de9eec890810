"""What research found led to something: an issue, a decision, a change."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    findings = [item for item in _checks.records(evidence, "finding") if len(item.text("statement").split()) >= _checks.FEW]
    if not findings:
        yield rule.not_applicable(evidence.all()[0])
        return
    used = [item for item in findings if any(lead["state"] in ("there", "cited") for lead in item.of("lead"))]
    if not used:
        yield rule.finding("nothing-used", at=findings, subject="kind:user-research#findings", count=len(findings))
    yield from _dead(rule, findings)
    yield from (rule.rests_on(item) for item in _checks.read(evidence) if any(record in used for record in item.records))


def _dead(rule: Rule, findings: list[Record]) -> Iterator[Answer]:
    for item in findings:
        for lead in item.of("lead"):
            if lead["state"] == "absent":
                yield rule.finding("dead-link", at=lead, subject=f"{_checks.subject(item)}#{lead.id}", target=lead["target"])
