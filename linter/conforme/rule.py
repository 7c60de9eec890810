"""What a rule is given, and what it may answer: the evidence of its kinds, the audit's date and phase, nothing else."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from conforme.cards import RuleCard
from conforme.model import Because, Evidence, Finding, Limit, Location, Reason, Record, Strength, quote

if TYPE_CHECKING:
    from conforme.view import Found

Place = Location | Record | Evidence


class Unverified(NamedTuple):
    """The rule cannot tell; `limit` says why."""

    limit: Limit


class NotApplicable(NamedTuple):
    """The rule does not apply, because of an evidence that is quoted."""

    because: Because


class RestsOn(NamedTuple):
    """What a pass rests on, when it is less than all the evidence of the rule's kinds."""

    evidence: Evidence


Answer = Finding | Unverified | NotApplicable | RestsOn


class EvidenceSet:
    """The evidence of the kinds that a rule's card names, for one part."""

    def __init__(self, card: RuleCard, found: Mapping[str, Found]) -> None:
        self._first = card.evidence[0]
        self._found = {kind: found[kind].evidence if kind in found else () for kind in card.kinds}
        self._flawed = {kind: kind in found and any(flaw.reason is not Reason.HOLLOW for flaw in found[kind].flaws) for kind in card.kinds}
        self._limits = {kind: found[kind].limits if kind in found else () for kind in card.kinds}

    def all(self, kind: str | None = None) -> tuple[Evidence, ...]:
        """Evidence that concludes (declared or demonstrated); KeyError for a kind that the card does not name."""
        return tuple(item for item in self._found[kind or self._first] if item.strength is not Strength.INDICATIVE)

    def hints(self, kind: str | None = None) -> tuple[Evidence, ...]:
        """Evidence that only hints."""
        return tuple(item for item in self._found[kind or self._first] if item.strength is Strength.INDICATIVE)

    def limits(self, kind: str | None = None) -> tuple[Limit, ...]:
        """What the finder of that kind could not see."""
        return self._limits[kind or self._first]

    def broken(self, kind: str | None = None) -> bool:
        """Whether a carrier of that kind is invalid or unreadable: what is not in the others may be in it."""
        return self._flawed[kind or self._first]

    def records(self, type: str, kind: str | None = None) -> Iterator[Record]:
        """The records of that type in all the evidence that concludes."""
        return (record for item in self.all(kind) for record in item.records_of(type))


class Rule:
    """One rule at work on one part: makes its answers."""

    def __init__(self, card: RuleCard, part: str, date: datetime.date, phase: str) -> None:
        self.id, self.part, self.date, self.phase = card.id, part, date, phase
        self.params: Mapping[str, Any] = card.params
        self._card = card

    def finding(self, key: str, *, at: Place | Iterable[Place], subject: str, **data: object) -> Finding:
        """What is wrong: `key` is a message of the card (KeyError otherwise), `at` where, `subject` what about, `data` fills the message."""
        reason = self._card.messages[key].reason
        shown = {name: value if _is_number(value) else quote(value) for name, value in data.items()}
        return Finding(self.id, self.part, key, reason, subject, shown, _locations(at))

    def unverified(self, key: str, path: str | None = None, measured: int = 0, bound: int = 0) -> Unverified:
        """The rule cannot tell; `key` is a limit of the card (KeyError otherwise)."""
        if key not in self._card.limits:
            raise KeyError(key)
        return Unverified(Limit(key, path, (self.id,), measured, bound))

    def not_applicable(self, evidence: Evidence, reason: str = "") -> NotApplicable:
        """The rule does not apply: `evidence` says so."""
        return NotApplicable(Because("evidence", evidence.id, evidence.location, reason))

    def rests_on(self, evidence: Evidence) -> RestsOn:
        return RestsOn(evidence)


def _is_number(value: object) -> bool:
    # An infinity is no JSON: it is shown as written.
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))


def _locations(at: Place | Iterable[Place]) -> tuple[Location, ...]:
    places = [at] if isinstance(at, Location | Record | Evidence) else list(at)
    return tuple(dict.fromkeys(_location(place) for place in places))


def _location(place: Place) -> Location:
    if isinstance(place, Record):
        return place.at()
    return place.location if isinstance(place, Evidence) else place
