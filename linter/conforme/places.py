"""Which paths each finder looks at, found for all finders in one pass over the names.

Patterns of cards: a base name (`LICENCE`, also found as `licence.md`, `.txt`, `.rst`), the same after `/` for the root only, or a glob whose `**`
stands for any depth. Names are compared folded: case, accents and Unicode forms do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from conforme.cards import FinderCard

# What lies under a folder of these names is somebody else's, a sample or a test: said as a near miss, never evidence.
SET_ASIDE = frozenset(
    """node_modules vendor vendored third_party third-party thirdparty external externals bower_components fixtures fixture
    __fixtures__ testdata test-data
    examples exemples example exemple samples sample templates template gabarits gabarit dist build target .venv venv site-packages
    tests test spec specs __tests__ __mocks__ mocks archive archives""".split()
)
TEXT_EXTENSIONS = frozenset({"", ".md", ".txt", ".rst", ".markdown", ".adoc", ".html"})


class Candidate(NamedTuple):
    """A path that a finder's card selects: by which pattern, in the card's order, and with which markers its content must hold one."""

    order: int
    path: str
    pattern: str
    named: bool
    containing: tuple[str, ...] = ()


@dataclass
class Selection:
    """What one finder looks at: candidates in the card's order, and those set aside with the folder that did it."""

    candidates: list[Candidate] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)


class Pattern(NamedTuple):
    kind: str
    order: int
    text: str
    named: bool
    page: bool
    regex: re.Pattern[str]
    containing: tuple[str, ...] = ()


def fold_path(path: str) -> str:
    """`path` for comparison: case, accents and Unicode forms removed."""
    if path.isascii():
        return path.lower()
    decomposed = unicodedata.normalize("NFKD", path.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def select(paths: Iterable[str], finders: Mapping[str, FinderCard], declared: Mapping[str, Iterable[str]] | None = None) -> dict[str, Selection]:
    """The selection of each finder, by kind. `declared` names places that the manifest adds, looked at first and never set aside."""
    index = _Index(finders)
    chosen = {kind: Selection() for kind in finders}
    wanted = _declared(declared or {})
    for path in paths:
        folded = fold_path(path)
        folders = folded.split("/")[:-1]
        aside = next((name for name in folders if name in SET_ASIDE), "") if folders else ""
        for pattern in index.matching(folded):
            _take(chosen[pattern.kind], finders[pattern.kind], pattern, path, folders, aside)
        for kind in wanted.get(path, ()):
            if kind in chosen:
                chosen[kind].candidates.append(Candidate(-1, path, path, True))
    for selection in chosen.values():
        _sort(selection)
    return chosen


def _declared(declared: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    by_path: dict[str, list[str]] = {}
    for kind, places in declared.items():
        for path in places:
            by_path.setdefault(path, []).append(kind)
    return by_path


def _take(selection: Selection, card: FinderCard, pattern: Pattern, path: str, folders: list[str], aside: str) -> None:
    if aside and (blocked := next((name for name in folders if name in SET_ASIDE and name not in card.also_in), "")):
        if not pattern.page and not pattern.containing:
            selection.aside.append((path, blocked))
    elif pattern.page:
        selection.pages.append(path)
    else:
        selection.candidates.append(Candidate(pattern.order, path, pattern.text, pattern.named, pattern.containing))


def _sort(selection: Selection) -> None:
    # One candidate a path: the first pattern of the card that selects it; then the shallowest first, as a reader would.
    best: dict[str, Candidate] = {}
    for candidate in sorted(selection.candidates):
        best.setdefault(candidate.path, candidate)
    selection.candidates = sorted(best.values(), key=lambda item: (item.order, item.path.count("/"), item.path))
    selection.pages = sorted(dict.fromkeys(selection.pages), key=lambda path: (path.count("/"), path))
    selection.aside = sorted(dict.fromkeys(selection.aside))


class _Index:
    """The patterns of all finders, reached by base name or extension, so that a path meets only the few that may match it."""

    def __init__(self, finders: Mapping[str, FinderCard]) -> None:
        self.by_name: dict[str, list[Pattern]] = {}
        self.by_extension: dict[str, list[Pattern]] = {}
        self.others: list[Pattern] = []
        for kind, card in finders.items():
            self._add(kind, card)

    def _add(self, kind: str, card: FinderCard) -> None:
        for order, name in enumerate(card.names):
            self._place(Pattern(kind, order, name, True, False, name_regex(name)), fold_path(name).lstrip("/"))
        for order, item in enumerate(card.globs, len(card.names)):
            last = fold_path(item.glob).rsplit("/", 1)[-1]
            self._place(Pattern(kind, order, item.glob, not item.containing, False, glob_regex(item.glob), item.containing), last)
        for page in card.pages:
            self._place(Pattern(kind, 0, page, False, True, glob_regex(page)), fold_path(page).rsplit("/", 1)[-1])

    def _place(self, pattern: Pattern, last: str) -> None:
        extension = last.rsplit(".", 1)[-1] if "." in last else ""
        if not set(last) & set("*?["):
            names = [last] if not pattern.named or "." in last[1:] or last.startswith(".") else [last + ext for ext in TEXT_EXTENSIONS]
            for name in names:
                self.by_name.setdefault(name, []).append(pattern)
        elif extension and not set(extension) & set("*?[") and last.startswith("*"):
            self.by_extension.setdefault(extension, []).append(pattern)
        else:
            self.others.append(pattern)

    def matching(self, folded: str) -> list[Pattern]:
        base = folded.rsplit("/", 1)[-1]
        near = self.by_name.get(base, []) + self.others
        if "." in base:
            near = near + self.by_extension.get(base.rsplit(".", 1)[-1], [])
        return [pattern for pattern in near if pattern.regex.match(folded)]


@lru_cache(maxsize=1024)
def name_regex(name: str) -> re.Pattern[str]:
    """A base name at any depth, or at the root after `/`; without an extension it is found with those of text files."""
    folded = fold_path(name)
    where = "" if folded.startswith("/") else "(?:.*/)?"
    stem = folded.lstrip("/")
    if set(stem) & set("*?["):
        return re.compile(where + _segment(stem) + r"\Z", re.DOTALL)
    extensions = "|".join(re.escape(extension) for extension in sorted(TEXT_EXTENSIONS)) if "." not in stem[1:] else ""
    return re.compile(where + re.escape(stem) + (f"(?:{extensions})" if extensions else "") + r"\Z", re.DOTALL)


@lru_cache(maxsize=1024)
def glob_regex(glob: str) -> re.Pattern[str]:
    """A path pattern: `**` any depth, `*` and `?` within a name; matched against folded paths."""
    parts = fold_path(glob).lstrip("/").split("/")
    text = ""
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        if part == "**":
            text += ".*" if last else "(?:.*/)?"
        else:
            text += _segment(part) + ("" if last else "/")
    return re.compile(text + r"\Z", re.DOTALL)


def _segment(part: str) -> str:
    translated = {"*": "[^/]*", "?": "[^/]"}
    return "".join(translated.get(character, re.escape(character)) for character in part)
