"""git's index, read by ourselves (versions 2, 3, 4, split and sparse; gitformat-index is the reference).

git would do more than read it: it expands and writes sparse directories, renews the times of a split index, asks the monitor. And only the file tells
what the disk was like when each entry was added, which is what makes a clean work tree cheap to know.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
from binascii import hexlify
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

INDEX_LIMIT = 64 << 20

_HEADS = {
    struct.pack(">I", mode): b"%06o %s " % (mode, kind)
    for mode, kind in ((0o100644, b"blob"), (0o100755, b"blob"), (0o120000, b"blob"), (0o160000, b"commit"), (0o040000, b"tree"))
}
_SPECIAL = b"000000 blob "
_STAT = 40
_EXTENDED, _ASSUMED, _STAGE = 0x4000, 0x8000, 0x3000
_SKIPPED, _INTENDED = 0x4000, 0x2000


class BadIndex(Exception):
    """The file is not an index that we know how to read."""


@dataclass(frozen=True, slots=True)
class Index:
    """The entries by path, each as its fixed part in the file: times, size, mode, id, flags. `time` is that of the file, in nanoseconds."""

    id_bytes: int
    blocks: dict[bytes, bytes] = field(default_factory=dict)
    unmerged: frozenset[bytes] = frozenset()
    time: int = 0

    def record(self, path: bytes) -> bytes:
        """`mode type id TAB path`, as in a listing."""
        block = self.blocks[path]
        return _HEADS.get(block[24:28], _SPECIAL) + hexlify(block[_STAT : _STAT + self.id_bytes]) + b"\t" + path

    def all_records(self, differing: Mapping[bytes, bytes | None]) -> list[bytes]:
        """All records in order; of a path that differs, what is given instead (None leaves it out)."""
        heads, end = _HEADS, _STAT + self.id_bytes
        made = [heads.get(block[24:28], _SPECIAL) + hexlify(block[_STAT:end]) + b"\t" + path for path, block in self.blocks.items()]
        if not differing:
            return made
        chosen = (differing.get(path, record) for path, record in zip(self.blocks, made, strict=True))
        return [record for record in chosen if record is not None]

    def skipped(self, path: bytes) -> bool:
        """Whether a sparse checkout leaves the file out of the disk."""
        return bool(self._extended(path) & _SKIPPED)

    def intended(self, path: bytes) -> bool:
        """Whether it was only announced (`git add -N`): its content is on the disk alone."""
        return bool(self._extended(path) & _INTENDED)

    def is_folder(self, path: bytes) -> bool:
        """Whether it stands for a whole folder that a sparse index does not expand."""
        return self.blocks[path][24:28] == b"\0\0\x40\0"

    def _extended(self, path: bytes) -> int:
        block = self.blocks[path]
        return int.from_bytes(block[_STAT + self.id_bytes + 2 :], "big")


def read_index(path: str, git_dir: str, id_bytes: int) -> Index:
    """The index in file `path`; no file is an empty index, as for git. `git_dir` holds the other part of a split one. Raises BadIndex."""
    data, time = _read(path)
    if not data:
        return Index(id_bytes)
    try:
        return _Reader(data, id_bytes).index(git_dir, time)
    except (IndexError, ValueError, StopIteration, struct.error) as error:
        raise BadIndex("truncated") from error


def _read(path: str) -> tuple[bytes, int]:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return b"", 0
    except OSError as error:
        raise BadIndex("unreadable") from error
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode) or info.st_size > INDEX_LIMIT:
            raise BadIndex("special file" if info.st_size <= INDEX_LIMIT else "too large")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(INDEX_LIMIT), info.st_mtime_ns
    except OSError as error:
        raise BadIndex("unreadable") from error
    finally:
        os.close(handle)


class _Reader:
    """Reads one file. `entries` may hold a path several times (one for each stage), or none (what replaces an entry of the shared part)."""

    def __init__(self, data: bytes, id_bytes: int) -> None:
        self.data, self.id_bytes = data, id_bytes
        self.end = len(data) - id_bytes
        self._check()
        self.entries, position = self._entries()
        self.shared = self._extensions(position)

    def index(self, git_dir: str, time: int) -> Index:
        entries = self._merged(git_dir) if self.shared is not None else self.entries
        blocks: dict[bytes, bytes] = {}
        unmerged = set()
        for path, block in entries:
            if block[_STAT + self.id_bytes] & (_STAGE >> 8):
                unmerged.add(path)
            blocks.setdefault(path, block)
        if not _in_order(blocks):
            blocks = dict(sorted(blocks.items()))
        return Index(self.id_bytes, blocks, frozenset(unmerged), time)

    def _check(self) -> None:
        signature, self.version, self.count = struct.unpack_from(">4sII", self.data)
        if signature != b"DIRC" or self.version not in (2, 3, 4) or self.count * (_STAT + self.id_bytes) > self.end:
            raise BadIndex("header")
        sums = self.data[self.end :]
        name = "sha256" if self.id_bytes == 32 else "sha1"
        if sums.strip(b"\0") and hashlib.new(name, memoryview(self.data)[: self.end], usedforsecurity=False).digest() != sums:
            raise BadIndex("checksum")

    def _entries(self) -> tuple[list[tuple[bytes, bytes]], int]:
        return self._compressed() if self.version == 4 else self._padded()

    def _padded(self) -> tuple[list[tuple[bytes, bytes]], int]:
        data, flags_at, found, position = self.data, _STAT + self.id_bytes, [], 12
        for _ in range(self.count):
            start = position + flags_at + (4 if data[position + flags_at] & (_EXTENDED >> 8) else 2)
            end = data.index(b"\0", start)
            found.append((data[start:end], data[position:start]))
            position += (end - position + 8) & ~7
        return found, position

    def _compressed(self) -> tuple[list[tuple[bytes, bytes]], int]:
        data, flags_at, found, position, name = self.data, _STAT + self.id_bytes, [], 12, b""
        for _ in range(self.count):
            start = position + flags_at + (4 if data[position + flags_at] & (_EXTENDED >> 8) else 2)
            cut, rest = _varint(data, start)
            end = data.index(b"\0", rest)
            if cut > len(name):
                raise BadIndex("prefix")
            name = name[: len(name) - cut] + data[rest:end]
            found.append((name, data[position:start]))
            position = end + 1
        return found, position

    def _extensions(self, position: int) -> bytes | None:
        shared = None
        while position + 8 <= self.end:
            signature, size = struct.unpack_from(">4sI", self.data, position)
            body = self.data[position + 8 : position + 8 + size]
            if signature == b"link":
                shared = body
            elif signature[:1].islower() and signature != b"sdir":
                raise BadIndex("extension")  # one that git would refuse not to understand
            position += 8 + size
        return shared

    def _merged(self, git_dir: str) -> list[tuple[bytes, bytes]]:
        """A split index: the shared part less what is deleted, with what is replaced, and what is added."""
        assert self.shared is not None
        base_id = self.shared[: self.id_bytes]
        if not base_id.strip(b"\0"):
            return self.entries
        data, _ = _read(os.path.join(git_dir, "sharedindex." + base_id.hex()))
        if not data:
            raise BadIndex("shared part")
        base = _Reader(data, self.id_bytes).entries
        deleted, position = _bitmap(self.shared, self.id_bytes, len(base)) if len(self.shared) > self.id_bytes else (set(), 0)
        replaced, _ = _bitmap(self.shared, position, len(base)) if position else (set(), 0)
        entries, mine = list(base), iter(self.entries)
        for at in sorted(replaced):
            entries[at] = (base[at][0], next(mine)[1])
        return sorted([*(entry for at, entry in enumerate(entries) if at not in deleted), *mine])


def _in_order(blocks: dict[bytes, bytes]) -> bool:
    paths = list(blocks)
    return paths == sorted(paths)


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = data[position] & 127
    while data[position] & 128:
        position += 1
        value = ((value + 1) << 7) | (data[position] & 127)
        if value > INDEX_LIMIT:
            raise BadIndex("prefix")
    return value, position + 1


def _bitmap(data: bytes, position: int, size: int) -> tuple[set[int], int]:
    """The positions set in an EWAH bitmap, none beyond `size`, and where the bitmap ends."""
    _, words = struct.unpack_from(">II", data, position)
    position += 8
    values = struct.unpack_from(f">{words}Q", data, position)
    return {bit for bit in _bits(values, size) if bit < size}, position + 8 * words + 4


def _bits(values: tuple[int, ...], size: int) -> Iterator[int]:
    at = word = 0
    while at < len(values) and word * 64 < size:
        marker = values[at]
        run, literals = (marker >> 1) & 0xFFFFFFFF, marker >> 33
        if marker & 1:
            yield from range(word * 64, min((word + run) * 64, size))
        word += run
        for value in values[at + 1 : at + 1 + literals]:
            yield from (word * 64 + bit for bit in range(64) if value >> bit & 1)
            word += 1
        at += 1 + literals
