"""Logging commands of Azure Pipelines, which knows errors and warnings; notes are plain lines of the log."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.report import Report
from conforme.reports import commands, console, rows
from conforme.reports.commands import Note

DATA = {"%": "%AZP25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ";": "%3B", "]": "%5D"}


def render(report: Report, lang: str) -> str:
    """A command or a line of the log for each finding, the counts first."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: str) -> Iterator[str]:
    yield _plain(f"conforme{rows.colon(lang)} {rows.foot(report, lang)}")
    for note in commands.notes(report, lang):
        yield _command(note) if note.level != "note" else _note(note, lang)


def _command(note: Note) -> str:
    facts = {"type": note.level, "sourcepath": note.path, "linenumber": note.line, "columnnumber": note.column if note.line else None}
    told = "".join(f"{name}={commands.escape(str(value), PROPERTY)};" for name, value in {**facts, "code": note.title}.items() if value is not None)
    return f"##vso[task.logissue {told}]{commands.escape(f'{note.title} {note.message}', DATA)}"


def _note(note: Note, lang: str) -> str:
    where = ":".join(str(item) for item in (note.path, note.line) if item is not None)
    return _plain(f"{where + ' ' if where else ''}{note.title}{rows.colon(lang)} {note.message}")


def _plain(text: str) -> str:
    return console.safe(rows.line(text))
