"""Whether risks are followed: no treatment past its date, no review that did not take place, a date for what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Location, Record, Rule
from conforme.facts import text
from conforme_plugins.threat_or_risk_register import _judge as judge

_ONGOING = frozenset(("continu", "en continu", "continue", "ongoing", "continuous", "permanent", "recurrent", "recurring", "n/a", "s o"))
UNKNOWN, PASSED, DONE = "unknown", "passed", "done"


def check(rule: Rule, evidence: EvidenceSet, types: frozenset[str] = frozenset()) -> Iterator[Answer]:
    """Findings on the risks of those types (of all, when none is given) and on the files that hold them."""
    judged = judge.risks(evidence, types)
    if not judged:
        yield from judge.elsewhere(rule, evidence, types)
    still = [(item, record) for item, record in judged if not judge.is_over(record)]
    yield from judge.lacking(rule, still, "no-date", "due", lambda record: _is_dated(record, evidence))
    for item, record in still:
        yield from _overdue(rule, record)
        yield from _reviewed(rule, item, record)
    for holder in evidence.all():
        yield from _whole(rule, holder, [record for item, record in still if item.id == holder.id])
    yield from judge.cited(rule, evidence, types)


def _is_dated(record: Record, evidence: EvidenceSet) -> bool:
    whole = any(item.data.get("dated") for item in evidence.all() if item.path == record.path)
    return whole or record["review_by"] is not None or record["due"] is not None or text.fold(record.text("due")) in _ONGOING or _unread(record)


def _unread(record: Record) -> bool:
    cell = record.cells.get("due")
    return cell is not None and cell.problem in ("write-date", "no-such-date") and text.fold(cell.text) not in _ONGOING


def _overdue(rule: Rule, record: Record) -> Iterator[Answer]:
    status = record.cells.get("status")
    subject = f"risks/{record.id}#due"
    if _unread(record):
        yield rule.finding("date-form", at=record.at("due"), subject=subject, name=judge.name_of(record), found=record.text("due"))
    elif record["due"] and record["due"] < rule.date.isoformat() and (status is None or status.problem != "not-a-status"):
        yield rule.finding("overdue", at=record.at("due"), subject=subject, name=judge.name_of(record), date=record["due"])


def _reviewed(rule: Rule, item: Evidence, record: Record) -> Iterator[Answer]:
    by = record["review_by"]
    if not by or by >= rule.date.isoformat():
        return
    state = _since(item, record, by)
    if state == PASSED:
        yield rule.finding("review-passed", at=record.at("review_by"), subject=f"risks/{record.id}#review_by", name=judge.name_of(record), date=by)
    elif state == UNKNOWN:
        yield rule.unverified("history", item.path)


def _whole(rule: Rule, item: Evidence, records: list[Record]) -> Iterator[Answer]:
    by = item.data.get("review_by", "")
    if not records or not by or by >= rule.date.isoformat():
        return
    states = {_since(item, record, by) for record in records}
    if DONE in states:
        return
    if UNKNOWN in states:
        yield rule.unverified("history", item.path)
    else:
        at = Location(item.path, item.data["review_line"])
        yield rule.finding("register-review-passed", at=at, subject=f"{item.path}#review_by", date=by)


def _since(item: Evidence, record: Record, by: str) -> str:
    """Whether the substance of a risk has changed since the day by which it was to be reviewed."""
    day, already, _ = item.data.get("changed", {}).get(record.id, ("", "", ""))
    if already and already <= by:
        return PASSED
    return (DONE if day > by else PASSED) if day else UNKNOWN
