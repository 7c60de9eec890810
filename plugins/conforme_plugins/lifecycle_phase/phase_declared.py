"""The phase that the service is in is declared."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.lifecycle_phase.finder import PHASES


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    today = rule.date.isoformat()
    begun = [gate for gate in evidence.records("gate") if gate["date"] <= today]
    named = [record for record in evidence.records("phase") if record["phase"] in PHASES]
    if not named and not begun:
        said = list(evidence.records("phase"))
        yield rule.finding("other-stage", at=evidence.all(), subject="service#phase", name=said[0].text("said") if said else "")
