"""Workflow commands of GitHub Actions: annotations on the files of the change and on the run's page.

GitHub shows ten errors, ten warnings and ten notices a step; the log has them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from conforme.report import Report
from conforme.reports import commands, rows
from conforme.reports.commands import Note

DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}
KINDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, lang: str) -> str:
    """A command a line, the counts first."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: str) -> Iterator[str]:
    yield _command(Note("note", "conforme", rows.foot(report, lang)))
    yield from (_command(note) for note in commands.notes(report, lang))


def _command(note: Note) -> str:
    facts = {"file": note.path, "line": note.line, "col": note.column if note.line else None, "title": note.title}
    told = ",".join(f"{name}={commands.escape(str(value), PROPERTY)}" for name, value in facts.items() if value is not None)
    return f"::{KINDS[note.level]} {told}::{commands.escape(note.message, DATA)}"
