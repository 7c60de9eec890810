"""Which plan of several is judged, and what a plan does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from conforme import EvidenceSet, Record
from conforme_plugins.user_research import _checks, _consent, _lexicon

CORE = ("questions", "method")
"""Without these, it is no plan yet."""
REST = ("participants", "calendar", "consent")


def best(plans: Iterable[Record]) -> Record:
    """The fullest: a team that plans each round shows that it plans by the best of them."""
    return min(plans, key=lambda plan: (len(lacking(plan, CORE)), len(lacking(plan, REST)), plan.path))


def may_be_unread(evidence: EvidenceSet) -> bool:
    """Whether, no plan having been read, one may be in a document that is not read: by its name, or because nothing else was found."""
    unread = _checks.unread(evidence)
    return bool(unread) and (not _checks.read(evidence) or any(_lexicon.topic(item.path or "").plan for item in unread))


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
