"""The names of a snapshot, in one form for all sources: `mode type id TAB path`, as `git ls-tree -r -z` prints them, in the order of bytes.

One form makes a clean work tree, its index and its commit compare as bytes, and gives them one digest. Entries are made when asked for: a snapshot of
57,000 names is read for a few hundred of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from conforme.model import Limit
from conforme.repo import Entry
from conforme.sources.git import Git, GitFailed

ENTRIES = 200_000
PATH_BYTES = 4096
DEPTH = 128
LISTING_BYTES = 64 << 20

_KINDS = {"10": "file", "12": "link", "16": "submodule"}


class Entries(Mapping[str, Entry]):
    """Path to entry, from the heads (`mode type id`) of a listing."""

    def __init__(self, heads: dict[str, str]) -> None:
        self._heads = heads

    def __getitem__(self, path: str) -> Entry:
        mode, kind, oid, *_ = (*self._heads[path].split(" "), "", "")
        return Entry(path, _kind(mode, kind), oid if len(oid) >= 40 and oid.strip("0") else "", mode == "100755")

    def __iter__(self) -> Iterator[str]:
        return iter(self._heads)

    def __len__(self) -> int:
        return len(self._heads)

    def __contains__(self, path: object) -> bool:
        return path in self._heads


def _kind(mode: str, kind: str) -> str:
    named = _KINDS.get(mode[:2], "special") if len(mode) == 6 else "special"
    return named if (kind == "commit") == (named == "submodule") else "special"


def list_tree(git: Git, tree: str) -> tuple[bytes, tuple[Limit, ...]]:
    """The listing of a commit or tree, cut where a limit says; `tree` is a full id. Raises GitFailed when nothing of it can be read."""
    parts: list[bytes] = []
    names = size = 0
    try:
        for data in git.stream("ls-tree", b"-r", b"-z", tree.encode()):
            parts.append(data)
            names += data.count(b"\0")
            size += len(data)
            if size > LISTING_BYTES:
                return _whole(parts), (Limit("tree-bytes", None, (), size, LISTING_BYTES),)
            if names > ENTRIES:  # `heads_of` says it
                break
    except GitFailed as failure:
        listing = _whole(parts)
        if not listing:
            raise
        return listing, (Limit("git-time" if failure.why == "time" else "tree-incomplete"),)
    return _whole(parts), ()


def _whole(parts: list[bytes]) -> bytes:
    joined = b"".join(parts)
    return joined[: joined.rfind(b"\0") + 1]


def heads_of(listing: bytes) -> tuple[dict[str, str], tuple[Limit, ...]]:
    """Path to `mode type id`, in the order of bytes, and the limits met: too many, too long, too deep (left out), or there twice (one is kept)."""
    try:
        text, plain = listing.decode("utf-8"), True
    except UnicodeDecodeError:
        text, plain = listing.decode("utf-8", "surrogateescape"), False
    records = text.split("\0")
    records.pop()
    limits = [Limit("tree-entries", None, (), len(records), ENTRIES)] if len(records) > ENTRIES else []
    del records[ENTRIES:]
    heads = {path: head for head, _, path in map(_cut, records)}
    if len(heads) < len(records):
        limits.append(Limit("duplicate-names", None, (), len(records) - len(heads)))
    limits += _drop_long(heads)
    if not plain or list(heads) != sorted(heads):
        heads = dict(sorted(heads.items(), key=lambda item: item[0].encode("utf-8", "surrogateescape")))
    return heads, tuple(limits)


def _cut(record: str) -> tuple[str, str, str]:
    return record.partition("\t")


def _drop_long(heads: dict[str, str]) -> list[Limit]:
    """Takes out of `heads` the paths that no reader could open; they are said."""
    suspects = [path for path in heads if len(path) > 2 * DEPTH]
    long = [path for path in suspects if len(path.encode("utf-8", "surrogateescape")) > PATH_BYTES]
    deep = [path for path in suspects if path.count("/") >= DEPTH]
    for path in {*long, *deep}:
        del heads[path]
    longest = max((len(path.encode("utf-8", "surrogateescape")) for path in long), default=0)
    deepest = max((path.count("/") + 1 for path in deep), default=0)
    return [Limit(what, None, (), got, bound) for what, got, bound in (("path-length", longest, PATH_BYTES), ("path-depth", deepest, DEPTH)) if got]


def digest_of(listing: bytes) -> str:
    """The identity of a snapshot: sha256 of its listing, in hexadecimal."""
    return hashlib.sha256(listing).hexdigest()
