"""The trend of the practices, as JSON (report contract, §5), as CSV and for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conforme import words
from conforme.cards import Practice
from conforme.model import Verdict
from conforme.reports.json import SCHEMA_VERSION
from conforme.reports.style import Style
from conforme.reports.text import SIGNS
from conforme.trend import Point

# One height a verdict, by its rank; what has no rank is told by its sign.
HEIGHTS = {
    Verdict.CONTRADICTED: "✗",
    Verdict.NOT_SHOWN: "▁",
    Verdict.PARTIAL: "▃",
    Verdict.ATTESTED: "▅",
    Verdict.DECLARED: "▆",
    Verdict.DEMONSTRATED: "█",
}


def document(points: Sequence[Point]) -> dict[str, Any]:
    """The trend as plain data, oldest first."""
    shown = [
        {"commit": item.commit, "date": item.date, "practices": {name: verdict.value for name, verdict in item.practices.items()}} for item in points
    ]
    return {"schema_version": SCHEMA_VERSION, "points": shown}


def table(points: Sequence[Point]) -> str:
    """One row a moment and a practice: date, commit, practice, verdict."""
    import csv
    import io

    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(("date", "commit", "practice", "verdict"))
    for item in points:
        writer.writerows((item.date, item.commit, name, verdict.value) for name, verdict in item.practices.items())
    return made.getvalue()


def render(points: Sequence[Point], practices: Sequence[Practice], lang: str, style: Style) -> str:
    """A line of marks for each practice, with the verdict that it had first and has last."""
    if not points:
        return words.say(lang, "trend.none") + "\n"
    lines = [words.say(lang, "trend.head", count=len(points), first=points[0].date, last=points[-1].date), ""]
    for practice in practices:
        verdicts = [item.practices[practice.id] for item in points]
        marks = "".join(HEIGHTS.get(verdict, SIGNS[verdict]) for verdict in verdicts)
        first, last = (words.say(lang, f"verdict.{verdict.value}") for verdict in (verdicts[0], verdicts[-1]))
        told = first if first == last else f"{first} → {last}"
        lines.append(f"{practice.id} {style.bold(marks)} {told} · {style.dim(practice.title.to(lang))}")
    key = ", ".join(f"{mark} {words.say(lang, f'verdict.{verdict.value}')}" for verdict, mark in HEIGHTS.items())
    return "\n".join([*lines, "", style.dim(key)]) + "\n"
