"""Where files come from: the commit in which one began, moves followed, and whether a commit brings work done elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from conforme.repo import Change, Commit, History, Version

MOVE_LIMIT = 10
"""Moves of one file that are followed."""
IMPORT_FILES = 50
"""A commit that adds this many files brings work done elsewhere."""
IMPORT_SHARE = 0.8
"""So does one that adds this share of the tree that it leaves, if it adds at least IMPORT_FEWEST files."""
IMPORT_FEWEST = 10
WALK_LIMIT = 1000
"""Commits walked, from the first one on, when looking for the first code: each is asked of git."""


class Origin(NamedTuple):
    """The commit in which a file began, and how far it can be believed.

    `how`: `own` (written here), `move` (written here under another name, followed), `import` (came with a first or mass commit: when the work
    was done is unknown, not later than that commit), `unknown` (history is missing or cut, or a move could not be followed). `path` is the name
    in that commit.
    """

    commit: Commit | None
    how: str
    path: str = ""

    @property
    def date(self) -> str | None:
        """The day on which it began, None when that is unknown or not believed."""
        told = self.commit is not None and self.how in ("own", "move") and self.commit.believed
        return self.commit.date if told and self.commit is not None else None


def before(versions: Iterable[Version], commit: str) -> Iterator[Version]:
    """The versions older than `commit` (all when it is "")."""
    passed = not commit
    for version in versions:
        if passed:
            yield version
        passed = passed or version.commit.id == commit


def origin(history: History, path: str) -> Origin:
    """The commit in which the file at `path` began, moves followed; see Origin."""
    how, after = "own", ""
    for _ in range(MOVE_LIMIT + 1):
        versions = list(before(history.versions(path), after)) if history.known else []
        if not versions or cut(history, versions[-1].commit):
            return Origin(versions[-1].commit if versions else None, "unknown", path)
        first = versions[-1]
        former = moved_from(history, first, path)
        if former is None:
            return Origin(first.commit, _kind(history, first, path, how), path)
        path, after, how = former, first.commit.id, "move"
    return Origin(None, "unknown", path)


def _kind(history: History, first: Version, path: str, how: str) -> str:
    if imported(history, first.commit):
        return "import"
    # What is in a namesake is not compared here, so whether it was the same file is unknown.
    return "unknown" if namesake(history, first, path) else how


def moved_from(history: History, first: Version, path: str) -> str | None:
    """The path that held the same blob until that commit, if it was deleted there; a namesake before another."""
    if not first.oid:
        return None
    gone = [change.path for change in history.changes(first.commit.id) if not change.after and change.before == first.oid]
    return min(gone, key=lambda former: (_base(former) != _base(path), former), default=None)


def namesake(history: History, first: Version, path: str) -> str | None:
    """The one path of the same base name that was deleted in that commit, None when there is none or several: a move with changes, perhaps."""
    if not first.oid:
        return None
    name = _base(path)
    gone = [change.path for change in history.changes(first.commit.id) if not change.after and _base(change.path) == name]
    return gone[0] if len(gone) == 1 else None


def _base(path: str) -> str:
    return path.rpartition("/")[2]


def cut(history: History, commit: Commit) -> bool:
    """Whether what came before `commit` may be missing from this history."""
    if history.complete:
        return False
    known = {other.id for other in history.commits()}
    return not commit.parents or not known.issuperset(commit.parents)


def imported(history: History, commit: Commit) -> bool:
    """Whether that commit brings work done elsewhere: many files at once, most of the tree, or a first commit that already holds code."""
    added = [change.path for change in history.changes(commit.id) if not change.before]
    if len(added) >= IMPORT_FILES:
        return True
    if not commit.parents:
        return any(map(is_code, added))
    return len(added) >= IMPORT_FEWEST and len(added) >= IMPORT_SHARE * (len(added) + _sizebefore(history, commit))


def _sizebefore(history: History, commit: Commit) -> int:
    """Files in the tree of the first parent, counted from the root; large when there are too many commits to be near a beginning."""
    known = {other.id: other for other in history.commits()}
    size = 0
    for _ in range(IMPORT_FILES):
        parent = known.get(commit.parents[0]) if commit.parents else None
        if parent is None:
            return size
        changes: Iterable[Change] = history.changes(parent.id)
        size += sum((not change.before) - (not change.after) for change in changes)
        commit = parent
    return IMPORT_FILES


_EXTENSIONS = """bas c cc cfm clj cljs cls cob cbl cpp cr cs cshtml cxx dart elm erl ex exs f90 fs go groovy h hpp hs java jl jsp jsx js kt kts lua m
mjs ml mm pas php pl pm ps1 py r rb rs scala sql svelte swift ts tsx vb vue xaml"""
CODE = frozenset(_EXTENSIONS.split())
"""Extensions of source code that people write to make a service work."""


def is_code(path: str) -> bool:
    """Whether a path names source code, by its extension; configuration files at the root written in code are not."""
    name = _base(path)
    stem, _, extension = name.rpartition(".")
    return bool(stem) and extension.lower() in CODE and not (path == name and (stem.endswith((".config", "rc")) or stem == "setup"))


def first_code(history: History, accept: Callable[[str], bool] = is_code) -> Origin:
    """The earliest commit that adds a path that `accept` takes for code; `commit` is None when there is none.

    `how` is `import` when the commit brings work done elsewhere, `unknown` when history is cut before it or too long.
    """
    for count, commit in enumerate(reversed(history.commits()) if history.known else ()):
        if count >= WALK_LIMIT:
            break
        if any(not change.before and accept(change.path) for change in history.changes(commit.id)):
            how = "unknown" if not history.complete else "import" if imported(history, commit) else "own"
            return Origin(commit, how)
    return Origin(None, "unknown")
