"""What the annotations of GitHub Actions and of Azure Pipelines have in common: what to say, in which order.

The counts come first, since a runner shows only so many annotations and drops the rest; then the findings, worst first; then what blocks
because it could not be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from conforme import words
from conforme.report import Report
from conforme.reports import rows, sentences


class Note(NamedTuple):
    """One annotation; `path` is None when no file is at fault."""

    level: str
    title: str
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None


def notes(report: Report, lang: str) -> Iterator[Note]:
    """The annotations of a report: findings that no waiver sets aside, and rules that block because they could not tell."""
    for row in rows.rows(report, lang, waived=False):
        place = rows.place(report, row.finding)
        message = row.message if place is not None or not row.finding.locations else f"{rows.line(rows.where(row.finding))} {row.message}"
        aside = rows.aside(report, row.finding, lang)
        message += f" ({aside})" if aside else ""
        path = sentences.path(place.path or "") if place is not None else None
        yield Note(row.level, row.title, message, path, place.line if place else None, place.column if place else None)
    for result in rows.unsure(report):
        if result.blocking:
            said = words.say(lang, f"outcome.{result.outcome.value}")
            yield Note("error", rows.named(result), f"{said}{rows.colon(lang)} {rows.why_unsure(report, result, lang)}")


def escape(text: str, table: Mapping[str, str]) -> str:
    """`text` as data of a command: on one line, the table's characters escaped, and no mark in it that a runner reads a command after."""
    return "".join(table.get(character, character) for character in rows.unmarked(rows.line(text)))
