"""Each session says when it took place, how, and with how many people."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    done = _checks.done(evidence, rule)
    if not done:
        yield rule.not_applicable(evidence.all()[0])
    for session in done:
        for field in _checks.lacks(session):
            yield rule.finding(f"no-{field}", at=session.at(field), subject=_checks.subject(session, field), session=_checks.name(session))
