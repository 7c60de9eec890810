"""What git remembers, asked lazily: one bounded call per need, nothing kept that was not asked for.

`complete` is False for a shallow clone, for missing objects and beyond a limit: absence then proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TypeVar

from conforme.model import Limit
from conforme.repo import BIG_LIMIT, LASTING, Change, Commit, Release, Unreadable, Version
from conforme.sources import releases, simplify
from conforme.sources.dates import committed_at, day
from conforme.sources.git import Git, GitFailed
from conforme.sources.objects import Objects, as_text

T = TypeVar("T")

COMMITS = 500_000
CHANGES = 200_000
COMMIT_BYTES = 1 << 20

_DIFF = (b"--root", b"-r", b"--raw", b"-z", b"--no-renames", b"--no-abbrev", b"--no-ext-diff", b"--no-textconv", b"--ignore-submodules=none")


class NoHistory:
    """That of a plain folder."""

    known = False
    complete = True
    limits: tuple[Limit, ...] = ()

    def prepare(self, paths: Iterable[str]) -> None:
        """Nothing to prepare."""

    def versions(self, path: str) -> Sequence[Version]:
        return ()

    def changes(self, commit: str) -> Sequence[Change]:
        return ()

    def commits(self) -> Sequence[Commit]:
        return ()

    def releases(self) -> Sequence[Release]:
        return ()

    def read(self, oid: str) -> bytes:
        raise Unreadable("missing-object")


class GitHistory:
    """The history of one commit, that of HEAD for an index or a work tree; of nothing when `commit` is None (unborn branch)."""

    def __init__(self, git: Git, objects: Objects, commit: str | None, shallow: bool) -> None:
        self._git, self._objects, self._commit, self._shallow = git, objects, commit, shallow
        self._versions: dict[str, tuple[Version, ...]] = {}
        self._times: dict[str, int | None] = {}
        self._failures: dict[str, Limit] = {}
        self.unsure = False  # something could not be read that may be there the next time

    @property
    def known(self) -> bool:
        return self._commit is not None

    @property
    def complete(self) -> bool:
        """As far as was asked, and at least that no commit is missing, which takes one walk: ask it after the question whose answer it qualifies."""
        return not self._shallow and not self._failures and self._whole and not self._failures

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Why it is not complete, as far as was asked: history-commits, history-time, history-objects, history-changes."""
        return tuple(self._failures.values())

    def read(self, oid: str) -> bytes:
        try:
            return as_text(self._objects.read(oid, BIG_LIMIT))
        except Unreadable as error:
            self.unsure = self.unsure or error.what not in LASTING
            raise

    # ---- commits

    def commits(self) -> Sequence[Commit]:
        return self._all

    @cached_property
    def _all(self) -> tuple[Commit, ...]:
        if self._commit is None:
            return ()
        rows = list(islice(self._guarded(self._walk(self._commit)), COMMITS + 1))
        if len(rows) > COMMITS:
            self._say("history-commits", len(rows), COMMITS)
        times = {row[0]: row[1] for row in rows}
        return tuple(Commit(oid, time, day(time), parents, _after(time, map(times.get, parents))) for oid, time, parents in rows[:COMMITS])

    def _walk(self, commit: str) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        names: dict[str, str] = {}
        args = (b"--date-order", b"--timestamp", b"--parents", b"--max-count=%d" % (COMMITS + 1), commit.encode())
        for line in self._git.records("rev-list", *args, end=b"\n"):
            time, *ids = line.decode("ascii", "replace").split(" ")
            oid, *parents = (names.setdefault(name, name) for name in ids)
            yield oid, int(time), tuple(parents)

    @cached_property
    def _whole(self) -> bool:
        if "_all" in self.__dict__ or self._commit is None:
            return True
        try:
            count = int(self._git.line("rev-list", b"--count", b"--max-count=%d" % (COMMITS + 1), self._commit.encode()))
        except (GitFailed, ValueError) as failure:
            self._failed(failure)
            return False
        if count > COMMITS:
            self._say("history-commits", count, COMMITS)
        return True

    # ---- versions of a path

    def prepare(self, paths: Iterable[str]) -> None:
        """Finds the versions of many paths in one pass over the history: from a dozen paths on it costs less than a walk for each."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._versions]
        if self._commit is None or not wanted:
            return
        hits = simplify.Hits(wanted)
        feed = simplify.questions(self.commits())
        for _ in self._guarded(map(hits.add, self._diff_tree(*_pathspecs(wanted), feed=feed))):
            pass
        self._versions.update(simplify.versions(self.commits(), hits))

    def versions(self, path: str) -> Sequence[Version]:
        if path not in self._versions:
            self._versions[path] = tuple(self._versions_of(path)) if self._commit else ()
        return self._versions[path]

    def _versions_of(self, path: str) -> Iterator[Version]:
        commits = {commit.id: commit for commit in self._touching(path)}
        feed = (oid.encode() + b"\n" for oid in commits)
        for oid, changes in self._guarded(simplify.by_commit(self._diff_tree(b"-c", *_pathspecs([path]), feed=feed))):
            left = [change.after for change in changes if change.path == path]
            if oid in commits and left:
                yield Version(commits[oid], left[0])

    def _touching(self, path: str) -> Iterator[Commit]:
        assert self._commit is not None
        args = (b"--format=%ct %P", b"--max-count=%d" % COMMITS, self._commit.encode(), *_pathspecs([path]))
        lines = self._guarded(self._git.records("rev-list", *args, end=b"\n"))
        for heading, line in zip(lines, lines, strict=False):
            time, *parents = line.decode("ascii", "replace").split(" ")
            parents = [parent for parent in parents if parent]
            yield self._commit_of(heading.decode("ascii", "replace").removeprefix("commit "), _integer(time), tuple(parents))

    def _commit_of(self, oid: str, time: int, parents: tuple[str, ...]) -> Commit:
        self._times[oid] = time
        return Commit(oid, time, day(time), parents, _after(time, map(self._time_of, parents)))

    def _time_of(self, oid: str) -> int | None:
        if oid not in self._times:
            try:
                self._times[oid] = committed_at(self._objects.read(oid, COMMIT_BYTES, "commit"))
            except Unreadable:
                self._times[oid], self.unsure = None, True
        return self._times[oid]

    # ---- changes of a commit

    def changes(self, commit: str) -> Sequence[Change]:
        try:
            parents = _parents(self._objects.read(commit, COMMIT_BYTES, "commit"))
        except Unreadable:
            self._say("history-objects")
            return ()
        line = (" ".join([commit, *parents[:1]]) if parents else commit).encode() + b"\n"
        records = islice(self._diff_tree(b"-m", feed=iter([line])), 2 * CHANGES + 3)
        found = [change for _, changes in self._guarded(simplify.by_commit(records)) for change in changes]
        if len(found) > CHANGES:
            self._say("history-changes", len(found), CHANGES)
        return tuple(found[:CHANGES])

    def _diff_tree(self, *args: bytes, feed: Iterator[bytes]) -> Iterator[bytes]:
        return self._git.records("diff-tree", b"--stdin", *_DIFF, *args, end=b"\0", feed=feed)

    # ---- releases

    def releases(self) -> Sequence[Release]:
        return self._releases

    @cached_property
    def _releases(self) -> tuple[Release, ...]:
        if self._commit is None:
            return ()
        found = releases.Tags(self._git, self._objects, self._commit)
        listed = tuple(self._guarded(iter(found)))
        if found.over:
            self._say("history-tags", found.over, releases.TAGS)
        return tuple(sorted(listed, key=lambda release: (release.date, release.name)))

    # ---- what went wrong

    def _guarded(self, items: Iterator[T]) -> Iterator[T]:
        """The items until git fails, which is then remembered."""
        try:
            yield from items
        except (GitFailed, ValueError) as failure:
            self._failed(failure)

    def _failed(self, failure: Exception) -> None:
        self._say("history-time" if isinstance(failure, GitFailed) and failure.why == "time" else "history-objects")

    def _say(self, what: str, measured: int = 0, bound: int = 0) -> None:
        self.unsure = True
        self._failures.setdefault(what, Limit(what, None, (), measured, bound))


def _pathspecs(paths: Iterable[str]) -> list[bytes]:
    return [b"--", *(path.encode("utf-8", "surrogateescape") for path in paths)]


def _after(time: int, parents: Iterable[int | None]) -> bool:
    return all(parent is None or parent <= time for parent in parents)


def _integer(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else 0


def _parents(raw: bytes) -> list[str]:
    header = raw.split(b"\n\n", 1)[0].split(b"\n")
    return [line[7:].decode("ascii", "replace") for line in header if line.startswith(b"parent ")]
