"""What people did or said is written down, with the method, the date and whom it was observed with."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    done = _checks.done(evidence, rule)
    full = [session for session in done if not _lacking(session)]
    if full:
        yield from (rule.rests_on(item) for item in _checks.read(evidence) if any(record in full for record in item.records))
    elif done:
        nearest = min(done, key=lambda session: len(_lacking(session)))
        for part in _lacking(nearest):
            yield rule.finding(f"no-{part}", at=nearest.at(part), subject=_checks.subject(nearest, part), session=_checks.name(nearest))
    elif _checks.unread(evidence):
        yield from _checks.elsewhere(rule, evidence)
    else:
        yield rule.finding("no-observation", at=evidence.all(), subject="kind:user-research#observations")
    yield from _unknown(rule, done)


def _unknown(rule: Rule, done: list[Record]) -> Iterator[Answer]:
    """Findings that sessions cite and that their register does not have."""
    for session in done:
        for name in session["unknown"] or ():
            subject = f"{_checks.subject(session)}#findings/{name}"
            yield rule.finding("unknown-finding", at=session.at("unknown"), subject=subject, session=_checks.name(session), finding=name)


def _lacking(session: Record) -> list[str]:
    who = bool(session["participants"]) or any(group.text("segment") for group in session.of("group"))
    missing = [name for name in ("date", "method") if not session[name]]
    return missing + ([] if who else ["participants"]) + ([] if (session["findings"] or 0) >= _checks.FEW else ["findings"])
