"""What a repository is at, read from a few small files: a thousand are asked in less time than git takes for ten.

Two equal states hold the same commits, tags and objects, as far as an audit reads them; it is a key, never a result.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator

from conforme.sources.discover import Layout, discover, read_small

REF_LIMIT = 4096
PACKED_LIMIT = 64 << 20
REFS = 200_000


def state_of(path: str) -> str | None:
    """A digest of HEAD, of all references and of where history is cut; None for what has no such state (a plain folder). Raises SourceError."""
    layout, _ = discover(path)
    if layout is None:
        return None
    seen = hashlib.sha256()
    for part in _parts(layout):
        seen.update(len(part).to_bytes(8, "big") + part)
    return seen.hexdigest()


def _parts(layout: Layout) -> Iterator[bytes]:
    yield read_small(os.path.join(layout.git_dir, "HEAD"), REF_LIMIT) or b""
    yield read_small(os.path.join(layout.common_dir, "packed-refs"), PACKED_LIMIT) or b""
    yield read_small(os.path.join(layout.common_dir, "shallow"), PACKED_LIMIT) or b""
    yield read_small(os.path.join(layout.common_dir, "config"), PACKED_LIMIT) or b""
    left = [REFS]
    for name in _loose(os.fsencode(layout.common_dir), b"refs", left):
        yield name
        yield read_small(os.path.join(layout.common_dir, os.fsdecode(name)), REF_LIMIT) or b""
    # An object that was missing may have come: packs are listed by name, which is that of their content.
    yield b"\n".join(sorted(_names(os.path.join(layout.common_dir, "objects", "pack"))))


def _loose(root: bytes, folder: bytes, left: list[int]) -> Iterator[bytes]:
    for name in sorted(_names(os.fsdecode(os.path.join(root, folder)))):
        left[0] -= 1
        if left[0] < 0:
            return
        path = os.path.join(folder, name)
        try:
            mode = os.lstat(os.path.join(root, path)).st_mode
        except OSError:
            continue
        if stat.S_ISDIR(mode):
            yield from _loose(root, path, left)
        elif stat.S_ISREG(mode):
            yield path


def _names(folder: str) -> list[bytes]:
    try:
        return os.listdir(os.fsencode(folder))
    except OSError:
        return []
