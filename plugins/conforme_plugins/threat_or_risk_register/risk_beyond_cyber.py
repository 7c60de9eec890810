"""The known risks are not those of cybersecurity alone: project, business and suppliers have theirs."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _judge as judge


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    known = judge.risks(evidence)
    if not known:
        yield from judge.elsewhere(rule, evidence)
    elif all(record["type"] in judge.SECURE for _, record in known):
        yield rule.finding("cyber-only", at=[item for item in evidence.all() if any(item.records_of("risk"))], subject="risks#type")
    for item in evidence.all():
        if any(record["type"] not in judge.SECURE for record in item.records_of("risk")):
            yield rule.rests_on(item)
