"""The state of the initiative is reported: what progressed, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept
from conforme_plugins.status_reports import _reports as reports


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    last = reports.latest(evidence, rule.date.isoformat())
    if last is None:
        yield rule.finding("future", at=reports.by_date(evidence), subject="reports#date")
        return
    day = last["date"]
    if max(kept.count(last, name) for name in ("progress", "scope", "schedule")) < kept.SENTENCE:
        yield rule.finding("no-progress", at=last, subject="reports/latest#progress", date=day)
    if not any(last[name] is not None for name in ("risks", "blockers")):
        yield rule.finding("no-difficulty", at=last, subject="reports/latest#blockers", date=day)
