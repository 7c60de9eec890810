"""What is said to be in place against a risk can be found: the register points at the test, the configuration or the job."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _judge as judge


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    known = judge.risks(evidence, judge.SECURE)
    if not known:
        yield from judge.elsewhere(rule, evidence, judge.SECURE)
        return
    for _, record in known:
        for path in record["evidence.absent"] or ():
            subject = f"risks/{record.id}#evidence/{path}"
            yield rule.finding("dangling", at=record.at("evidence.absent"), subject=subject, name=judge.name_of(record), path=path)
    if not any(record["evidence.found"] or record["evidence.absent"] for _, record in known):
        yield rule.unverified("not-pointed", known[0][0].path)
    yield from judge.cited(rule, evidence, judge.SECURE)
