"""What a safeguard costs the people who use the service is thought of."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _judge as judge
from conforme_plugins.threat_or_risk_register import _words as words

SENTENCE = 3


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    known = judge.risks(evidence, judge.SECURE)
    if not known:
        yield from judge.elsewhere(rule, evidence, judge.SECURE)
    elif not any(words.count(record, "ux_effect") >= SENTENCE for _, record in known):
        yield rule.finding("no-effect", at=[item for item in evidence.all() if any(item.records_of("risk"))], subject="risks#ux_effect")
    yield from judge.cited(rule, evidence, judge.SECURE)
