"""A plan of research says what is asked, how, of whom, when, and how consent is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.user_research import _checks, _lexicon


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    plans = _checks.records(evidence, "plan")
    if plans:
        best = min(plans, key=lambda plan: (len(_lacking(plan)), plan.path))
        yield from (rule.finding(f"no-{part}", at=best.at(part), subject=_checks.subject(best, part)) for part in _lacking(best))
        yield from (rule.rests_on(item) for item in _checks.read(evidence) if best in item.records)
    elif any(_lexicon.topic(item.path or "").plan for item in _checks.unread(evidence)):
        yield from _checks.elsewhere(rule, evidence)
    else:
        yield rule.finding("no-plan", at=evidence.all(), subject="kind:user-research#plan")


def _lacking(plan: Record) -> list[str]:
    return [part for part, holds in _PARTS.items() if not holds(plan)]


def _says_who(plan: Record) -> bool:
    """How many people of which segments."""
    named = [group for group in plan.of("group") if group.text("segment")]
    return bool(named) and bool(plan["participants"] or any(group["count"] for group in named))


def _says_when(plan: Record) -> bool:
    return bool(plan["calendar"]) or any(character.isdigit() for character in plan.text("calendar"))


_PARTS: dict[str, Callable[[Record], bool]] = {
    "questions": lambda plan: (plan["questions"] or 0) >= _checks.FEW,
    "method": lambda plan: bool(plan["method"]),
    "participants": _says_who,
    "calendar": _says_when,
    "consent": lambda plan: (plan["consent"] or 0) >= _checks.FEW,
}
