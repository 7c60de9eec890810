"""The cybersecurity risks are written down, or the assessment that holds them is said to be done."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _judge as judge


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    known = judge.risks(evidence, judge.CYBER)
    if known:
        yield from judge.lacking(rule, known, "no-description", "cause", judge.described)
        yield from judge.cited(rule, evidence, judge.CYBER)
        return
    done = [item for item in judge.told(evidence) if item.data["form"] == "prose" or item.data["state"] == "done"]
    yield from (rule.rests_on(item) for item in done)
    if not done and judge.told(evidence):
        for item in judge.told(evidence):
            yield rule.finding("assessment-open", at=item, subject=f"{item.path}#status", name=item.data["name"])
    elif not done:
        yield rule.finding("no-cyber", at=evidence.all(), subject="risks#cyber")
