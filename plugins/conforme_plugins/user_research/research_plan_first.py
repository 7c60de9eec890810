"""The plan of research came before the sessions, as history shows."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl
from conforme_plugins.user_research import _checks, _dates


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    plans = [item for item in _checks.read(evidence) if any(record.type == "plan" for record in item.records)]
    sessions = [session for session in _checks.done(evidence, rule) if session["date"]]
    if not plans or not sessions:
        yield rule.not_applicable((plans or list(evidence.all()))[0])
        return
    first = min(sessions, key=lambda session: _dates.latest(session["date"]))
    known = [item for item in plans if item.data.get("began")]
    before = [item for item in known if item.data["began"] <= _dates.latest(first["date"])]
    if before:
        yield from (rule.rests_on(item) for item in before)
    elif len(known) < len(plans):
        yield rule.unverified(_why(plans), plans[0].path)
    else:
        plan = min(known, key=lambda item: str(item.data["began"]))
        yield rule.finding("plan-late", at=[plan, first], subject=f"{plan.path}#began", began=plan.data["began"], session=first["date"])


def _why(plans: list[Evidence]) -> str:
    return "came-with-import" if any(item.data.get("how") == "import" for item in plans) else "unknown-origin"
