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
WILD = frozenset("*?")
_LITERALS = re.compile(r"[*?]")


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


class _Taker(NamedTuple):
    """A pattern of a finder's card: what it says of the paths that it selects."""

    kind: str
    order: int
    text: str
    named: bool
    page: bool = False
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
    places: dict[str, _Place] = {}
    for path in paths:
        folder, slash, base = fold_path(path).rpartition("/")
        place = places.get(folder)
        if place is None:
            place = places[folder] = _Place(index, folder + slash)
        for shape in index.shapes(base):
            for taker, blocked in place.takers(shape):
                _take(chosen[taker.kind], taker, path, blocked)
        if path in wanted:
            for kind in wanted[path]:
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


def _take(selection: Selection, taker: _Taker, path: str, blocked: str) -> None:
    if blocked:
        selection.aside.append((path, blocked))
    elif taker.page:
        selection.pages.append(path)
    else:
        selection.candidates.append(Candidate(taker.order, path, taker.text, taker.named, taker.containing))


def _sort(selection: Selection) -> None:
    # One candidate a path: the first pattern of the card that selects it; then the shallowest first, as a reader would.
    best: dict[str, Candidate] = {}
    for candidate in sorted(selection.candidates):
        best.setdefault(candidate.path, candidate)
    selection.candidates = sorted(best.values(), key=lambda item: (item.order, item.path.count("/"), item.path))
    selection.pages = sorted(dict.fromkeys(selection.pages), key=lambda path: (path.count("/"), path))
    selection.aside = sorted(dict.fromkeys(selection.aside))


class _Index:
    """The patterns of all finders, each cut into where (a pattern of folders, "" for the root) and shape (a pattern of base names).

    Shapes are reached by literal name, extension or first letter, and wheres by a folder's name, once a folder: a path meets only the few regular
    expressions that may match it, once each however many cards have the same pattern.
    """

    def __init__(self, finders: Mapping[str, FinderCard]) -> None:
        self.finders = finders
        self.takers: dict[str, dict[str, list[_Taker]]] = {}
        self._by_extension: dict[str, list[tuple[str, str]]] = {}
        self._by_initial: dict[str, list[tuple[str, str]]] = {}
        self._others: list[tuple[str, str]] = []
        self._anywhere: list[str] = []
        self._by_folder: dict[str, list[str]] = {}
        for kind, card in finders.items():
            self._add(kind, card)
        self._index_shapes()
        self._index_wheres()

    def _add(self, kind: str, card: FinderCard) -> None:
        for order, name in enumerate(card.names):
            folded = fold_path(name)
            where, stem = ("" if folded.startswith("/") else "**/"), folded.lstrip("/")
            for shape in _shapes_of_name(stem):
                self._place(where, shape, _Taker(kind, order, name, True))
        for order, item in enumerate(card.globs, len(card.names)):
            self._place(*_cut(item.glob), _Taker(kind, order, item.glob, not item.containing, False, item.containing))
        for page in card.pages:
            self._place(*_cut(page), _Taker(kind, 0, page, False, True))

    def _place(self, where: str, shape: str, taker: _Taker) -> None:
        self.takers.setdefault(shape, {}).setdefault(where, []).append(taker)

    def _index_shapes(self) -> None:
        for shape in self.takers:
            if not _is_wild(shape):
                continue
            extension = shape.rpartition(".")[2] if "." in shape else ""
            entry = (max(_LITERALS.split(shape), key=len), shape)
            if shape[0] not in WILD:
                self._by_initial.setdefault(shape[0], []).append(entry)
            elif extension and not _is_wild(extension):
                self._by_extension.setdefault(extension, []).append(entry)
            else:
                self._others.append(entry)

    def _index_wheres(self) -> None:
        for where in dict.fromkeys(where for places in self.takers.values() for where in places):
            literal = next((part for part in where.split("/") if part and not _is_wild(part)), "")
            if literal:
                self._by_folder.setdefault(literal, []).append(where)
            else:
                self._anywhere.append(where)

    def shapes(self, base: str) -> list[str]:
        """The shapes that a folded base name has."""
        found = [shape for literal, shape in self._others if literal in base and _has(base, shape)]
        if near := self._by_initial.get(base[:1]):
            found += [shape for literal, shape in near if literal in base and _has(base, shape)]
        _, dot, extension = base.rpartition(".")
        if dot and (near := self._by_extension.get(extension)):
            found += [shape for literal, shape in near if literal in base and _has(base, shape)]
        if base in self.takers and not _is_wild(base):
            found.append(base)
        return found

    def wheres(self, folder: str) -> list[str]:
        """The wheres that a folded folder (ending with `/`, "" for the root) answers to."""
        near = list(self._anywhere)
        for name in dict.fromkeys(folder.split("/")):
            near += self._by_folder.get(name, ())
        return [where for where in near if _where_regex(where).match(folder)]


class _Place:
    """A folder: who takes each shape of name in it, and which name in its path sets that aside ("" for none)."""

    __slots__ = ("_aside", "_index", "_takers", "_wheres")

    def __init__(self, index: _Index, folder: str) -> None:
        self._aside = [name for name in folder.split("/")[:-1] if name in SET_ASIDE]
        self._index, self._wheres = index, index.wheres(folder)
        self._takers: dict[str, list[tuple[_Taker, str]]] = {}

    def takers(self, shape: str) -> list[tuple[_Taker, str]]:
        found = self._takers.get(shape)
        if found is None:
            by_where = self._index.takers[shape]
            taken = [(taker, self._blocked(taker)) for where in self._wheres for taker in by_where.get(where, ())]
            # A page or a file that only might be a carrier is no near miss.
            found = self._takers[shape] = [(taker, blocked) for taker, blocked in taken if not (blocked and (taker.page or taker.containing))]
        return found

    def _blocked(self, taker: _Taker) -> str:
        also_in = self._index.finders[taker.kind].also_in
        return next((name for name in self._aside if name not in also_in), "")


def _is_wild(text: str) -> bool:
    return "*" in text or "?" in text


def _shapes_of_name(stem: str) -> list[str]:
    """A base name; one without an extension is found with those of text files too."""
    if _is_wild(stem) or "[" in stem or "." in stem:
        return [stem]
    return [stem + extension for extension in sorted(TEXT_EXTENSIONS)]


def _cut(glob: str) -> tuple[str, str]:
    """Where and shape of a path pattern: `**` any depth, `*` and `?` within a name."""
    where, slash, shape = fold_path(glob).lstrip("/").rpartition("/")
    return (where + slash + "**/", "*") if shape == "**" else (where + slash, shape)


def _has(base: str, shape: str) -> bool:
    """Whether a base name, known to hold the longest literal of the shape, has it."""
    return _shape_regex(shape).match(base) is not None


@lru_cache(maxsize=4096)
def _shape_regex(shape: str) -> re.Pattern[str]:
    return re.compile(_segment(shape) + r"\Z", re.DOTALL)


@lru_cache(maxsize=1024)
def _where_regex(where: str) -> re.Pattern[str]:
    parts = where.split("/")[:-1]
    return re.compile("".join("(?:.*/)?" if part == "**" else _segment(part) + "/" for part in parts) + r"\Z", re.DOTALL)


def _segment(part: str) -> str:
    translated = {"*": "[^/]*", "?": "[^/]"}
    return "".join(translated.get(character, re.escape(character)) for character in part)
