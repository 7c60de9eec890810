"""An onboarding guide says where to start and what to learn."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    teaching = [item for item in evidence.all() if item.value == "training" or "learn" in item.data["steps"]]
    if teaching:
        yield from (rule.rests_on(item) for item in teaching)
    else:
        first = evidence.all()[0]
        yield rule.finding("no-learning", at=first, subject="onboarding-docs#learning", path=first.path or "")
