"""What the rules of this family ask of the same records."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Record, Rule
from conforme.facts.text import words
from conforme_plugins.user_research import _dates

FEW = 3
"""Fewer words than this state nothing."""


def read(evidence: EvidenceSet) -> list[Evidence]:
    """The evidence whose content could be read."""
    return [item for item in evidence.all() if item.data.get("readable", True)]


def unread(evidence: EvidenceSet) -> list[Evidence]:
    """Documents that are only known by their name (PDF, Word)."""
    return [item for item in evidence.all() if not item.data.get("readable", True)]


def records(evidence: EvidenceSet, *types: str) -> list[Record]:
    return [record for item in read(evidence) for record in item.records if record.type in types]


def is_done(session: Record, rule: Rule) -> bool:
    """Whether a session took place: said so, or dated before the audit and not said to be planned or cancelled."""
    if session["status"] in ("planned", "cancelled"):
        return False
    day = session["date"]
    if day is not None and _dates.earliest(day) > rule.date.isoformat():
        return False
    return session["status"] == "done" or day is not None


def done(evidence: EvidenceSet, rule: Rule) -> list[Record]:
    """The sessions that took place."""
    return [session for session in records(evidence, "session") if is_done(session, rule)]


def lacks(session: Record) -> list[str]:
    """Which of `date`, `method`, `participants` a session does not give."""
    masked = any(group["masked"] for group in session.of("group"))
    return [name for name in ("date", "method", "participants") if not session[name] and not (name == "participants" and masked)]


def subject(record: Record, field: str = "") -> str:
    """What a finding about a record is about, whatever its line."""
    where = record.path if record.type == "plan" else f"{record.path}/{record.id}"
    return f"{where}#{field}" if field else where


def name(record: Record) -> str:
    """How to show which record it is: its title, else its id, after its day, unless that says it."""
    day, shown = record["date"], record.text("title") or record.id
    return shown if not day or day in shown or not _dates.is_exact(day) else f"{day} {shown}"


def elsewhere(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Cannot tell: the documents that may hold the answer are not read."""
    for item in unread(evidence):
        yield rule.unverified("unread-document", item.path)


def day(text: str) -> datetime.date | None:
    """The day of a date cell, the first of its month when that is all it gives."""
    try:
        return datetime.date.fromisoformat(_dates.earliest(text))
    except ValueError:
        return None


def same_segment(left: str, right: str) -> bool:
    """Whether two names are of the same segment: the words that tell, plural or not, of the shorter one are in the longer."""
    first, second = _telling(left), _telling(right)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and shorter <= longer


_EMPTY = frozenset(
    """de des du la le les l d un une et ou a aux au avec en of the and or with in on to for who people personne personnes utilisateur utilisatrice
    utilisateurs users user clientele""".split()
)


def _telling(text: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in _EMPTY}


def stem(word: str) -> str:
    """A folded word without its marks of plural and of the feminine (`aînées`, `aînés`)."""
    return word.rstrip("sx").rstrip("e") or word
