"""Each known risk is rated, and something is said to be done about it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _judge as judge


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    yield from judge.assessed(rule, evidence)
