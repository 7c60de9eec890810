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
_TICK = 20_000_000
_HASHED_BYTES = 512 << 20

_times = struct.Struct(">IIII").pack


@dataclass(slots=True)
class Survey:
    """The records of what is there, in order; `changed` when one differs from the index; the paths read from objects as they are not on disk."""

    records: list[bytes] = field(default_factory=list)
    changed: bool = False
    sparse: set[bytes] = field(default_factory=set)
    left: int = _HASHED_BYTES


def survey(root: str, index: Index, hash_name: str) -> Survey:
    """Compares each tracked file with the disk."""
    seen = Survey()
    for path, found in disk.stats(root, index.blocks):
        record = _record(root, path, found, index, hash_name, seen)
        if record is None:
            seen.changed = True
        else:
            seen.records.append(record)
    return seen


def _record(root: str, path: bytes, found: os.stat_result | str, index: Index, hash_name: str, seen: Survey) -> bytes | None:
    """The record of one path as it is on disk, None when it is gone."""
    if not isinstance(found, str) and unchanged(found, index.blocks[path], index.time):
        return index.record(path)
    return _doubtful(root, path, found, index, hash_name, seen)


def unchanged(found: os.stat_result, block: bytes, index_time: int) -> bool:
    """Whether size and times are those that git noted, and older than the index itself."""
    changed, modified = divmod(found.st_ctime_ns, 1_000_000_000), divmod(found.st_mtime_ns, 1_000_000_000)
    noted = block[:16]
    if noted != _times(changed[0] & 0xFFFFFFFF, changed[1], modified[0] & 0xFFFFFFFF, modified[1]):
        return False
    if found.st_size & 0xFFFFFFFF != int.from_bytes(block[36:40], "big"):
        return False
    regular = block[24:25] == b"\0" and block[26] >> 4 == 8
    return regular and stat.S_ISREG(found.st_mode) and max(found.st_mtime_ns, found.st_ctime_ns) + _TICK < index_time


def _doubtful(root: str, path: bytes, found: os.stat_result | str, index: Index, hash_name: str, seen: Survey) -> bytes | None:
    record = index.record(path)
    if record.startswith(b"160000"):
        return record
    if found == "absent" and index.skipped(path):
        seen.sparse.add(path)
        return record
    if found == "absent" or (not isinstance(found, str) and stat.S_ISDIR(found.st_mode)):
        return None
    seen.changed = seen.changed or index.intended(path)
    fresh = _fresh(root, path, found, record, hash_name, seen)
    seen.changed = seen.changed or fresh != record
    return fresh


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
