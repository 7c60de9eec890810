"""The plan of research says with whom, when, and how consent is given."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.user_research import _checks, _plans


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    plans = _checks.records(evidence, "plan")
    if not plans:
        yield from list(_plans.unread(rule, evidence)) or [rule.not_applicable(evidence.all()[0])]
        return
    plan = _plans.best(plans)
    for part in _plans.lacking(plan, (*_plans.CORE, *_plans.REST)):
        if part in _plans.REST:
            yield rule.finding(f"no-{part}", at=plan.at(part), subject=_checks.subject(plan, part))
    if _plans.lacking(plan, _plans.CORE):
        yield rule.not_applicable(next(item for item in _checks.read(evidence) if plan in item.records))
    yield from (rule.rests_on(item) for item in _checks.read(evidence) if plan in item.records)
