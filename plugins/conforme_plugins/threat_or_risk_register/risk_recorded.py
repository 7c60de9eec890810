"""The known risks of the service are written down."""

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
    yield from judge.cited(rule, evidence)
