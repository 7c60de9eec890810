"""What vouches that a snapshot seen again is the one that was read before, so that what was computed of it may be taken up again.

An object is what its id says. A file of the work tree is not always what the index says of it (a filter may have made it from another content), so
its size and times vouch for it, which the system alone sets: what they cannot tell apart is vouched for by nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import time
from collections.abc import Set
from typing import Protocol

from conforme.sources.discover import read_small
from conforme.sources.git import Git, GitFailed
from conforme.sources.index import Index
from conforme.sources.worktree import TICK, Survey

SHALLOW_LIMIT = 16 << 20
_SECOND = 1_000_000_000
# Of an entry of the index: the times of change and of modification, the size.
_noted = struct.Struct(">IIII20xI").unpack_from


class Content(Protocol):
    """See `repo.Seal`."""

    def of(self, path: str) -> str | None: ...

    def whole(self) -> str | None: ...


class Objects:
    """Of a commit or an index."""

    def __init__(self, unmerged: Set[bytes] = frozenset()) -> None:
        self._unmerged = unmerged

    def of(self, path: str) -> str | None:
        return None if path.encode("utf-8", "surrogateescape") in self._unmerged else ""

    def whole(self) -> str | None:
        return None if self._unmerged else ""


class Disk:
    """Of a work tree, as it was surveyed at the time when this is made. `inner`: paths whose content is read from the objects."""

    def __init__(self, index: Index, seen: Survey, inner: Set[bytes]) -> None:
        self._index, self._seen, self._inner = index, seen, inner
        self._before = time.time_ns() - TICK

    def of(self, path: str) -> str | None:
        name = path.encode("utf-8", "surrogateescape")
        if name in self._index.unmerged:
            return None
        if name in self._inner or name in self._seen.sparse:
            return ""
        if name in self._seen.doubtful:
            return self._of_doubtful(name)
        block = self._index.blocks.get(name)
        if block is None:
            return None
        changed, changed_part, modified, modified_part, size = _noted(block)
        return f"{size} {modified * _SECOND + modified_part} {changed * _SECOND + changed_part}"

    def _of_doubtful(self, name: bytes) -> str | None:
        """What was hashed is vouched for by its times too: it may have changed before it was read."""
        found = self._seen.doubtful[name]
        if isinstance(found, str):
            return found
        if not stat.S_ISREG(found.st_mode):
            return f"{found.st_mode:o}"
        record = self._seen.differs.get(name) or self._index.record(name)
        hashed = len(record.partition(b"\t")[0]) >= 52
        return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}" if hashed and found.st_ctime_ns < self._before else None

    def whole(self) -> str | None:
        if self._index.unmerged:
            return None
        found = hashlib.sha256(b"".join(self._index.blocks.values()))
        for name in sorted(self._seen.doubtful):
            seal = self._of_doubtful(name)
            if seal is None:
                return None
            found.update(name + b"\0" + seal.encode() + b"\0")
        found.update(b"\0".join(sorted(self._seen.sparse | self._inner)))
        return found.hexdigest()


def past(git: Git, commit: str | None) -> str | None:
    """Of a history: its newest commit, where a shallow clone is cut, and the tags; None when they cannot be told."""
    if commit is None:
        return ""
    shallow = os.path.join(git.layout.common_dir, "shallow")
    cut = read_small(shallow, SHALLOW_LIMIT) if git.layout.shallow else b""
    found = hashlib.sha256(commit.encode())
    try:
        for data in git.stream("for-each-ref", b"--format=%(objectname) %(refname)", b"refs/tags"):
            found.update(data)
    except GitFailed:
        return None
    return None if cut is None else f"{found.hexdigest()} {hashlib.sha256(cut).hexdigest()}"
