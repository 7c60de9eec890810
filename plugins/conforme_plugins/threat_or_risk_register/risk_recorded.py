"""The known risks of the service are written down, and not those of cybersecurity alone."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _judge as judge


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    known = judge.risks(evidence)
    if not known:
        if judge.told(evidence):
            yield from judge.elsewhere(rule, evidence)
        else:
            yield rule.finding("no-risk", at=evidence.all(), subject="risks")
        return
    yield from judge.lacking(rule, known, "no-description", "cause", judge.described)
    if all(record["type"] in judge.SECURE for _, record in known):
        yield rule.finding("cyber-only", at=[item for item in evidence.all() if any(item.records_of("risk"))], subject="risks#type")
    yield from judge.cited(rule, evidence)
