"""Results and a standard give verdicts, by the table of the report contract (§2) and by nothing else.

A verdict is a function of evidence alone: waivers, phase, severity and policy never come here. An attestation fills what was not seen, never
what was seen to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from conforme.model import Outcome, Reason, Result, Strength, Verdict

ATTESTATION = "attestation"


class Sign(IntEnum):
    """A rule's value for an action, in the order in which one of an `any_of` group prevails."""

    WRONG = 0  # X: fail, contradicted
    MET = 1  # +: pass
    UNMET = 2  # −: any other fail
    BROKEN = 3  # error: as ?, but no attestation fills it
    UNKNOWN = 4  # ?: unverified, deselected, not loaded
    MISSING = 5  # m: fail, missing
    APART = 6  # ·: not-applicable


class Value(NamedTuple):
    sign: Sign
    strength: Verdict | None = None


_STRENGTH = {Strength.DEMONSTRATED: Verdict.DEMONSTRATED, Strength.DECLARED: Verdict.DECLARED}
_WEAKEST_FIRST = (Verdict.ATTESTED, Verdict.DECLARED, Verdict.DEMONSTRATED)
ATTESTED = Value(Sign.MET, Verdict.ATTESTED)
UNKNOWN = Value(Sign.UNKNOWN)
APART = Value(Sign.APART)


def value(result: Result | None) -> Value:
    """What a result is worth; None stands for a rule that was deselected or not loaded."""
    if result is None or result.outcome is Outcome.UNVERIFIED:
        return UNKNOWN
    if result.outcome is Outcome.PASS:
        return Value(Sign.MET, _STRENGTH[result.strength]) if result.strength in _STRENGTH else Value(Sign.BROKEN)
    if result.outcome is Outcome.FAIL:
        return Value({Reason.CONTRADICTED: Sign.WRONG, Reason.MISSING: Sign.MISSING}.get(result.reason or Reason.INVALID, Sign.UNMET))
    return Value({Outcome.NOT_APPLICABLE: Sign.APART, Outcome.ERROR: Sign.BROKEN}[result.outcome])


def any_of(values: Iterable[Value]) -> Value:
    """One of them is enough: X if any X, else the best +, else −, else ?, else m, else ·."""
    return min(values, key=lambda item: (item.sign, -_rank(item)), default=APART)


def worst(values: Iterable[Value]) -> Value:
    """All are needed, as over the parts of a service: · is ignored, the weakest + counts."""
    order = (Sign.WRONG, Sign.UNMET, Sign.MISSING, Sign.BROKEN, Sign.UNKNOWN, Sign.MET, Sign.APART)
    return min(values, key=lambda item: (order.index(item.sign), _rank(item)), default=APART)


def _rank(item: Value) -> int:
    return _WEAKEST_FIRST.index(item.strength) if item.strength else 0


def action(reach: str, necessary: Sequence[Value], supporting: Sequence[Value] = (), *, attested: bool = False, examined: bool = True) -> Verdict:
    """The verdict on an action. `necessary`: a value a group; `examined`: False with no rule in this version, or none selected."""
    if any(item.sign is Sign.WRONG for item in (*necessary, *supporting)):
        return Verdict.CONTRADICTED
    if reach == ATTESTATION:
        return Verdict.ATTESTED if attested else Verdict.TO_ATTEST
    if not necessary or not examined:
        return Verdict.ATTESTED if attested else Verdict.NOT_EXAMINED
    return _of_groups([attest(item) if attested else item for item in necessary])


def attest(item: Value) -> Value:
    """What a valid attestation makes of a value: it fills what was not seen, never what was seen to be wrong."""
    return ATTESTED if item.sign in (Sign.MISSING, Sign.UNKNOWN) else item


def _of_groups(groups: Sequence[Value]) -> Verdict:
    counted = [item for item in groups if item.sign is not Sign.APART]
    signs = {item.sign for item in counted}
    if not counted:
        return Verdict.NOT_APPLICABLE
    if signs == {Sign.MET}:
        return min((item.strength or Verdict.ATTESTED for item in counted), key=_WEAKEST_FIRST.index)
    if not signs & {Sign.UNMET, Sign.MISSING}:
        return Verdict.UNVERIFIED
    return Verdict.PARTIAL if Sign.MET in signs else Verdict.NOT_SHOWN


def practice(actions: Iterable[Verdict]) -> Verdict:
    """The verdict on a practice, over those of its actions that are not not-applicable."""
    seen = [verdict for verdict in actions if verdict is not Verdict.NOT_APPLICABLE]
    if not seen:
        return Verdict.NOT_APPLICABLE
    if Verdict.CONTRADICTED in seen:
        return Verdict.CONTRADICTED
    if all(verdict in _WEAKEST_FIRST for verdict in seen):
        return min(seen, key=_WEAKEST_FIRST.index)
    if any(verdict in (*_WEAKEST_FIRST, Verdict.PARTIAL) for verdict in seen):
        return Verdict.PARTIAL
    order = (Verdict.NOT_SHOWN, Verdict.UNVERIFIED, Verdict.NOT_EXAMINED, Verdict.TO_ATTEST)
    return next(verdict for verdict in order if verdict in seen)
