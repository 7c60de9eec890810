"""People took part in sessions that are dated, with a method and how many they were, all along the life of the service."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.model import PHASES
from conforme_plugins.user_research import _checks, _dates

SHOWN = 20
DAY = datetime.timedelta(days=1)


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    done = _checks.done(evidence, rule)
    complete = [session for session in done if not _checks.lacks(session)]
    if not done and _checks.unread(evidence):
        yield from _checks.elsewhere(rule, evidence)
        return
    if not done:
        yield rule.finding("no-session", at=evidence.all(), subject="kind:user-research#sessions")
    elif len(complete) < rule.params["min"]:
        yield from _too_few(rule, done, complete)
    else:
        yield from _spread(rule, complete, evidence)
    yield from _not_held(rule, _checks.records(evidence, "session"))
    yield from (rule.rests_on(item) for item in _checks.read(evidence) if any(record in complete for record in item.records))


def _too_few(rule: Rule, done: list[Record], complete: list[Record]) -> Iterator[Answer]:
    for session in done[:SHOWN]:
        for field in _checks.lacks(session):
            yield rule.finding(f"no-{field}", at=session.at(field), subject=_checks.subject(session, field), session=_checks.name(session))
    if len(complete) == len(done):
        yield rule.finding("too-few", at=done, subject="kind:user-research#sessions", count=len(complete), min=rule.params["min"])


def _spread(rule: Rule, complete: list[Record], evidence: EvidenceSet) -> Iterator[Answer]:
    phases = _phases(evidence)
    if phases:
        yield from _without_session(rule, complete, phases)
        return
    days = sorted(day for session in complete if (day := _checks.day(session["date"])) is not None)
    if days and (days[-1] - days[0]).days < rule.params["burst_days"] and (rule.date - days[-1]).days > rule.params["quiet_days"]:
        yield rule.finding("one-burst", at=complete, subject="kind:user-research#rhythm", first=days[0].isoformat(), last=days[-1].isoformat())


def _phases(evidence: EvidenceSet) -> Mapping[str, str]:
    """The day on which each phase began, as the manifest declares."""
    return next((item.data["service"]["phases"] for item in evidence.all() if item.data.get("service")), {})


def _without_session(rule: Rule, complete: list[Record], phases: Mapping[str, str]) -> Iterator[Answer]:
    """Phases that are over, or that have lasted a while, in which nobody was met."""
    begun = [(phase, phases[phase]) for phase in PHASES if phase in phases and phases[phase] <= rule.date.isoformat()]
    ends = [start for _, start in begun[1:]] + [(min(rule.date, datetime.date.max - DAY) + DAY).isoformat()]
    for (phase, start), end in zip(begun, ends, strict=True):
        met = any(session["phase"] == phase or (session["phase"] is None and _within(session["date"], start, end)) for session in complete)
        if not met and _lasted(start, end) >= rule.params["phase_days"]:
            yield rule.finding("phase-without-session", at=complete, subject=f"phases/{phase}", phase=phase, start=start)


def _within(date: str, start: str, end: str) -> bool:
    return start <= _dates.latest(date) and _dates.earliest(date) < end


def _lasted(start: str, end: str) -> int:
    first, last = _checks.day(start), _checks.day(end)
    return (last - first).days if first is not None and last is not None else 0


def _not_held(rule: Rule, sessions: list[Record]) -> Iterator[Answer]:
    """Planned sessions whose day has passed without being said done, moved or cancelled."""
    for session in sessions:
        if session["status"] == "planned" and session["date"] and _dates.latest(session["date"]) < rule.date.isoformat():
            yield rule.finding("not-held", at=session, subject=_checks.subject(session, "status"), session=_checks.name(session))
