"""Files on disk, reached folder by folder from the root without following a link, and opened as regular files or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator

from conforme.repo import Unreadable
from conforme.sources.listing import DEPTH

ROOT = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
FOLDER = ROOT | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read_file(root: str, path: bytes, limit: int) -> bytes:
    """The bytes of the regular file `path` under `root`. Raises Unreadable."""
    *folders, name = _parts(path)
    here = os.open(root, ROOT)
    try:
        for folder in folders:
            here = _enter(here, folder)
        return _read_regular(here, name, limit)
    except OSError as error:
        raise unreadable(error) from None
    finally:
        os.close(here)


def _parts(path: bytes) -> list[bytes]:
    parts = path.split(b"/")
    if any(part in (b"", b".", b"..") or part.lower() == b".git" or b"\0" in part for part in parts):
        raise Unreadable("special-file")  # a name that git itself would not write to disk
    return parts


def _enter(parent: int, name: bytes) -> int:
    """The folder `name` of `parent`, which is closed. Raises Unreadable (link) or OSError, `parent` still open."""
    try:
        child = os.open(name, FOLDER, dir_fd=parent)
    except OSError:
        if stat.S_ISLNK(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode):
            raise Unreadable("link") from None
        raise
    os.close(parent)
    return child


def _read_regular(folder: int, name: bytes, limit: int) -> bytes:
    if stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
        raise Unreadable("link")
    handle = os.open(name, _FILE, dir_fd=folder)
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise Unreadable("special-file")
        if before.st_size > limit:
            raise Unreadable("too-large", before.st_size, limit)
        raw = _read_all(handle, before.st_size)
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if len(raw) != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise Unreadable("changed-while-read")
    return raw


def _read_all(handle: int, size: int) -> bytes:
    """At most one byte more than `size`: enough to see that the file grew."""
    parts, left = [], size + 1
    while left > 0 and (data := os.read(handle, left)):
        parts.append(data)
        left -= len(data)
    return b"".join(parts)


def unreadable(error: OSError) -> Unreadable:
    """The typed reason for an error of the system."""
    if isinstance(error, PermissionError):
        return Unreadable("permission")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return Unreadable("changed-while-read")
    return Unreadable("io-error")


def stats(root: str, paths: Iterable[bytes]) -> Iterator[tuple[bytes, os.stat_result | str]]:
    """For each path (in the order of bytes) what is on disk: its lstat, or a word: absent, link (a parent is one), permission, refused."""
    walk = _Descent(root)
    try:
        for path in paths:
            folder, _, name = path.rpartition(b"/")
            here = walk.folder(folder)
            if isinstance(here, str):
                yield path, here
                continue
            try:
                yield path, os.stat(name, dir_fd=here, follow_symlinks=False)
            except OSError as error:
                yield path, _word(error)
            except ValueError:
                yield path, "refused"
    finally:
        walk.close()


def _word(error: OSError) -> str:
    return "absent" if isinstance(error, (FileNotFoundError, NotADirectoryError)) else "permission"


class _Descent:
    """Open folders from the root to the one last asked for: neighbours in the order of paths share most of them."""

    def __init__(self, root: str) -> None:
        self._root = os.open(root, ROOT)
        self._names: list[bytes] = []
        self._open: list[int] = [self._root]
        self._last: tuple[bytes, int | str] = (b"", self._root)

    def folder(self, path: bytes) -> int | str:
        """A descriptor of the folder, or the word that says why there is none."""
        if path != self._last[0]:
            self._last = (path, self._descend(path))
        return self._last[1]

    def _descend(self, path: bytes) -> int | str:
        try:
            parts = _parts(path) if path else []
        except Unreadable:
            return "refused"
        if len(parts) >= DEPTH:
            return "refused"
        common = 0
        while common < min(len(parts), len(self._names)) and parts[common] == self._names[common]:
            common += 1
        self._leave(common)
        for part in parts[common:]:
            try:
                self._open.append(os.open(part, FOLDER, dir_fd=self._open[-1]))
            except OSError as error:
                return self._why(part, error)
            self._names.append(part)
        return self._open[-1]

    def _why(self, part: bytes, error: OSError) -> str:
        try:
            if stat.S_ISLNK(os.stat(part, dir_fd=self._open[-1], follow_symlinks=False).st_mode):
                return "link"
        except OSError as other:
            return _word(other)
        return _word(error)

    def _leave(self, keep: int) -> None:
        while len(self._names) > keep:
            self._names.pop()
            os.close(self._open.pop())

    def close(self) -> None:
        self._leave(0)
        os.close(self._root)


def blob_id(raw: bytes, hash_name: str = "sha1") -> bytes:
    """git's id of these bytes, in hexadecimal."""
    return hashlib.new(hash_name, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest().encode()
