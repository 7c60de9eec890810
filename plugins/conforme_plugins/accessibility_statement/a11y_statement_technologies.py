"""The accessibility statement names the assistive technologies with which the service was checked."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.accessibility_statement import _best


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    naming = [item for item in evidence.all() if "technologies" in item.data["parts"]]
    if naming:
        yield rule.rests_on(naming[0])
    else:
        yield rule.finding("no-technologies", at=_best.statement(evidence), subject="accessibility-statement#technologies")
