"""People with a disability, or who use assistive technology, took part in sessions."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    done = _checks.done(evidence, rule)
    if not done:
        yield rule.not_applicable(evidence.all()[0])
        return
    met = [session for session in done if session["disability"]]
    if not met:
        yield rule.finding("nobody", at=done, subject="kind:user-research#disability", count=len(done))
    yield from (rule.rests_on(item) for item in _checks.read(evidence) if any(record in met for record in item.records))
