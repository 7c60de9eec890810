"""On which days dated entries really entered a file, and whether they were entered in batches while a steady rhythm is claimed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

from conforme.facts.history.origins import origin
from conforme.repo import Commit, History, Unreadable

VERSIONS = 80
"""Versions of one file that are read."""
LEAST = 3
"""Intervals in a row, the last ones, that have to be too long before anything is said."""


class Batch(NamedTuple):
    """Entries that came on `day`, the first since `after`; `claimed` are the days that they claim in between, a period or more before they came."""

    after: str
    day: str
    claimed: tuple[str, ...]


def arrived(history: History, path: str, written: Mapping[str, str], until: str = "") -> Mapping[str, str | None]:
    """For each key, the day of the oldest commit whose version of the file holds its text; None when history cannot tell.

    It cannot tell of what a file that was imported, moved or cut off held from its first version on. What is in no version is left out.
    """
    if not history.known:
        return dict.fromkeys(written)
    begun = origin(history, path)
    versions = list(islice(history.versions(path), VERSIONS + 1))
    first: dict[str, Commit] = {}
    for version in versions[:VERSIONS]:
        try:
            text = history.read(version.oid).decode("utf-8", "replace") if version.oid else ""
        except Unreadable:
            return dict.fromkeys(written)
        first.update({key: version.commit for key, wanted in written.items() if wanted in text})
    known = begun.how == "own" and begun.date is not None and len(versions) <= VERSIONS
    oldest = versions[min(len(versions), VERSIONS) - 1].commit.id if versions else ""
    return {key: commit.date if _told(commit, known or commit.id != oldest, until) else None for key, commit in first.items()}


def _told(commit: Commit, known: bool, until: str) -> bool:
    return known and commit.believed and not (until and commit.date > until)


def batches(every: int, days: Mapping[str, str], least: int = LEAST) -> tuple[Batch, ...]:
    """The last `least` batches, when each came more than two periods of `every` days after the one before, and claims days in between.

    `days`: claimed day → day on which it entered the repository. () when the rhythm claimed may be true.
    """
    came = sorted(set(days.values()))
    last = [Batch(first, second, _claimed(every, days, first, second)) for first, second in pairwise(came)][-least:]
    steady = len(last) < least or any(_between(batch.after, batch.day) <= 2 * every or not batch.claimed for batch in last)
    return () if steady else tuple(last)


def _claimed(every: int, days: Mapping[str, str], first: str, second: str) -> tuple[str, ...]:
    return tuple(sorted(claim for claim, day in days.items() if day == second and first < claim and _between(claim, second) >= every))


def _between(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
