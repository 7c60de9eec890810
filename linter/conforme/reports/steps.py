"""What to do next, as short lists by role: what this phase asks, by effect then effort, and what the next phase will ask."""

from __future__ import annotations

from typing import NamedTuple

from conforme.model import PHASES, Outcome, Reason, Result, Severity
from conforme.report import Report

ROLES = ("development", "research-design", "management")
EFFORTS = ("small", "medium", "large")
SEVERITIES = (Severity.EXPECTED, Severity.RECOMMENDED, Severity.LATER)


class Steps(NamedTuple):
    """What is to be mended by a role: now, at the next phase, and how many more at those after it."""

    now: list[Result]
    soon: list[Result]
    later: int


def steps(report: Report, role: str) -> Steps:
    """The results of the role's rules that are not met and that a person can still change; what is wholly set aside is left out."""
    mine = sorted((item for item in report.results if _is_open(report, item, role)), key=lambda item: _order(report, item))
    later = [item for item in mine if item.severity is Severity.LATER]
    soon = [item for item in later if report.rules[item.rule].asked_from == next_phase(report)]
    return Steps([item for item in mine if item.severity is not Severity.LATER], soon, len(later) - len(soon))


def next_phase(report: Report) -> str | None:
    """The phase after that of the service, None after the last."""
    return next(iter(PHASES[PHASES.index(report.phase) + 1 :]), None)


def _is_open(report: Report, item: Result, role: str) -> bool:
    card = report.rules[item.rule]
    return card.role == role and card.judges == "present" and item.outcome is Outcome.FAIL and any(one.waiver is None for one in item.findings)


def _order(report: Report, item: Result) -> tuple[object, ...]:
    """What blocks, what is expected, what bears on the most actions, what costs the least."""
    card = report.rules[item.rule]
    effect = sum(serves.necessary for serves in card.serves)
    rank = item.reason.rank if item.reason is not None else len(Reason)
    return (not item.blocking, SEVERITIES.index(item.severity), -effect, EFFORTS.index(card.effort), rank, item.rule, item.part)
