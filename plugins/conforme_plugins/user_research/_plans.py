"""Which plan of several is judged, and what a plan does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from conforme import Answer, Evidence, EvidenceSet, Record, Rule
from conforme_plugins.user_research import _checks, _consent, _lexicon

CORE = ("questions", "method")
"""Without these, it is no plan yet."""
REST = ("participants", "calendar", "consent")


def best(plans: Iterable[Record]) -> Record:
    """The fullest: a team that plans each round shows that it plans by the best of them."""
    return min(plans, key=lambda plan: (len(lacking(plan, CORE)), len(lacking(plan, REST)), plan.path))


def unread(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Cannot tell, when no plan was read and one may be in what is not: by its name or a link's, or because nothing else was found."""
    linked = [item for item in evidence.hints() if item.data.get("carrier") == "link"]
    closed = _checks.unread(evidence)
    if closed and (not _checks.read(evidence) or any(map(_is_named_plan, closed))):
        yield from _checks.elsewhere(rule, evidence)
    elif linked:
        yield rule.unverified("linked-elsewhere", linked[0].path)


def _is_named_plan(item: Evidence) -> bool:
    return _lexicon.topic(item.path or "").plan


def lacking(plan: Record, parts: Iterable[str]) -> list[str]:
    """Which of those parts a plan does not say."""
    return [part for part in parts if not _PARTS[part](plan)]


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
    "consent": lambda plan: (plan["consent"] or 0) >= _consent.TELLING,
}
