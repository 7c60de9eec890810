"""The cybersecurity risks are followed: their treatments are on time and their reviews take place."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _current as current
from conforme_plugins.threat_or_risk_register import _judge as judge


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    yield from current.check(rule, evidence, judge.CYBER)
