"""A register written in French or English keys and words, as the tree with canonical ones; every place is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from conforme import schemas
from conforme.facts import text
from conforme.facts.structured import Mark, Node
from conforme.schemas import Schema

_NONE: Mapping[str, Any] = {}
BOOLEANS = {"oui": True, "vrai": True, "yes": True, "non": False, "faux": False, "no": False}


class TwoKeys(NamedTuple):
    """The French and the English key of one field in one mapping; the first one written counts."""

    path: tuple[str | int, ...]
    first: str
    second: str
    mark: Mark


class Canonical(NamedTuple):
    """`node` has canonical keys and values. `lang`: the language that most of its keys are in, "" when nothing tells them apart."""

    node: Node
    lang: str
    twice: tuple[TwoKeys, ...]


def canonical(node: Node, root: Schema) -> Canonical:
    """The tree of a register by its schema: keys that the schema does not know are left as they are; keys without a value are left out."""
    reader = _Reader(root)
    made = reader.read(node, root, ())
    french, english, _ = reader.votes
    return Canonical(made, "fr" if french > english else "en" if english > french else "", tuple(reader.twice))


class _Key(NamedTuple):
    """A word for a property: its canonical name, and whether only French (0) or only English (1) writes it so; 2 when both do."""

    name: str
    lang: int


class _Reader:
    def __init__(self, root: Schema) -> None:
        self._root = root
        self.votes = [0, 0, 0]
        self.twice: list[TwoKeys] = []
        # By identity: one schema outlives its reader, and its objects are met again for every record.
        self._keys: dict[int, Mapping[tuple[str, ...], _Key]] = {}
        self._values: dict[int, Mapping[str, Any]] = {}

    def read(self, node: Node, schema: Schema, path: tuple[str | int, ...]) -> Node:
        schema = schemas.resolve(schema, self._root)
        if isinstance(node.value, dict):
            return self._map(node, schema, path)
        if isinstance(node.value, list):
            part = schema.get("items", {})
            return Node([self.read(item, part, (*path, index)) for index, item in enumerate(node.value)], node.line, node.column, node.text)
        return self._scalar(node, schema)

    def _map(self, node: Node, schema: Schema, path: tuple[str | int, ...]) -> Node:
        values: dict[str, Node] = {}
        marks: dict[str, Mark] = {}
        written: dict[str, str] = {}
        for key, name, part, value in self._pairs(node, schema):
            if name in values:
                self.twice.append(TwoKeys((*path, name), written[name], key, node.where(key)))
            elif value.value is not None:
                values[name], marks[name], written[name] = self.read(value, part, (*path, name)), node.where(key), key
        return Node(values, node.line, node.column, node.text, marks)

    def _pairs(self, node: Node, schema: Schema) -> Iterator[tuple[str, str, Schema, Node]]:
        properties: Mapping[str, Any] = schema.get("properties", _NONE)
        others = schema.get("additionalProperties")
        known = self._known(properties)
        for key, value in node.fields().items():
            meant = known.get(tuple(text.words(key))) if not isinstance(others, dict) or key in properties else None
            if meant is not None:
                self.votes[meant.lang] += 1
                yield key, meant.name, properties[meant.name], value
            else:
                yield key, key, others if isinstance(others, dict) else {}, value

    def _known(self, properties: Mapping[str, Any]) -> Mapping[tuple[str, ...], _Key]:
        if id(properties) not in self._keys:
            self._keys[id(properties)] = _folded(properties)
        return self._keys[id(properties)]

    def _scalar(self, node: Node, schema: Schema) -> Node:
        """A value of an enumeration or a yes or no, in canonical form; `text` stays as written."""
        if isinstance(node.value, str) and ("enum" in schema or schema.get("x-type") == "boolean"):
            value = self._canonical(schema).get(text.fold(node.value), node.value)
            return Node(value, node.line, node.column, node.text or node.value)
        return node

    def _canonical(self, schema: Schema) -> Mapping[str, Any]:
        if "enum" not in schema:
            return BOOLEANS
        if id(schema) not in self._values:
            self._values[id(schema)] = _words(schema)
        return self._values[id(schema)]


def _folded(properties: Mapping[str, Any]) -> dict[tuple[str, ...], _Key]:
    """Folded keys of both languages; where they would meet, the canonical one wins."""
    found: dict[tuple[str, ...], _Key] = {}
    for lang in (0, 1):
        for name, part in properties.items():
            both = [tuple(text.words(schemas.key(name, part, each))) for each in ("fr", "en")]
            found[both[lang]] = _Key(name, lang if both[0] != both[1] else 2)
    return found


def _words(schema: Schema) -> dict[str, Any]:
    pairs = (pair for lang in ("fr", "en") for pair in zip(schemas.words(schema, lang), schema["enum"], strict=True))
    return {text.fold(word): value for word, value in pairs if isinstance(word, str)}
