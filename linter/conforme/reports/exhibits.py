"""What records hold that is better seen than told: measured series with their targets, lists by date. The same for JSON and for HTML.

A series has rows of {what: baseline|measured|target, date, value, unit, text}, a dated list of {date, name, level, status, measure, path, line,
past}.
Roles are left out: repositories write names of persons there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from conforme import words
from conforme.model import Cell, Record, quote
from conforme.report import Report
from conforme.reports import sentences

SERIES, POINTS, LISTED = 100, 400, 400
NAMES = ("name", "title", "cause", "consequence", "description")
DONE = ("closed", "avoided")
_DATE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

Row = dict[str, Any]


class Listed(NamedTuple):
    """Records that are listed by one of their dates."""

    record: str
    title: str
    date: str


DATED = (Listed("risk", "exhibit.risks", "due"),)


def of(report: Report, lang: str) -> list[dict[str, Any]]:
    """The exhibits of a report, in the report's order of evidence; a list only when one of its records is dated."""
    records = [record for item in report.evidence for record in item.records]
    series = [one for one in (_series(record) for record in records if record.type == "indicator") if one is not None]
    shown = [{"kind": "series", "title": title, "rows": rows} for title, rows in _once(series)]
    return [*shown[:SERIES], *_lists(report, records, lang)]


def _once(series: list[tuple[str, list[Row]]]) -> Iterator[tuple[str, list[Row]]]:
    """Each series once: the same indicator may be written in two places."""
    seen: list[tuple[str, list[Row]]] = []
    for one in series:
        if one not in seen:
            seen.append(one)
            yield one


def _series(record: Record) -> tuple[str, list[Row]] | None:
    measured = sorted((row for row in (_measure(item, record) for item in record.of("measurements")) if row is not None), key=lambda row: row["date"])
    target = _point("target", record, "target", record.cells.get("target_date"))
    if not measured and (target is None or target["value"] is None):
        return None
    baseline = _point("baseline", record, "baseline", None)
    return _name(record), [row for row in (baseline, *measured[-POINTS:], target) if row is not None]


def _measure(item: Record, of_: Record) -> Row | None:
    date, value = _day(item.cells.get("date")), _number(item.cells.get("value"))
    if not date or value is None:
        return None
    cell = item.cells["value"]
    return {"what": "measured", "date": date, "value": value, "unit": _unit(cell, of_), "text": quote(cell.text)}


def _point(what: str, record: Record, field: str, when: Cell | None) -> Row | None:
    cell = record.cells.get(field)
    if cell is None or not cell.text.strip():
        return None
    return {"what": what, "date": _day(when) or None, "value": _number(cell), "unit": _unit(cell, record), "text": quote(cell.text)}


def _name(record: Record) -> str:
    return quote(next(filter(None, (record.text(name) for name in NAMES)), record.id))


def _number(cell: Cell | None) -> float | int | None:
    if cell is None or cell.problem is not None or isinstance(cell.value, bool):
        return None
    number = getattr(cell.value, "number", cell.value)  # a quantity, or a plain number
    return number if isinstance(number, int | float) and abs(number) < 1e15 else None


def _unit(cell: Cell, record: Record) -> str:
    return quote(getattr(cell.value, "unit", "") or record.text("unit"), 40)


def _day(cell: Cell | None) -> str:
    """A year, a month or a day as ISO writes it, "" for anything else."""
    found = str(cell.value) if cell is not None and cell.value is not None and cell.problem is None else ""
    return found if _DATE.fullmatch(found) else ""


def _lists(report: Report, records: list[Record], lang: str) -> Iterator[dict[str, Any]]:
    for listed in DATED:
        rows = [_row(report, record, listed.date) for record in records if record.type == listed.record]
        rows.sort(key=lambda row: (row["status"] in DONE, row["date"] is None, row["date"] or "", row["name"]))
        if any(row["date"] for row in rows):
            yield {"kind": "dated-list", "title": words.say(lang, listed.title), "rows": rows[:LISTED]}


def _row(report: Report, record: Record, field: str) -> Row:
    date, status = _day(record.cells.get(field)) or None, record["status"]
    return {
        "date": date,
        "name": _name(record),
        "level": quote(_level(record), 80),
        "status": quote(status) if isinstance(status, str) else None,
        "measure": quote(record.text("measure")),
        "path": sentences.path(record.path),
        "line": record.line,
        "past": date is not None and date < report.date.isoformat()[: len(date)] and status not in DONE,
    }


def _level(record: Record) -> str:
    told = (record.text("level"), " × ".join(filter(None, (record.text("likelihood"), record.text("impact")))))
    return next(filter(None, told), "")
