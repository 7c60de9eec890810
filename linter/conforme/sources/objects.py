"""The contents of objects, through one long-lived `git cat-file --batch`, started when first needed and again after a fork.

The size comes before the content: what is over the limit is never read, and the process that was about to send it is killed.
"""

from __future__ import annotations

import re
import time
import weakref
from collections import deque

from conforme.repo import Unreadable
from conforme.sources.errors import SourceError
from conforme.sources.git import SECONDS, Git
from conforme.sources.process import Child, TimedOut

_ID = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})(?:\^\{commit\})?\Z")
_HEADER_LIMIT = 512
_LFS = b"version https://git-lfs.github.com/spec/"
_LFS_LIMIT = 1024

# A fleet reads a thousand repositories, and Python may keep them for a while: only the last few keep a process; the others start one again.
_PROCESSES = 4
_talking: deque[weakref.ref[Objects]] = deque()


class Objects:
    """Reads objects by id."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._child: Child | None = None
        self._rest = b""

    def read(self, name: str, limit: int, kind: str = "blob") -> bytes:
        """The content of object `name` (full hexadecimal id, or one followed by `^{commit}`).

        Raises Unreadable: too-large when it is over `limit` bytes, missing-object when it is absent, corrupt, or not of that kind.
        """
        return self.fetch(name, limit, kind)[1]

    def fetch(self, name: str, limit: int, kind: str = "blob") -> tuple[str, bytes]:
        """As `read`, with the id of the object that the name led to."""
        if not _ID.match(name):
            raise Unreadable("missing-object")
        try:
            return self._ask(name, limit, kind)
        except (TimedOut, OSError, SourceError):
            self.close()
            raise Unreadable("missing-object") from None
        except Unreadable:
            raise
        except BaseException:  # an interruption in the middle of an answer: the next one would be out of step
            self.close()
            raise

    def close(self) -> None:
        """Ends the process; the next read starts another."""
        if self._child is not None:
            self._child.stop()
        self._child, self._rest = None, b""

    def _ask(self, name: str, limit: int, kind: str) -> tuple[str, bytes]:
        child = self._running()
        deadline = time.monotonic() + SECONDS
        child.write(name.encode() + b"\n")
        oid, found, size = self._header(child, deadline)
        if size > limit:
            self.close()
            raise Unreadable("too-large", size, limit)
        content = self._content(child, size, deadline)
        if found != kind:
            raise Unreadable("missing-object")
        return oid, content

    def _running(self) -> Child:
        if self._child is None or not self._child.ours:
            self.close()
            self._child = self._git.start("cat-file", b"--batch", talk=True)
            _make_room(self)
        return self._child

    def _header(self, child: Child, deadline: float) -> tuple[str, str, int]:
        while b"\n" not in self._rest:
            self._more(child, deadline)
            if len(self._rest) > _HEADER_LIMIT and b"\n" not in self._rest[:_HEADER_LIMIT]:
                raise OSError("not a header")
        line, _, self._rest = self._rest.partition(b"\n")
        words = line.decode("ascii", "replace").split(" ")
        if len(words) == 3 and words[2].isdecimal():
            return words[0], words[1], int(words[2])
        raise Unreadable("missing-object")

    def _content(self, child: Child, size: int, deadline: float) -> bytes:
        parts, have = [self._rest], len(self._rest)
        while have < size + 1:
            self._rest = b""
            self._more(child, deadline)
            parts.append(self._rest)
            have += len(self._rest)
        whole = b"".join(parts)
        self._rest = whole[size + 1 :]
        return whole[:size]

    def _more(self, child: Child, deadline: float) -> None:
        data = child.read(deadline)
        if not data:
            raise OSError("git cat-file ended")
        self._rest += data


def _make_room(newest: Objects) -> None:
    _talking.append(weakref.ref(newest))
    while len(_talking) > _PROCESSES:
        oldest = _talking.popleft()()
        if oldest is not None and all(oldest is not kept() for kept in _talking):
            oldest.close()


def as_text(raw: bytes) -> bytes:
    """The bytes that are judged: CRLF read as LF. Raises Unreadable for an LFS pointer, which is not the content."""
    if len(raw) < _LFS_LIMIT and raw.startswith(_LFS):
        raise Unreadable("lfs-pointer")
    return raw.replace(b"\r\n", b"\n")
