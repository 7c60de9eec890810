"""Which commits changed a path, for many paths from one pass over the history, with the answer of `git log -- path`.

git follows, at a merge, the first parent that has the same content at that path, and shows the merge only when none has. So one diff of every commit
against each of its parents is asked, limited to the paths; then each path is walked over the commits' skeleton: runs without a fork or a merge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from conforme.repo import Change, Commit, Version

_PARENT = b"parent "


def by_commit(records: Iterable[bytes]) -> Iterator[tuple[str, list[Change]]]:
    """What `diff-tree --stdin --raw -z` prints, as commits with their changes; of a merge diffed at once (`-c`), `before` is its first parent's."""
    current: tuple[str, list[Change]] | None = None
    head = b""
    for record in records:
        if head:
            assert current is not None
            current[1].append(_change(head, record))
            head = b""
        elif record.startswith(b":"):
            head = record if current else b""
        else:
            if current:
                yield current
            current = (record.decode("ascii", "replace"), [])
    if current:
        yield current


def _change(head: bytes, path: bytes) -> Change:
    parents = len(head) - len(head.lstrip(b":"))
    words = head.decode("ascii", "replace").split(" ")
    if len(words) != 2 * parents + 3:
        raise ValueError("not a raw difference")
    before, after = words[parents + 1], words[2 * parents + 1]
    return Change(path.decode("utf-8", "surrogateescape"), before.strip("0") and before, after.strip("0") and after)


def questions(commits: Iterable[Commit]) -> Iterator[bytes]:
    """The lines that ask `diff-tree --stdin` for each commit against each parent; a line that is no id comes back and tells which parent."""
    for commit in commits:
        if len(commit.parents) < 2:
            yield f"{commit.id} {' '.join(commit.parents)}".rstrip().encode() + b"\n"
        else:
            for number, parent in enumerate(commit.parents):
                yield _PARENT + b"%d\n%s %s\n" % (number, commit.id.encode(), parent.encode())


class Hits:
    """The answers: for each path, the commits that differ from a parent there, by parent, with the blob they leave."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.of: dict[str, dict[str, dict[int, str]]] = {path: {} for path in paths}
        self._commit, self._parent, self._head = "", 0, b""

    def add(self, record: bytes) -> None:
        """One record of the output."""
        if self._head:
            self._keep(_change(self._head, record))
            self._head = b""
        elif record.startswith(b":"):
            self._head = record
        else:
            *marks, oid = record.split(b"\n")
            self._commit = oid.decode("ascii", "replace")
            self._parent = int(marks[-1].removeprefix(_PARENT)) if marks else self._parent

    def _keep(self, change: Change) -> None:
        if (seen := self.of.get(change.path)) is not None:
            seen.setdefault(self._commit, {})[self._parent] = change.after


class _Skeleton:
    """The commits cut into runs: each goes on by the only parent of a commit that has no other child and ends at a merge, a fork, or a root."""

    def __init__(self, commits: Sequence[Commit]) -> None:
        children: dict[str, int] = defaultdict(int)
        for commit in commits:
            for parent in commit.parents:
                children[parent] += 2 if len(commit.parents) > 1 else 1
        self.place: dict[str, int] = {}
        self.run: dict[str, int] = {}
        self.ends: list[Commit] = []
        for place, commit in enumerate(commits):
            self.place[commit.id] = place
            self._append(commit, children)

    def _append(self, commit: Commit, children: dict[str, int]) -> None:
        number = self.run.get(commit.id)
        if number is None:
            number = self.run[commit.id] = len(self.ends)
            self.ends.append(commit)
        self.ends[number] = commit
        if len(commit.parents) == 1 and children[commit.parents[0]] == 1:
            self.run[commit.parents[0]] = number


def versions(commits: Sequence[Commit], hits: Hits) -> Iterator[tuple[str, tuple[Version, ...]]]:
    """For each path its versions, newest first."""
    skeleton = _Skeleton(commits)
    for path, found in hits.of.items():
        shown = sorted(_shown(commits, skeleton, found), key=skeleton.place.__getitem__)
        yield path, tuple(Version(commits[skeleton.place[oid]], _left(found[oid])) for oid in shown)


def _left(by_parent: dict[int, str]) -> str:
    return next(iter(by_parent.values()))


def _shown(commits: Sequence[Commit], skeleton: _Skeleton, found: dict[str, dict[int, str]]) -> list[str]:
    within: dict[int, list[str]] = defaultdict(list)
    for oid in found:
        if oid in skeleton.run:
            within[skeleton.run[oid]].append(oid)
    shown: list[str] = []
    todo, seen = [0] if commits and found else [], set()
    while todo:
        number = todo.pop()
        if number in seen:
            continue
        seen.add(number)
        end = skeleton.ends[number]
        follow = _followed(end, found.get(end.id, {}))
        merged_quietly = len(end.parents) > 1 and len(follow) == 1
        shown += [oid for oid in within[number] if not (oid == end.id and merged_quietly)]
        todo += [skeleton.run[parent] for parent in follow if parent in skeleton.run]
    return shown


def _followed(end: Commit, differs: dict[int, str]) -> tuple[str, ...]:
    """The parents that git goes on with: at a merge, the first that has the same content, else all."""
    if len(end.parents) > 1:
        for number, parent in enumerate(end.parents):
            if number not in differs:
                return (parent,)
    return end.parents
