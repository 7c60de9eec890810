"""Repositories in memory, with a history: the stand-in for git and disk in tests and in the examples of cards."""

from __future__ import annotations

import hashlib
from calendar import timegm
from collections.abc import Mapping, Sequence
from time import strptime
from typing import Any

from conforme.model import Snapshot
from conforme.repo import Change, Commit, Entry, Release, Repo, Unreadable, Version

DEFAULT_DATE = "2026-01-01"


def memory_repo(files: Mapping[str, str | bytes | None], history: Sequence[Mapping[str, Any]], *, shallow: bool, kind: str) -> Repo:
    past = MemoryHistory(complete=not shallow)
    for step in history:
        past.commit(str(step["date"]), step.get("files") or {}, step.get("tag"))
    if files or not history:
        past.commit(past.last_date, files, None)
    tree = past.tree
    entries = {path: Entry(path, "file", tree[path]) for path in sorted(tree, key=lambda path: path.encode("utf-8", "surrogateescape"))}
    head = past.log[-1][0].id
    snapshot = Snapshot(kind, head, True, shallow, hashlib.sha256(repr(sorted(tree.items())).encode("utf-8", "backslashreplace")).hexdigest())
    return Repo(snapshot, entries, past.read_entry, past)


class MemoryHistory:
    """A linear history; ids are sha1 of what they stand for, so that the same input gives the same report."""

    known = True

    def __init__(self, complete: bool = True) -> None:
        self.complete = complete
        self.blobs: dict[str, bytes] = {}
        self.tree: dict[str, str] = {}
        self.log: list[tuple[Commit, tuple[Change, ...]]] = []
        self.tags: list[Release] = []

    @property
    def last_date(self) -> str:
        return self.log[-1][0].date if self.log else DEFAULT_DATE

    def commit(self, date: str, files: Mapping[str, str | bytes | None], tag: str | None) -> None:
        changes = []
        for path, content in sorted(files.items()):
            before = self.tree.pop(path, "")
            after = ""
            if content is not None:
                raw = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
                after = hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
                self.blobs[after] = raw
                self.tree[path] = after
            if before != after:
                changes.append(Change(path, before, after))
        parents = (self.log[-1][0].id,) if self.log else ()
        name = hashlib.sha1(repr((date, parents, changes)).encode("utf-8", "backslashreplace"), usedforsecurity=False).hexdigest()
        time = timegm(strptime(date, "%Y-%m-%d"))
        believed = not self.log or time >= self.log[-1][0].time
        self.log.append((Commit(name, time, date, parents, believed), tuple(changes)))
        if tag:
            self.tags.append(Release(tag, date, name))

    def versions(self, path: str) -> Sequence[Version]:
        return [Version(commit, change.after) for commit, changes in reversed(self.log) for change in changes if change.path == path]

    def changes(self, commit: str) -> Sequence[Change]:
        return next((changes for known, changes in self.log if known.id == commit), ())

    def commits(self) -> Sequence[Commit]:
        return [commit for commit, _ in reversed(self.log)]

    def releases(self) -> Sequence[Release]:
        return list(self.tags)

    def read(self, oid: str) -> bytes:
        try:
            return self.blobs[oid]
        except KeyError:
            raise Unreadable("missing-object") from None

    def read_entry(self, entry: Entry, limit: int) -> bytes:
        raw = self.read(entry.oid)
        if len(raw) > limit:
            raise Unreadable("too-large", len(raw), limit)
        return raw.replace(b"\r\n", b"\n")
