"""The trend of the practices: past commits chosen at a rhythm, each judged by today's rules on its own date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from conforme.model import Verdict
from conforme.repo import Commit, History
from conforme.report import Report

EVERY = ("month", "week", "release")


class Moment(NamedTuple):
    """A commit to judge, and the day on which it counts."""

    commit: str
    date: str


@dataclass(frozen=True, slots=True)
class Point:
    """The verdicts at one moment."""

    commit: str
    date: str
    practices: dict[str, Verdict]


def moments(history: History, every: str, points: int, since: str | None = None) -> list[Moment]:
    """At most `points` commits, oldest first: the last one of each month or week, or each release; the newest commit is always the last.

    A commit whose date is not believed (in the future, before its parents') stands for no period.
    """
    commits = [commit for commit in history.commits() if since is None or commit.date >= since]
    if not commits:
        return []
    newest = Moment(commits[0].id, commits[0].date)
    if every == "release":
        known = {commit.id for commit in commits}
        chosen = [Moment(release.commit, release.date) for release in history.releases() if release.commit in known]
    else:
        chosen = list(_last_of_each(commits, every))
    kept = [moment for moment in dict.fromkeys(chosen) if moment.commit != newest.commit]
    return [*kept[-(points - 1) :], newest] if points > 1 else [newest]


def _last_of_each(commits: Sequence[Commit], every: str) -> Iterator[Moment]:
    """The newest commit of each period, oldest period first."""
    last: dict[str, Moment] = {}
    for commit in commits:
        if commit.believed:
            last.setdefault(_period(commit.date, every), Moment(commit.id, commit.date))
    yield from (last[period] for period in sorted(last))


def _period(date: str, every: str) -> str:
    if every == "month":
        return date[:7]
    year, week, _ = datetime.date.fromisoformat(date).isocalendar()
    return f"{year}-{week:02d}"


def point(moment: Moment, report: Report) -> Point:
    return Point(moment.commit, moment.date, {item.practice.id: item.verdict for item in report.practices})
