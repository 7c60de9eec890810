"""What history tells of files and records: since when they are as they are, where they come from, when the code and the releases began.

No git here: everything is asked of `repo.History`. What a truncated or squashed history cannot tell is said to be unknown, never guessed.
Dates are days, `YYYY-MM-DD`, of the committer; one that is before a parent's or after the day of the audit is not believed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from conforme.facts.history.origins import MOVE_LIMIT, Origin, before, cut, first_code, imported, is_code, moved_from, namesake, origin
from conforme.facts.history.sameness import UNSUBSTANTIAL, substance
from conforme.model import Record
from conforme.repo import Commit, Document, History, Release, Unreadable

__all__ = [
    "Changed",
    "Origin",
    "Rhythm",
    "changed",
    "first_code",
    "first_release",
    "imported",
    "is_code",
    "origin",
    "releases_between",
    "rhythm",
    "touched",
]

VERSION_LIMIT = 200
"""Past versions of one file that are parsed."""

Parse = Callable[[Document], Iterable[Record]]


class Changed(NamedTuple):
    """Since when a record's substance is as it is.

    `date` is None unless `why` is `known` (a commit's day) or `uncommitted` (the day of the audit: the record differs from the last commit's).
    Other values of `why`: `unknown-shallow` (history is cut before the answer, or an object is missing), `limit` (too many versions or too large
    a one), `not-believed` (the commit's date), `no-history`. `unchanged_since` is the earliest believed day on which the record was seen to be as
    it is: the change is not later than that, whatever `why` says; None when there is none.
    """

    date: str | None
    why: str
    unchanged_since: str | None = None


def touched(history: History, path: str) -> Commit | None:
    """The last commit that changed `path`, as `git log -1` names it; None when there is none."""
    return next((version.commit for version in history.versions(path)), None)


# --- since when a record is as it is ---------------------------------------------------------------------------------------------------------


def changed(
    history: History,
    document: Document,
    parse: Parse,
    *,
    ignore: Iterable[str] = UNSUBSTANTIAL,
    limit: int = VERSION_LIMIT,
    until: str = "",
) -> Mapping[str, Changed]:
    """For each record id that `parse` finds in `document`: the oldest commit from which its substance equals today's, without a break.

    Review dates, comments, order and white space do not count (`records.substance`, `ignore`). Past versions go through the same `parse`; one
    that cannot be parsed counts as different. Moves are followed. `until` is the day of the audit.
    """
    ignored = frozenset(ignore)
    today = _substances(parse(document), ignored)
    if not history.known:
        return {name: Changed(None, "no-history") for name in today}
    walk, last = _Walk(today, until), None
    for count, version in enumerate(_lives(history, document.path)):
        end = "limit" if count >= limit or version is None else _compare(history, version, parse, ignored, walk)
        if end or version is None:
            return walk.answers(end)
        last = version.commit
    return walk.answers("unknown-shallow" if last is not None and cut(history, last) else "begun")


def _compare(history: History, version: _Lived, parse: Parse, ignore: frozenset[str], walk: _Walk) -> str:
    """Notes which records were the same in a version; what ends the walk there, "" to go on."""
    try:
        past = _past(history, version, parse, ignore)
    except Unreadable as error:
        return "unknown-shallow" if error.what == "missing-object" else "limit"
    walk.see(version.commit, past)
    return "" if walk.open else "settled"


class _Lived(NamedTuple):
    """A version, with the name that the file had."""

    commit: Commit
    oid: str
    path: str


class _Walk:
    """Versions seen newest first: for each record of today, the oldest commit that still has it as it is."""

    def __init__(self, today: Mapping[str, Hashable], until: str) -> None:
        self._today, self._until = today, until
        self._oldest: dict[str, Commit] = {}
        self._since: dict[str, str] = {}
        self.open = set(today)

    def see(self, commit: Commit, past: Mapping[str, Hashable]) -> None:
        self.open = {name for name in self.open if past.get(name) == self._today[name]}
        for name in self.open:
            self._oldest[name] = commit
            if self._believed(commit):
                self._since[name] = min(commit.date, self._since.get(name, commit.date))

    def answers(self, end: str) -> dict[str, Changed]:
        return {name: self._answer(name, end) for name in self._today}

    def _answer(self, name: str, end: str) -> Changed:
        since, oldest = self._since.get(name), self._oldest.get(name)
        if name in self.open and end != "begun":
            return Changed(None, end, since)
        if oldest is None:
            return Changed(self._until or None, "uncommitted", self._until or None)
        return Changed(oldest.date, "known", since) if self._believed(oldest) else Changed(None, "not-believed", since)

    def _believed(self, commit: Commit) -> bool:
        return commit.believed and not (self._until and commit.date > self._until)


def _substances(records: Iterable[Record], ignore: frozenset[str]) -> dict[str, Hashable]:
    # Two records may have one id; together they are what is compared under it.
    found: dict[str, list[Hashable]] = {}
    for record in records:
        found.setdefault(record.id, []).append(substance(record, ignore))
    return {name: tuple(sorted(values, key=repr)) for name, values in found.items()}


def _past(history: History, version: _Lived, parse: Parse, ignore: frozenset[str]) -> Mapping[str, Hashable]:
    if not version.oid:
        return {}
    raw = history.read(version.oid)
    document = Document(version.path, lambda limit: _within(raw, limit))
    try:
        return _substances(parse(document), ignore)
    except (Unreadable, MemoryError):
        raise
    except Exception:  # whatever a parser makes of an old version, it is not today's content
        return {}


def _within(raw: bytes, limit: int) -> bytes:
    if len(raw) > limit:
        raise Unreadable("too-large", len(raw), limit)
    return raw.replace(b"\r\n", b"\n")


def _lives(history: History, path: str) -> Iterator[_Lived | None]:
    """The versions of a file, newest first, under its successive names; ends with None when it moved more often than is followed.

    A namesake deleted as this one comes is followed too: what is in it is compared, so a wrong guess changes no answer.
    """
    after = ""
    for _ in range(MOVE_LIMIT + 1):
        versions = list(before(history.versions(path), after))
        yield from (_Lived(version.commit, version.oid, path) for version in versions)
        first = versions[-1] if versions else None
        former = (moved_from(history, first, path) or namesake(history, first, path)) if first is not None else None
        if first is None or former is None:
            return
        path, after = former, first.commit.id
    yield None


# --- releases --------------------------------------------------------------------------------------------------------------------------------


class Rhythm(NamedTuple):
    """How releases follow each other: days on which there was one, the days between them, and the days since the last."""

    days: tuple[str, ...]
    gaps: tuple[int, ...]
    since_last: int | None

    @property
    def longest(self) -> int | None:
        """The longest time between two, in days; that since the last one does not count."""
        return max(self.gaps, default=None)

    @property
    def median(self) -> int | None:
        """The usual time between two, in days."""
        return sorted(self.gaps)[len(self.gaps) // 2] if self.gaps else None


def first_release(history: History, until: str = "") -> Release | None:
    """The earliest release tag, not later than the day `until`; None when there is none."""
    return next(iter(releases_between(history, "", until)), None)


def releases_between(history: History, after: str = "", until: str = "") -> Sequence[Release]:
    """The releases after the day `after`, up to the day `until` included, oldest first; "" is no bound."""
    found = history.releases() if history.known else ()
    return sorted((release for release in found if release.date > after and not (until and release.date > until)), key=lambda release: release.date)


def rhythm(dates: Iterable[str], today: str) -> Rhythm:
    """The rhythm of dated things up to the day `today`; dates that are no days are left out."""
    days = sorted({day for day in dates if _ordinal(day) and day <= today})
    ordinals = [_ordinal(day) for day in days]
    gaps = tuple(later - earlier for earlier, later in pairwise(ordinals))
    return Rhythm(tuple(days), gaps, _ordinal(today) - ordinals[-1] if ordinals else None)


def _ordinal(day: str) -> int:
    from datetime import date

    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0
