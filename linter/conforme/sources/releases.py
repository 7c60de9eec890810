"""Tags that mark a release, told by the scheme of their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conforme.repo import Release, Unreadable
from conforme.sources.dates import committed_at, day
from conforme.sources.git import Git
from conforme.sources.objects import Objects

TAGS = 20_000
_TAG_BYTES = 1 << 20

_NUMBERS = r"\d{1,9}(?:[._]\d{1,9}){1,3}"
_SUFFIX = r"(?:[-._+]?[A-Za-z0-9][A-Za-z0-9.+_-]{0,63})?"
_DATE = r"(?:19|20)\d{2}[-._]?(?:0[1-9]|1[0-2])(?:[-._]?(?:0[1-9]|[12]\d|3[01]))?"
_WORD = r"(?:v|V|r|version|release|rel|ver)"
_SCHEMES = re.compile(rf"(?:{_WORD}[-_./]?)?(?:{_NUMBERS}|{_DATE}){_SUFFIX}\Z|{_WORD}[-_./]?\d{{1,9}}{_SUFFIX}\Z")
_NAME_LIMIT = 256


def is_release(name: str) -> bool:
    """Whether a tag's name follows a version or a date, alone or after the name of a part (`api@1.2.3`, `api-v1.2.3`, `api/v1.2.3`)."""
    if len(name) > _NAME_LIMIT:
        return False
    starts = [0, *(at + 1 for at, character in enumerate(name) if character in "@-_/")]
    return any(_SCHEMES.match(name, start) for start in starts)


class Tags:
    """The release tags reachable from a commit, in the order of their names; `over` is their number when there are more than the bound."""

    def __init__(self, git: Git, objects: Objects, commit: str) -> None:
        self._git, self._objects, self._commit, self.over = git, objects, commit, 0
        self._known: dict[str, tuple[str, str] | None] = {}

    def __iter__(self) -> Iterator[Release]:
        args = (b"--format=%(objectname) %(refname)", b"--merged=" + self._commit.encode(), b"refs/tags")
        for count, line in enumerate(self._git.records("for-each-ref", *args, end=b"\n")):
            if count >= TAGS:
                self.over = count + 1
                return
            oid, _, ref = line.decode("utf-8", "surrogateescape").partition(" ")
            name = ref.removeprefix("refs/tags/")
            if is_release(name) and (found := self._tagged(oid)):
                yield Release(name, found[1], found[0])

    def _tagged(self, oid: str) -> tuple[str, str] | None:
        """The commit that a tag leads to and its day, None when it leads to none."""
        if oid not in self._known:
            self._known[oid] = self._peel(oid)
        return self._known[oid]

    def _peel(self, oid: str) -> tuple[str, str] | None:
        try:
            commit, raw = self._objects.fetch(oid + "^{commit}", _TAG_BYTES, "commit")
        except Unreadable:
            return None
        time = committed_at(raw)
        return (commit, day(time)) if time is not None else None
