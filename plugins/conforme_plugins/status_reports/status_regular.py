"""Reports come as often as is declared, and the last one is not old."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.status_reports import _reports as reports


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    today = rule.date.isoformat()
    found = {record["date"]: record for record in reports.by_date(evidence) if record["date"] <= today}
    dates = sorted(found)
    if len(dates) < rule.params["min"]:
        yield rule.finding("single", at=list(found.values()) or evidence.all(), subject="reports", count=len(dates))
        return
    declared = next((item.data["every"] for item in evidence.all() if item.data.get("every")), None)
    if declared:
        yield from _gaps(rule, declared, [(found[second], _days(first, second)) for first, second in pairwise(dates)])
    since = _days(dates[-1], today)
    if since > rule.params["tolerance"] * (declared or rule.params["default_days"]):
        yield rule.finding("stale", at=found[dates[-1]], subject="reports/latest#date", date=dates[-1], days=since)


def _gaps(rule: Rule, declared: int, intervals: list[tuple[Record, int]]) -> Iterator[Answer]:
    missed = [(record, days) for record, days in intervals if days > rule.params["tolerance"] * declared]
    if missed:
        longest = max(days for _, days in missed)
        at = [record for record, _ in missed]
        yield rule.finding("gap", at=at, subject="reports#date", count=len(missed), longest=longest, declared=declared)


def _days(first: str, second: str) -> int:
    return (datetime.date.fromisoformat(second) - datetime.date.fromisoformat(first)).days
