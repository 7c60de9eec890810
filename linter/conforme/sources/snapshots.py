"""Makes the Repo of each kind of snapshot out of a listing, a reader and a history."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence, Set
from functools import cache
from typing import NamedTuple

from conforme.model import Limit, Snapshot
from conforme.repo import Entry, Reader, Repo, Seal, Unreadable
from conforme.sources import disk, folder, seals, worktree
from conforme.sources.discover import Layout, discover, read_small
from conforme.sources.errors import NO_SNAPSHOT, USAGE, SourceError, corrupt
from conforme.sources.git import Git, GitFailed
from conforme.sources.history import GitHistory, NoHistory
from conforme.sources.index import BadIndex, Index, read_index
from conforme.sources.listing import Entries, digest_of, heads_of, list_tree
from conforme.sources.objects import Objects, as_text


class _Opened(NamedTuple):
    layout: Layout
    git: Git
    objects: Objects


def take(path: str, rev: str | None, staged: bool) -> Repo:
    """See `open_repo`."""
    if rev is not None and staged:
        raise SourceError("rev-and-staged", USAGE)
    layout, limits = discover(path)
    if layout is None:
        if rev is not None or staged:
            raise SourceError("not-a-repository", USAGE, path=path, limits=limits)
        return _directory(os.path.realpath(path), limits)
    git = Git(layout)
    opened = _Opened(layout, git, Objects(git))
    if rev is not None or (layout.work_tree is None and not staged):
        return _revision(opened, rev)
    if layout.work_tree is None:
        raise SourceError("no-index", USAGE, path=path)
    return _index(opened) if staged else _worktree(opened)


def _revision(opened: _Opened, rev: str | None) -> Repo:
    commit = _head(opened) if rev in (None, "HEAD", "@") else _resolve(opened, str(rev))
    if commit is None:
        return _repo(opened, Snapshot("revision", digest=digest_of(b"")), b"", (), _object_reader(opened.objects))
    try:
        listing, limits = list_tree(opened.git, commit)
    except GitFailed as failure:
        raise corrupt(opened.layout.git_dir, "git-time" if failure.why == "time" else "tree") from None
    snapshot = Snapshot("revision", commit, True, opened.layout.shallow, digest_of(listing))
    return _repo(opened, snapshot, listing, limits, _object_reader(opened.objects), seals.Objects())


def _index(opened: _Opened) -> Repo:
    commit, index = _head(opened), _read_index(opened.layout, _index_file(opened.layout))
    listing, limits, _ = _expanded(opened, index.all_records({path: None for path in index.blocks if index.intended(path)}))
    clean = not index.unmerged and _same_as_head(opened, commit, listing)
    snapshot = Snapshot("index", commit, clean, opened.layout.shallow, digest_of(listing))
    reader = _refusing(index.unmerged, _object_reader(opened.objects))
    return _repo(opened, snapshot, listing, limits, reader, seals.Objects(index.unmerged))


def _worktree(opened: _Opened) -> Repo:
    layout = opened.layout
    assert layout.work_tree is not None
    commit, index = _head(opened), _read_index(layout, os.path.join(layout.git_dir, "index"))
    seen = worktree.survey(layout.work_tree, index, layout.hash_name)
    listing, limits, inner = _expanded(opened, index.all_records(seen.differs))
    clean = not seen.changed and not index.unmerged and _same_as_head(opened, commit, listing)
    snapshot = Snapshot("worktree", commit, clean, layout.shallow, digest_of(listing))
    reader = _refusing(index.unmerged, _disk_reader(layout.work_tree, opened.objects, seen.sparse | inner))
    return _repo(opened, snapshot, listing, limits, reader, seals.Disk(index, seen, inner))


def _directory(root: str, limits: tuple[Limit, ...]) -> Repo:
    try:
        records, met = folder.walk(root)
    except OSError:
        raise SourceError("not-readable", USAGE, path=root) from None
    listing = b"".join(record + b"\0" for record in records)
    heads, more = heads_of(listing)
    reader = _disk_reader(root, None, frozenset())
    return Repo(Snapshot("directory", digest=digest_of(listing)), Entries(heads), reader, NoHistory(), limits=limits + met + more)


def _repo(
    opened: _Opened, snapshot: Snapshot, listing: bytes, limits: tuple[Limit, ...], reader: Reader, content: seals.Content | None = None
) -> Repo:
    heads, more = heads_of(listing)
    history = GitHistory(opened.git, opened.objects, snapshot.commit, snapshot.shallow)
    repo = Repo(snapshot, Entries(heads), reader, history, limits=limits + more)
    if content is not None and not repo.limits:
        place = opened.layout.work_tree or opened.layout.git_dir
        repo.seal = Seal(place, content.of, content.whole, lambda: seals.past(opened.git, snapshot.commit))
    if snapshot.kind == "worktree":
        repo.untracked = _untracked(opened.layout.work_tree, heads)
    return repo


def _untracked(root: str | None, tracked: dict[str, str]) -> Callable[[], Sequence[str]]:
    assert root is not None
    return cache(lambda: folder.untracked(root, tracked))


# ---- HEAD and revisions


def _resolve(opened: _Opened, rev: str) -> str:
    """The full id of the commit that the caller named. Raises SourceError (unknown-revision)."""
    if not rev or rev.startswith("-") or any(ord(character) < 32 for character in rev):
        raise SourceError("unknown-revision", NO_SNAPSHOT, rev=rev)
    try:
        commit = _verify(opened.git, rev)
    except GitFailed as failure:
        if failure.why == "time":
            raise corrupt(opened.layout.git_dir, "git-time") from None
        raise SourceError("unknown-revision", NO_SNAPSHOT, rev=rev) from None
    return commit


def _head(opened: _Opened) -> str | None:
    """The id of HEAD's commit, None on an unborn branch. Raises SourceError (corrupt-repository)."""
    try:
        return _verify(opened.git, "HEAD")
    except GitFailed as failure:
        if failure.why != "time" and _is_unborn(opened.layout):
            return None
        raise corrupt(opened.layout.git_dir, "git-time" if failure.why == "time" else "head") from None


def _verify(git: Git, rev: str) -> str:
    name = rev.encode("utf-8", "surrogateescape") + b"^{commit}"
    commit = git.line("rev-parse", b"--verify", b"--quiet", b"--end-of-options", name)
    if len(commit) not in (40, 64) or not set(commit) <= set("0123456789abcdef"):
        raise GitFailed("output")
    return commit


def _is_unborn(layout: Layout) -> bool:
    """Whether HEAD names a branch that does not exist yet, in a repository that git accepts to read."""
    head = read_small(os.path.join(layout.git_dir, "HEAD"), 4096) or b""
    if not head.startswith(b"ref: refs/heads/") or layout.hash_name not in ("sha1", "sha256"):
        return False
    branch = head[5:].strip()
    if b"\0" in branch or b".." in branch or os.path.lexists(os.path.join(os.fsencode(layout.common_dir), branch)):
        return False
    packed = read_small(os.path.join(layout.common_dir, "packed-refs"), 64 << 20) or b""
    return b" " + branch + b"\n" not in packed and _accepts(layout)


def _accepts(layout: Layout) -> bool:
    try:
        return bool(Git(layout).line("rev-parse", b"--git-dir"))
    except GitFailed:
        return False


# ---- the index


def _index_file(layout: Layout) -> str:
    """The caller's GIT_INDEX_FILE when it is one of this repository's own, as `git commit -a` and `git commit FILE` hand to hooks; else its index."""
    own = os.path.join(layout.git_dir, "index")
    named = os.environ.get("GIT_INDEX_FILE", "")
    if not named or "\0" in named:
        return own
    folder, name = os.path.split(os.path.abspath(named))
    folder = os.path.realpath(folder)
    inside = os.path.relpath(folder, os.path.realpath(layout.git_dir)).split(os.sep)
    return os.path.join(folder, name) if name and inside[0] not in ("..", "worktrees", "modules") and not os.path.isabs(inside[0]) else own


def _read_index(layout: Layout, path: str) -> Index:
    try:
        return read_index(path, layout.git_dir, layout.id_bytes)
    except BadIndex:
        raise corrupt(layout.git_dir, "index") from None


def _expanded(opened: _Opened, records: list[bytes]) -> tuple[bytes, tuple[Limit, ...], set[bytes]]:
    """The listing of these records, with the folders that a sparse index left closed opened in the objects; the limits met; the paths so found."""
    parts: list[bytes] = []
    limits: list[Limit] = []
    inner: set[bytes] = set()
    for record in records:
        if record.startswith(b"040000"):
            head, _, prefix = record.partition(b"\t")
            inside, met = _list_folder(opened, head.rsplit(b" ", 1)[-1].decode())
            limits += met
            found = [(head, prefix + path) for head, _, path in (name.partition(b"\t") for name in inside.split(b"\0")[:-1])]
            inner.update(path for _, path in found)
            parts += [head + b"\t" + path for head, path in found]
        else:
            parts.append(record)
    return b"\0".join([*parts, b""]), tuple(limits), inner


def _list_folder(opened: _Opened, tree: str) -> tuple[bytes, tuple[Limit, ...]]:
    try:
        return list_tree(opened.git, tree)
    except GitFailed:
        return b"", (Limit("tree-incomplete"),)


def _same_as_head(opened: _Opened, commit: str | None, listing: bytes) -> bool:
    if commit is None:
        return not listing
    try:
        return list_tree(opened.git, commit) == (listing, ())
    except GitFailed:
        return False


# ---- readers


def _object_reader(objects: Objects) -> Reader:
    def read(entry: Entry, limit: int) -> bytes:
        _refuse(entry)
        return as_text(objects.read(entry.oid, limit))

    return read


def _disk_reader(root: str, objects: Objects | None, sparse: Set[bytes]) -> Reader:
    def read(entry: Entry, limit: int) -> bytes:
        _refuse(entry)
        path = entry.path.encode("utf-8", "surrogateescape")
        if path in sparse and objects is not None:
            return _read_sparse(objects, entry, limit)
        return as_text(disk.read_file(root, path, limit))

    return read


def _read_sparse(objects: Objects, entry: Entry, limit: int) -> bytes:
    """A file that a sparse checkout keeps off the disk is still tracked: the truth about it is its object."""
    try:
        return as_text(objects.read(entry.oid, limit))
    except Unreadable as problem:
        raise Unreadable("sparse") if problem.what == "missing-object" else problem from None


def _refusing(unmerged: frozenset[bytes], reader: Reader) -> Reader:
    def read(entry: Entry, limit: int) -> bytes:
        if entry.path.encode("utf-8", "surrogateescape") in unmerged:
            raise Unreadable("unmerged")
        return reader(entry, limit)

    return read if unmerged else reader


def _refuse(entry: Entry) -> None:
    if entry.kind != "file":
        raise Unreadable("special-file" if entry.kind == "special" else entry.kind)
