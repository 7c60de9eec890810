"""A report that all is well is not contradicted by the risk register: no risk is past its day."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.status_reports import _reports as reports

OVER = ("closed", "accepted", "transferred", "avoided")
RISKS = "threat-or-risk-register"


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    last = reports.latest(evidence, rule.date.isoformat())
    risks = [record for record in evidence.records("risk", RISKS) if record["due"] is not None]
    if last is None or last["state"] != "on-track" or not risks:
        yield rule.not_applicable(evidence.all()[0])
        return
    for risk in risks:
        if risk["due"] < last["date"] and risk["status"] not in OVER:
            subject = f"risks/{risk.id}#due"
            yield rule.finding("overdue", at=[last, risk], subject=subject, name=risk.text("name"), due=risk["due"], date=last["date"])
