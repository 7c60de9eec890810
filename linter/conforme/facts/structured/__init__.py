"""YAML, JSON and TOML as one kind of tree, each value with its place; limits come before meaning.

Two failures are kept apart. `Invalid`: the content is not valid, and the place says where. `repo.Unreadable`: a limit was reached, so
nothing can be told. Nothing else is raised, whatever the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from conforme.facts import regex as re
from conforme.facts.limits import BIG, HAND, LOOSE, Limits
from conforme.model import quote
from conforme.repo import Document, Unreadable


class Mark(NamedTuple):
    """A place in a document, 1-based, columns in characters."""

    line: int
    column: int


class Invalid(Exception):
    """The content is not valid.

    `key`: yaml-syntax, json-syntax, toml-syntax, csv-syntax, duplicate-key, alias (of no anchor, or of what contains it), merge (`<<` of what is
    no mapping), complex-key (a key that is no text), lone-surrogate. `data` is language-neutral: `detail` quotes the parser, `name` the key.
    """

    def __init__(self, key: str, line: int = 1, column: int = 1, **data: Any) -> None:
        super().__init__(key)
        self.key, self.line, self.column, self.data = key, line, column, data


T = TypeVar("T")
NO_KEYS: Mapping[str, Mark] = {}  # shared and never written to
Value = dict[str, "Node"] | list["Node"] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place. `text`: a scalar as written, "" for the others. `keys`: where each key of a mapping is written."""

    value: Value
    line: int = 1
    column: int = 1
    text: str = ""
    keys: Mapping[str, Mark] = field(default_factory=lambda: NO_KEYS)

    @property
    def kind(self) -> str:
        """map, list or scalar."""
        return "map" if isinstance(self.value, dict) else "list" if isinstance(self.value, list) else "scalar"

    def plain(self) -> Any:
        """The same as dict, list and scalars; shares nothing with the node."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def get(self, *path: str | int) -> Node | None:
        """The node at the end of `path` (keys and indexes), None as soon as a step does not exist."""
        node: Node | None = self
        for step in path:
            node = node._step(step) if node is not None else None
        return node

    def _step(self, step: str | int) -> Node | None:
        if isinstance(self.value, dict):
            return self.value.get(step) if isinstance(step, str) else None
        if isinstance(self.value, list) and isinstance(step, int) and -len(self.value) <= step < len(self.value):
            return self.value[step]
        return None

    def fields(self) -> dict[str, Node]:
        """The entries of a mapping, nothing for the others."""
        return self.value if isinstance(self.value, dict) else {}

    def items(self) -> list[Node]:
        """The items of a list, nothing for the others."""
        return self.value if isinstance(self.value, list) else []

    def where(self, key: str) -> Mark:
        """Where `key` is written, else where the node starts."""
        return self.keys.get(key) or Mark(self.line, self.column)


def parse(document: Document) -> Node:
    """The tree of a document written by hand, by its extension: JSON (.json, .jsonc, .json5…), TOML, else YAML (its first document).

    Raises Invalid and Unreadable. Meant for `document.fact(structured.parse)`.
    """
    return document.fact(parse_all)[0]


def parse_all(document: Document) -> list[Node]:
    """All documents of a YAML stream, at least one (an empty file is a null); one for the other formats."""
    document.bytes(HAND.bytes)
    text, kind = document.text, format_of(document.path)
    return _guarded(kind, lambda: _read(kind, text, HAND))


def parse_loose(document: Document) -> Node:
    """As `parse`, for the files that other tools own: of a key given twice the last value counts, as it does for them."""
    document.bytes(LOOSE.bytes)
    text, kind = document.text, format_of(document.path)
    return _guarded(kind, lambda: _read(kind, text, LOOSE))[0]


def parse_big(document: Document) -> Any:
    """Plain data (dict, list, scalars; no positions) of what tools write: API descriptions, SBOM, SARIF, up to 16 MB (TOML 1 MB).

    JSON, TOML and YAML (the first document); raises as `parse`, except that of a key given twice the last value counts.
    """
    kind = format_of(document.path)
    document.bytes(HAND.bytes if kind == "toml" else BIG.bytes)
    text = document.text
    return _guarded(kind, lambda: _read_big(kind, text))


def format_of(path: str) -> str:
    """json, toml or yaml, by the extension alone."""
    extension = path.rsplit("/", 1)[-1].rsplit(".", 1)[-1].lower()
    if extension in ("json", "jsonc", "json5", "geojson", "jsonld", "sarif", "webmanifest"):
        return "json"
    return "toml" if extension == "toml" else "yaml"


def _read(kind: str, text: str, limits: Limits) -> list[Node]:
    if kind == "json":
        from conforme.facts.structured import json_reader

        return [json_reader.read(text, limits)]
    if kind == "toml":
        from conforme.facts.structured import toml_reader

        return [toml_reader.read(text, limits)]
    from conforme.facts.structured import yaml_reader

    return yaml_reader.read(text, limits)


def _read_big(kind: str, text: str) -> Any:
    if kind == "json":
        from conforme.facts.structured import json_reader

        return json_reader.read_plain(text, BIG)
    if kind == "yaml":
        from conforme.facts.structured import yaml_reader

        return yaml_reader.read_plain(text, BIG)
    return _read(kind, text, HAND)[0].plain()


def parse_text(kind: str, text: str) -> Node:
    """The tree of a text held in another document (a front matter); `kind`: json, toml, yaml; raises as `parse`.

    Put as many line breaks before the text as it has lines above it, and the places are those of the document.
    """
    return _guarded(kind, lambda: _read(kind, text, HAND))[0]


def _guarded(kind: str, read: Callable[[], T]) -> T:
    """The one place where whatever a parser raises becomes Invalid or Unreadable."""
    try:
        return read()
    except (Invalid, Unreadable):
        raise
    except (RecursionError, MemoryError):
        raise Unreadable("too-deep", 0, HAND.depth) from None
    except Exception as error:
        raise explain(kind, error) from None


_TOML_PLACE = re.compile(r" \((?:at line (\d{1,9}), column (\d{1,9})|at end of document)\)\Z")


def explain(kind: str, error: Exception) -> Invalid | Unreadable:
    """A parser's exception in our words, with its place when it tells one."""
    mark, problem = getattr(error, "problem_mark", None), str(getattr(error, "problem", None) or error)
    if "exceeded maximum nesting depth" in problem:  # libyaml's own guard, met before ours on a line without a break
        return Unreadable("too-deep", 0, HAND.depth)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    if place := _TOML_PLACE.search(problem):
        line, column, problem = int(place[1] or 1), int(place[2] or 1), problem[: place.start()]
    return Invalid(f"{kind}-syntax", line, column, detail=quote(problem))
