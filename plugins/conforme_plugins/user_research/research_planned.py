"""There is a plan of research: what is asked, and how."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.user_research import _checks, _plans


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    plans = _checks.records(evidence, "plan")
    if plans:
        plan = _plans.best(plans)
        for part in _plans.lacking(plan, _plans.CORE):
            yield rule.finding(f"no-{part}", at=plan.at(part), subject=_checks.subject(plan, part))
        yield from (rule.rests_on(item) for item in _checks.read(evidence) if plan in item.records)
    elif unknown := list(_plans.unread(rule, evidence)):
        yield from unknown
    else:
        yield rule.finding("no-plan", at=_checks.read(evidence), subject="kind:user-research#plan")
