"""A repository at one moment, read-only: paths, documents, history. No git and no disk here; `sources` supplies both.

`Repo.of({path: text})` makes one in memory, which is what tests and the examples of cards use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from conforme.model import Limit, Snapshot

T = TypeVar("T")

TEXT_LIMIT = 1 << 20
BIG_LIMIT = 16 << 20


class Unreadable(Exception):
    """A document cannot be read or parsed where the truth may still be there: rules say `unverified`.

    `what` is a key: missing-object, too-large, link, submodule, lfs-pointer, special-file, permission, unmerged, sparse, changed-while-read,
    io-error.
    """

    def __init__(self, what: str, measured: int = 0, bound: int = 0) -> None:
        super().__init__(what)
        self.what, self.measured, self.bound = what, measured, bound


class Entry(NamedTuple):
    """One name of the tree. `kind`: file, link, submodule, special. `oid`: git's id where it is known without reading, else ""."""

    path: str
    kind: str = "file"
    oid: str = ""
    executable: bool = False


class Commit(NamedTuple):
    """A commit. `time`: committer time in seconds, UTC; `date` its day. `believed`: False when it is before a parent's."""

    id: str
    time: int
    date: str
    parents: tuple[str, ...] = ()
    believed: bool = True


class Version(NamedTuple):
    """A commit that changed a path, and the blob that it left there ("" when it deleted it)."""

    commit: Commit
    oid: str


class Change(NamedTuple):
    """What a commit did to one path: ids before and after, "" for none."""

    path: str
    before: str
    after: str


class Release(NamedTuple):
    """A tag that follows a version or date scheme; `date` is that of the tagged commit."""

    name: str
    date: str
    commit: str


class History(Protocol):
    """What git remembers, as far as it can be trusted."""

    @property
    def known(self) -> bool:
        """False when there is no history at all (plain folder, unborn branch)."""

    @property
    def complete(self) -> bool:
        """False for shallow clones, missing objects or a limit reached: absence then proves nothing."""

    def versions(self, path: str) -> Sequence[Version]:
        """The commits reachable from the snapshot that changed `path`, newest first, as `git log --no-renames` names them."""

    def changes(self, commit: str) -> Sequence[Change]:
        """What that commit changed against its first parent (everything, for a root commit)."""

    def commits(self) -> Sequence[Commit]:
        """All commits reachable from the snapshot, newest first."""

    def releases(self) -> Sequence[Release]:
        """Release tags reachable from the snapshot, oldest first."""

    def read(self, oid: str) -> bytes:
        """A past blob; raises Unreadable."""


class Reader(Protocol):
    def __call__(self, entry: Entry, limit: int) -> bytes:
        """The bytes of a regular file, CRLF read as LF; raises Unreadable."""


class Seal(NamedTuple):
    """What vouches, beside names and ids, for a snapshot that is seen again; "" when names and ids are enough, None when nothing does.

    `place`: which repository, as an absolute path. `of`: for the content of one path. `whole`: for all of them. `past`: for what history tells.
    """

    place: str
    of: Callable[[str], str | None]
    whole: Callable[[], str | None]
    past: Callable[[], str | None]


# Why a file could not be read, when its name, kind and content would always be the answer; the other reasons may be gone the next time.
LASTING = frozenset({"too-large", "link", "submodule", "special-file", "lfs-pointer"})


class Document:
    """One file of the snapshot, read at most once; what parsers make of it is kept beside it."""

    def __init__(self, path: str, read: Callable[[int], bytes]) -> None:
        self.path = path
        self._read = read
        self._bytes: bytes | None = None
        self.unsure = False  # could not be read, for a reason that may be gone the next time
        self._facts: dict[Any, Any] = {}

    def bytes(self, limit: int = TEXT_LIMIT) -> bytes:
        """The content; raises Unreadable (too-large when it is over `limit`)."""
        if self._bytes is None:
            try:
                self._bytes = self._read(limit)
            except Unreadable as error:
                self.unsure = self.unsure or error.what not in LASTING
                raise
        if len(self._bytes) > limit:
            raise Unreadable("too-large", len(self._bytes), limit)
        return self._bytes

    @property
    def text(self) -> str:
        """The content as text: UTF-16 with a BOM, UTF-8 with or without one, else Windows-1252, else Latin-1; line ends are `\\n`."""
        return self.fact(decode)

    @property
    def oid(self) -> str:
        """git's id of the bytes judged."""
        return self.fact(blob_id)

    def fact(self, parse: Callable[[Document], T]) -> T:
        """`parse(self)`, computed once and kept; an exception of the parser is kept and raised again."""
        if parse not in self._facts:
            try:
                self._facts[parse] = (parse(self), None)
            except Exception as error:
                self._facts[parse] = (None, error)
        value, failure = self._facts[parse]
        if failure is not None:
            raise failure
        return value  # type: ignore[no-any-return]


def decode(document: Document) -> str:
    raw = document.bytes(BIG_LIMIT)
    encodings = ["utf-16"] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else []
    for encoding in (*encodings, "utf-8-sig", "cp1252", "latin-1"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes every byte")


def blob_id(document: Document) -> str:
    raw = document.bytes(BIG_LIMIT)
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


@dataclass
class Repo:
    """A repository at one moment: what finders read, through a view that holds them to their card."""

    snapshot: Snapshot
    entries: Mapping[str, Entry]
    reader: Reader
    history: History
    untracked: Callable[[], Sequence[str]] = lambda: ()
    limits: tuple[Limit, ...] = ()
    seal: Seal | None = None
    _documents: dict[str, Document] = field(default_factory=dict, repr=False)
    _blobs: dict[tuple[str, str], Document] | None = field(default=None, repr=False)

    @property
    def paths(self) -> Sequence[str]:
        return list(self.entries)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders of the tree, the root left out."""
        found: set[str] = set()
        for path in self.entries:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def holds(self, path: str) -> bool:
        """Whether the tree holds that file, or a folder of that name."""
        clean = path.strip("/")
        return clean in self.entries or clean in self.folders

    def document(self, path: str) -> Document:
        """The document at `path`; reading it later may raise Unreadable. KeyError when there is no such path."""
        if path not in self._documents:
            self._documents[path] = self._shared(self.entries[path])
        return self._documents[path]

    def is_unsure(self, paths: Iterable[str] | None = None) -> bool:
        """Whether something of these paths (of all that were read) could not be read, for a reason that may be gone the next time."""
        chosen = self._documents if paths is None else paths
        return any(path in self._documents and self._documents[path].unsure for path in chosen)

    def _shared(self, entry: Entry) -> Document:
        """The document of the entry, the one that another snapshot has already read when both hold the same blob under the same name."""

        def made() -> Document:
            return Document(entry.path, lambda limit: self.reader(entry, limit))

        if self._blobs is None or not entry.oid or entry.kind != "file":
            return made()
        key = (entry.path, entry.oid)
        if key not in self._blobs:
            self._blobs[key] = made()
        return self._blobs[key]

    @classmethod
    def of(
        cls,
        files: Mapping[str, str | bytes] | None = None,
        *,
        history: Iterable[Mapping[str, Any]] = (),
        shallow: bool = False,
        kind: str = "revision",
    ) -> Repo:
        """A repository in memory.

        `files`: path to text or bytes, the state judged. `history`: past commits, oldest first, each `{date, files, tag?}` where files are what it
        changed (None deletes). With a history the last commit is the state judged, and `files` (if any) is one more commit of the same day.
        """
        from conforme.memory import memory_repo

        return memory_repo(files or {}, list(history), shallow=shallow, kind=kind)


def share_documents(repos: Iterable[Repo]) -> None:
    """Lets several snapshots of one repository read each blob once."""
    several = list(repos)
    if len(several) > 1:
        blobs: dict[tuple[str, str], Document] = {}
        for repo in several:
            repo._blobs = blobs
