"""What finders answered on one repository, kept for the next snapshot of it: an answer holds again where all that the finder saw is the same.

The key of an answer is the code and the cards, the manifest, and the places that the finder's card selects, each with the id of its content (see
`repo.Seal`); beside it stands what else the finder asked: the day, the names of the tree, whether some are there, what history tells. An answer
that rests on a failure that may be gone the next time is not kept. Without a folder, answers serve the snapshots of one run.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from conforme import cache, codec
from conforme.catalog import Catalog
from conforme.manifest import Manifest
from conforme.model import Limit, digest
from conforme.places import Selection
from conforme.repo import Repo
from conforme.resources import fingerprint
from conforme.view import Asked, Found

KEPT_A_KIND = 4
LARGEST = 16 << 20
EXISTS_LIMIT = 500


class Trace(NamedTuple):
    """What a finder asked beside its places, as it ran; `unsure`: something could not be read that may be readable the next time."""

    asked: Asked
    unsure: bool


class Scene:
    """One snapshot as answers are keyed on it."""

    def __init__(self, repo: Repo, declared: Manifest, date: datetime.date) -> None:
        self._repo, self._declared, self._date = repo, declared, date
        self._tokens: dict[str, str | None] = {}
        self._of_pages: dict[tuple[str, ...], str | None] = {}

    def key(self, kind: str, selection: Selection, registers: list[tuple[str, str]]) -> str | None:
        """The key of a finder's answer, None when nothing vouches for what it would read."""
        if self._repo.seal is None:
            return None
        pages = tuple(selection.pages)
        if pages not in self._of_pages:
            self._of_pages[pages] = self._content(pages)
        content = self._content([item.path for item in selection.candidates]), self._content([path for path, _ in registers])
        if self._of_pages[pages] is None or None in content:
            return None
        named = repr(([(item.order, item.pattern) for item in selection.candidates], selection.aside, registers))
        return digest(kind, self._manifest, named, *map(str, content), str(self._of_pages[pages]))

    def _content(self, paths: list[str] | tuple[str, ...]) -> str | None:
        tokens = [self._token(path) for path in paths]
        return None if None in tokens else digest(*map(str, tokens))

    def _token(self, path: str) -> str | None:
        if path not in self._tokens:
            entry = self._repo.entries[path]
            seal = self._repo.seal.of(path) if self._repo.seal is not None else None
            covered = seal is not None and (entry.oid or entry.kind != "file")
            self._tokens[path] = f"{path}\0{entry.kind}\0{entry.oid}\0{seal}" if covered else None
        return self._tokens[path]

    @cached_property
    def _manifest(self) -> str:
        return repr(self._declared)

    @cached_property
    def _names(self) -> str:
        return digest(*self._repo.paths)

    @cached_property
    def _past(self) -> str | None:
        return self._repo.seal.past() if self._repo.seal is not None else None

    def facts(self, asked: Asked) -> dict[str, Any] | None:
        """What was asked, with the answers of this snapshot; None when nothing vouches for one of them."""
        facts: dict[str, Any] = {}
        if asked.date:
            facts["date"] = self._date.isoformat()
        if asked.names or len(asked.exists) > EXISTS_LIMIT:
            facts["names"] = self._names
        elif asked.exists:
            facts["exists"] = dict(asked.exists)
        if asked.past:
            facts["past"] = self._past
        return facts if facts.get("past", "") is not None else None

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether all of it is so here."""
        asked = Asked("date" in facts, "names" in facts, "past" in facts)
        here = self.facts(asked)
        exists = facts.get("exists", {})
        same = here is not None and all(facts[name] == here[name] for name in here)
        return same and all(self._repo.holds(path) == there for path, there in exists.items())


class Memo:
    """The answers known of one repository."""

    def __init__(self, folder: str | None, place: str, catalog: Catalog) -> None:
        self._folder = folder if usable(folder, place, catalog) else None
        self._code = digest(catalog.key, fingerprint(catalog.plugins)) if self._folder else ""
        self._name = f"answers-{digest(place)}.json"
        self._kept: dict[str, list[list[Any]]] = self._read()
        self._fresh: dict[tuple[str, str], list[tuple[dict[str, Any], Found]]] = {}
        self._used: dict[str, list[list[Any]]] = {}

    def _read(self) -> dict[str, list[list[Any]]]:
        kept = cache.read(self._folder, self._name) if self._folder else None
        if isinstance(kept, dict) and kept.get("code") == self._code and isinstance(kept.get("finders"), dict):
            return {str(kind): entries for kind, entries in kept["finders"].items() if isinstance(entries, list)}
        return {}

    def find(self, kind: str, key: str, scene: Scene) -> Found | None:
        """The answer that holds for that key in that snapshot."""
        for facts, found in self._fresh.get((kind, key), ()):
            if scene.holds(facts):
                return found
        for entry in self._kept.get(kind, ()):
            found_again = self._taken(kind, key, scene, entry)
            if found_again is not None:
                return found_again
        return None

    def _taken(self, kind: str, key: str, scene: Scene, entry: list[Any]) -> Found | None:
        try:
            known, facts, packed = entry
            if known != key or not scene.holds(facts):
                return None
            found = codec.unpack(packed)
        except (codec.Foreign, TypeError, ValueError, AttributeError, LookupError):
            return None
        if not isinstance(found, Found) or found.kind != kind:
            return None
        self._fresh.setdefault((kind, key), []).append((facts, found))
        self._used.setdefault(kind, []).append(entry)
        return found

    def keep(self, kind: str, key: str, scene: Scene, trace: Trace, found: Found) -> None:
        """Keeps an answer, unless it rests on something that may be otherwise the next time."""
        facts = None if trace.unsure or not is_lasting(found.limits) else scene.facts(trace.asked)
        if facts is None:
            return
        self._fresh.setdefault((kind, key), []).append((facts, found))
        if self._folder is None:
            return
        try:
            self._kept[kind] = [[key, facts, codec.pack(found)], *self._kept.get(kind, ())]
        except codec.Unkeepable:
            return
        self._used.setdefault(kind, []).insert(0, self._kept[kind][0])
        self._changed = True

    _changed = False

    def write(self) -> None:
        """Writes what is new, beside the few last answers of each finder."""
        if self._folder is None or not self._changed:
            return
        finders = {kind: self._last(kind) for kind in self._kept}
        cache.keep(self._folder, self._name, {"code": self._code, "finders": finders}, LARGEST)

    def _last(self, kind: str) -> list[list[Any]]:
        used = self._used.get(kind, [])
        return [*used, *(entry for entry in self._kept[kind] if not any(entry is other for other in used))][:KEPT_A_KIND]


def _within(folder: str, place: str) -> bool:
    """Whether the user's cache would lie in the audited repository, in which nothing is written."""
    return os.path.realpath(folder).startswith(os.path.realpath(place) + os.sep)


def usable(folder: str | None, place: str, catalog: Catalog) -> bool:
    """Whether what is computed of the repository at `place` may be kept in the folder."""
    return bool(folder and place and catalog.key) and not _within(str(folder), place)


def is_lasting(limits: Iterable[Limit]) -> bool:
    """Whether these limits are of the input: a fault or a lack of time may be gone the next time."""
    return not any(limit.what.startswith(("finder-", "rule-", "git-", "history-")) for limit in limits)
