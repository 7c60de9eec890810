"""The trend: which commits stand for a period, and the same points in each form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from conforme.cli import main
from conforme.model import Verdict
from conforme.repo import Repo
from conforme.reports import trend as shown
from conforme.reports.style import Style
from conforme.trend import Moment, Point, moments

STEPS: list[dict[str, Any]] = [
    {"date": "2026-01-05", "files": {"a.md": "1"}, "tag": "v1.0.0"},
    {"date": "2026-01-06", "files": {"a.md": "2"}},
    {"date": "2026-01-29", "files": {"a.md": "3"}},
    {"date": "2026-03-02", "files": {"a.md": "4"}, "tag": "v1.1.0"},
    {"date": "2026-03-09", "files": {"a.md": "5"}},
]
DATES = {
    ("month", 24, None): ["2026-01-29", "2026-03-09"],
    ("week", 24, None): ["2026-01-06", "2026-01-29", "2026-03-02", "2026-03-09"],
    ("week", 2, None): ["2026-03-02", "2026-03-09"],
    ("week", 1, None): ["2026-03-09"],
    ("week", 24, "2026-02-01"): ["2026-03-02", "2026-03-09"],
    ("release", 24, None): ["2026-01-05", "2026-03-02", "2026-03-09"],
    ("month", 24, "2027-01-01"): [],
}


@pytest.mark.parametrize(("asked", "dates"), DATES.items())
def test_the_last_commit_of_each_period_stands_for_it(asked: tuple[str, int, str | None], dates: list[str]) -> None:
    every, points, since = asked
    assert [moment.date for moment in moments(Repo.of(history=STEPS).history, every, points, since)] == dates


def test_a_date_that_is_not_believed_stands_for_no_period() -> None:
    steps = [*STEPS[:4], {"date": "2025-12-01", "files": {"a.md": "6"}}, *STEPS[4:]]
    assert "2025-12-01" not in [moment.date for moment in moments(Repo.of(history=steps).history, "month", 24)]


POINTS = [
    Point("a" * 40, "2026-01-29", {"01": Verdict.NOT_SHOWN, "15": Verdict.UNVERIFIED}),
    Point("b" * 40, "2026-03-09", {"01": Verdict.PARTIAL, "15": Verdict.DEMONSTRATED}),
]


def test_each_form_has_the_same_points(cards: Any) -> None:
    data = shown.document(POINTS)["points"]
    rows = list(csv.DictReader(io.StringIO(shown.table(POINTS))))
    practices = [practice for standard in cards.standards.values() for practice in standard.practices if practice.id in ("01", "15")]
    text = shown.render(POINTS, practices, "en", Style())

    assert [(row["date"], row["practice"], row["verdict"]) for row in rows] == [
        (point["date"], name, verdict) for point in data for name, verdict in point["practices"].items()
    ]
    assert "01 ▁▃ not shown → partial" in text and "15 ?█ unverified" in text
    assert shown.render([], practices, "fr", Style()) == "Aucun commit à montrer.\n"
    assert Moment("a", "b") == ("a", "b")


def test_the_command_judges_each_commit_on_its_own_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from git import Actor
    from git import Repo as GitRepo

    repo = GitRepo.init(tmp_path)
    somebody = Actor("x", "x@example.org")
    licence = (Path(__file__).resolve().parents[1] / "LICENCE").read_text(encoding="utf-8")
    for day, name, text in (("2026-01-05", "README.md", "# Guichet\n"), ("2026-02-05", "LICENCE", licence)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        repo.index.add([name])
        repo.index.commit(day, author=somebody, committer=somebody, author_date=f"{day}T12:00:00", commit_date=f"{day}T12:00:00")

    assert main(["history", str(tmp_path), "--format", "json", "--select", "15"]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    assert [point["date"] for point in points] == ["2026-01-05", "2026-02-05"]
    assert [point["practices"]["15"] for point in points] == ["not-shown", "partial"]
    assert main(["history", str(tmp_path), "--points", "0"]) == 2
    assert main(["history", str(tmp_path / "LICENCE")]) == 2
    assert "Traceback" not in capsys.readouterr().err
