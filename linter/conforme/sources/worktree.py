"""What the disk makes of the tracked files: which are gone, which are links now, which changed since git last looked.

A file whose size and times are those of the index has the content that the index names, as git itself concludes; when the times cannot tell (a copied
repository, a file written within the same instant as the index) its bytes are hashed. That costs one lstat a file, and a read only for the others.
"""

from __future__ import annotations

import os
import stat
import struct
from dataclasses import dataclass, field

from conforme.repo import BIG_LIMIT, Unreadable
from conforme.sources import disk
from conforme.sources.index import Index

# A file changed in the same tick of the kernel's clock as the index was written has times that prove nothing.
TICK = 20_000_000
_HASHED_BYTES = 512 << 20

# Of an entry of the index: the time of change and of modification (seconds, nanoseconds), the mode, the size.
_noted = struct.Struct(">IIII8xI8xI").unpack_from
_SECOND = 1_000_000_000


@dataclass(slots=True)
class Survey:
    """How the disk differs from the index: the record of each path that differs (None when gone), the paths that a sparse checkout leaves out."""

    differs: dict[bytes, bytes | None] = field(default_factory=dict)
    announced: bool = False
    sparse: set[bytes] = field(default_factory=set)
    doubtful: dict[bytes, os.stat_result | str] = field(default_factory=dict)
    left: int = _HASHED_BYTES

    @property
    def changed(self) -> bool:
        return self.announced or bool(self.differs)


def survey(root: str, index: Index, hash_name: str) -> Survey:
    """Compares each tracked file with the disk."""
    seen = Survey()
    blocks, before = index.blocks, index.time - TICK
    for path, found in disk.stats(root, blocks):
        if isinstance(found, str) or not unchanged(found, blocks[path], before):
            record = index.record(path)
            seen.doubtful[path] = found
            fresh = _doubtful(root, path, found, index, hash_name, seen)
            if fresh != record:
                seen.differs[path] = fresh
    return seen


def unchanged(found: os.stat_result, block: bytes, before: int) -> bool:
    """Whether this is a regular file with the size and the times that git noted, all of them `before` the index was written (nanoseconds)."""
    changed, changed_part, modified, modified_part, mode, size = _noted(block)
    return bool(
        found.st_size == size
        and found.st_mtime_ns == modified * _SECOND + modified_part < before
        and found.st_ctime_ns == changed * _SECOND + changed_part < before
        and mode >> 12 == 8 == found.st_mode >> 12
    )


def _doubtful(root: str, path: bytes, found: os.stat_result | str, index: Index, hash_name: str, seen: Survey) -> bytes | None:
    """The record of a path whose times do not vouch for it, None when it is gone."""
    record = index.record(path)
    if record.startswith(b"160000"):
        return record
    if found == "absent" and index.skipped(path):
        seen.sparse.add(path)
        return record
    if found == "absent" or (not isinstance(found, str) and stat.S_ISDIR(found.st_mode)):
        return None
    seen.announced = seen.announced or index.intended(path)
    return _fresh(root, path, found, record, hash_name, seen)


def _fresh(root: str, path: bytes, found: os.stat_result | str, record: bytes, hash_name: str, seen: Survey) -> bytes:
    if isinstance(found, str):
        mode = {"link": b"120000", "refused": b"000000"}.get(found, record[:6])
        return mode + b" blob 0\t" + path
    if stat.S_ISLNK(found.st_mode):
        return record if record.startswith(b"120000") else b"120000 blob 0\t" + path
    if not stat.S_ISREG(found.st_mode):
        return b"000000 blob 0\t" + path
    if record.startswith(b"120000"):  # a disk without links keeps their target in a file
        return record
    return _hashed(root, path, found, record, hash_name, seen)


def _hashed(root: str, path: bytes, found: os.stat_result, record: bytes, hash_name: str, seen: Survey) -> bytes:
    """The record with the id of the bytes on disk; that of the index when only line ends differ. Too large to read: no id."""
    seen.left -= found.st_size
    try:
        if seen.left < 0:
            raise Unreadable("too-large")
        raw = disk.read_file(root, path, BIG_LIMIT)
    except Unreadable:
        return record[:12] + b"%d\t" % found.st_size + path
    if b" %s\t" % disk.blob_id(raw, hash_name) in record[:90]:
        return record
    fresh = disk.blob_id(raw.replace(b"\r\n", b"\n"), hash_name)
    return record if b" %s\t" % fresh in record[:90] else record[:12] + fresh + b"\t" + path
