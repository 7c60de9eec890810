"""What a change does to each practice: two reports of one date, held against each other. The order of verdicts is the contract's (§5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from conforme.model import Finding, Outcome, Reason, Result, Verdict
from conforme.report import Report
from conforme.trust import moved

RANK: Mapping[Verdict, int] = {
    Verdict.CONTRADICTED: 0,
    Verdict.NOT_SHOWN: 1,
    Verdict.PARTIAL: 2,
    Verdict.ATTESTED: 3,
    Verdict.DECLARED: 4,
    Verdict.DEMONSTRATED: 5,
}
POSITIVE = frozenset(verdict for verdict, rank in RANK.items() if rank >= 2)


class Change(StrEnum):
    GAINED = "gained"
    STRENGTHENED = "strengthened"
    SAME = "same"
    WEAKENED = "weakened"
    LOST = "lost"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


BLOCKING = frozenset((Change.LOST, Change.CONTRADICTED, Change.UNKNOWN))


def change(base: Verdict, head: Verdict) -> Change:
    """From one verdict to the other."""
    if base is head:
        return Change.SAME
    if head is Verdict.CONTRADICTED:
        return Change.CONTRADICTED
    if head is Verdict.UNVERIFIED:
        return Change.UNKNOWN
    if base in POSITIVE and head not in POSITIVE:
        return Change.LOST
    if head in POSITIVE and base not in POSITIVE:
        return Change.GAINED
    if base in RANK and head in RANK:
        return Change.STRENGTHENED if RANK[head] > RANK[base] else Change.WEAKENED
    # Neither side shows anything: what was open, or said not to apply, is not shown, or the reverse.
    return Change.SAME


@dataclass(frozen=True, slots=True)
class Move:
    """A practice or an action (`id`) on both sides."""

    id: str
    base: Verdict
    head: Verdict
    change: Change


@dataclass(frozen=True, slots=True)
class Moved:
    """A result that is not the same on both sides; None where the rule or its part was not there. `came` and `gone` are findings."""

    rule: str
    part: str
    base: Result | None
    head: Result | None
    came: tuple[Finding, ...]
    gone: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """The effect of a change. `by_time`: actions whose verdict at the base is another on its own date than on the date of both reports."""

    base: Report
    head: Report
    practices: tuple[Move, ...]
    actions: tuple[Move, ...]
    results: tuple[Moved, ...]
    by_time: tuple[str, ...] = ()

    def blocking(self) -> list[Move]:
        """What `--fail-on lost` blocks on: an action lost, contradicted or that can no longer be told."""
        return [move for move in self.actions if move.change in BLOCKING]


def compare(base: Report, head: Report, renamed: Mapping[str, str] | None = None, then: Report | None = None) -> Diff:
    """The difference of two reports of one date. `renamed`: paths that moved; `then`: the base on its own date, to tell what time alone did."""
    return Diff(
        base,
        head,
        tuple(_moves(_practices(base), _practices(head))),
        tuple(_moves(_actions(base), _actions(head))),
        tuple(_results(base, head, renamed or {})),
        tuple(move.id for move in _moves(_actions(then), _actions(base)) if move.base is not move.head) if then is not None else (),
    )


def _practices(report: Report) -> dict[str, Verdict]:
    return {item.practice.id: item.verdict for item in report.practices}


def _actions(report: Report) -> dict[str, Verdict]:
    return {item.action.id: item.verdict for practice in report.practices for item in practice.actions}


def _moves(base: Mapping[str, Verdict], head: Mapping[str, Verdict]) -> Iterator[Move]:
    for name, now in head.items():
        before = base.get(name, Verdict.NOT_EXAMINED)
        yield Move(name, before, now, change(before, now))


def _results(base: Report, head: Report, renamed: Mapping[str, str]) -> Iterator[Moved]:
    before = {(item.rule, item.part): _with_moved(item, renamed) for item in base.results}
    now = {(item.rule, item.part): item for item in head.results}
    for key in sorted({*before, *now}):
        then, result = before.get(key), now.get(key)
        came, gone = _only(result, then), _only(then, result)
        if came or gone or _outcome(then) != _outcome(result):
            yield Moved(*key, then, result, came, gone)


def _with_moved(result: Result, renamed: Mapping[str, str]) -> Result:
    return replace(result, findings=tuple(moved(finding, renamed) for finding in result.findings))


def _only(one: Result | None, other: Result | None) -> tuple[Finding, ...]:
    known = {finding.fingerprint for finding in _findings(other)}
    return tuple(finding for finding in _findings(one) if finding.fingerprint not in known)


def _findings(result: Result | None) -> Iterable[Finding]:
    return result.findings if result is not None else ()


def _outcome(result: Result | None) -> tuple[Outcome | None, Reason | None]:
    return (result.outcome, result.reason) if result is not None else (None, None)
