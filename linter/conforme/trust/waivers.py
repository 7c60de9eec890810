"""Waivers: findings set aside for a time by a role that says why. They change what blocks, never an outcome nor a verdict."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable
from dataclasses import replace

from conforme.model import Finding, Limit, Reason, Result, digest, quote
from conforme.repo import Repo
from conforme.report import Report, Waiver
from conforme.trust.entries import Entry, entries
from conforme.trust.policy import Policy

REGISTER = "waivers"
REQUIRED = ("rule", "reason", "explanation", "role", "decision", "date", "expires")
NOTICE = datetime.timedelta(days=30)
SERVING = ("active", "expiring")


def read(repo: Repo, rules: Container[str], date: datetime.date, policy: Policy) -> tuple[list[Waiver], list[Limit]]:
    """The waivers of the repository, each with its state on `date`, and what could not be read of them."""
    found, limits = entries(repo, REGISTER, "waiver", REQUIRED)
    return [_waiver(entry, rules, date, policy) for entry in found], limits


def _waiver(entry: Entry, rules: Container[str], date: datetime.date, policy: Policy) -> Waiver:
    text = entry.record.text
    state, data = _state(entry, rules, date, policy)
    return Waiver(
        id=quote(text("id")) or digest("waiver/1", text("rule"), text("part"), text("subject"))[:12],
        rule=text("rule"),
        part=text("part") or None,
        subject=text("subject") or None,
        reason=str(entry.record["reason"] or ""),
        explanation=text("explanation"),
        role=text("role"),
        decision=text("decision"),
        date=text("date"),
        expires=text("expires"),
        location=entry.record.at(),
        state=state,
        data=data,
    )


def _state(entry: Entry, rules: Container[str], date: datetime.date, policy: Policy) -> tuple[str, dict[str, object]]:
    """Why the waiver does not hold, worst first, or how it holds."""
    decided, expires = entry.day("date"), entry.day("expires")
    rule = entry.record.text("rule")
    if rule and rule not in rules:
        return "unknown-rule", {"rule": quote(rule)}
    if entry.lacking or decided is None or expires is None:
        lacking = entry.lacking or tuple(name for name in ("date", "expires") if entry.day(name) is None)
        return "incomplete", {"fields": ", ".join(lacking)}
    if decided > date:
        return "not-yet", {"date": decided.isoformat()}
    if expires < date:
        return "expired", {"date": expires.isoformat()}
    if not policy.waivers or (policy.waiver_reasons is not None and entry.record["reason"] not in policy.waiver_reasons):
        return "refused", {}
    if policy.waiver_days is not None and (expires - decided).days > policy.waiver_days:
        return "too-long", {"days": (expires - decided).days, "bound": policy.waiver_days}
    return ("expiring" if expires - date <= NOTICE else "active"), {"date": expires.isoformat()}


def attach(report: Report, waivers: Iterable[Waiver], policy: Policy) -> Report:
    """`report` with each finding that a holding waiver names set aside, and each waiver with what became of it."""
    listed = list(waivers)
    holding = [waiver for waiver in listed if waiver.state in SERVING]
    if not listed:
        return report
    results = tuple(_waived(result, holding, policy) for result in report.results)
    used = [finding.waiver for result in results for finding in result.findings]
    return replace(report, results=results, waivers=tuple(_settled(waiver, used.count(waiver.id), report, policy) for waiver in listed))


def _waived(result: Result, holding: list[Waiver], policy: Policy) -> Result:
    return replace(result, findings=tuple(_set_aside(finding, holding, policy) for finding in result.findings))


def _set_aside(finding: Finding, holding: list[Waiver], policy: Policy) -> Finding:
    if not _can_be_waived(finding, policy):
        return finding
    named = next((waiver for waiver in holding if names(waiver, finding)), None)
    return replace(finding, waiver=named.id) if named is not None else finding


def names(waiver: Waiver, finding: Finding) -> bool:
    """Whether the waiver is about the finding: its rule, and its part and subject where they are said."""
    return waiver.rule == finding.rule and waiver.part in (None, finding.part) and waiver.subject in (None, finding.subject)


def _can_be_waived(finding: Finding, policy: Policy) -> bool:
    allowed = {Reason.CONTRADICTED: policy.waive_contradicted, Reason.UNSAFE: policy.waive_unsafe}
    return allowed.get(finding.reason, True)


def _settled(waiver: Waiver, used: int, report: Report, policy: Policy) -> Waiver:
    if waiver.state not in SERVING or used:
        return replace(waiver, used=used)
    named = [finding for _, finding in report.findings() if names(waiver, finding)]
    return replace(waiver, state="not-waivable" if any(not _can_be_waived(finding, policy) for finding in named) else "unused")
