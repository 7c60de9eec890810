"""A register written in French or English keys and words, as the tree with canonical ones; every place is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from conforme import schemas
from conforme.facts import text
from conforme.facts.structured import Mark, Node, Value
from conforme.schemas import Schema

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
    french, english = reader.votes
    return Canonical(made, "fr" if french > english else "en" if english > french else "", tuple(reader.twice))


class _Reader:
    def __init__(self, root: Schema) -> None:
        self._root = root
        self.votes = [0, 0]
        self.twice: list[TwoKeys] = []
        self._known: dict[int, dict[tuple[str, ...], str]] = {}

    def read(self, node: Node, schema: Schema, path: tuple[str | int, ...]) -> Node:
        schema = schemas.resolve(schema, self._root)
        if node.kind == "map":
            return self._map(node, schema, path)
        if node.kind == "list":
            items: Value = [self.read(item, schema.get("items", {}), (*path, index)) for index, item in enumerate(node.items())]
            return Node(items, node.line, node.column, node.text)
        return _scalar(node, schema)

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
        properties: Mapping[str, Any] = schema.get("properties") or {}
        others = schema.get("additionalProperties")
        known = self._names(properties)
        for key, value in node.fields().items():
            name = known.get(tuple(text.words(key))) if not isinstance(others, dict) or key in properties else None
            if name is not None:
                self._vote(key, name, properties[name])
                yield key, name, properties[name], value
            else:
                yield key, key, others if isinstance(others, dict) else {}, value

    def _names(self, properties: Mapping[str, Any]) -> Mapping[tuple[str, ...], str]:
        # By identity: one schema outlives its reader, and its objects are met again for every record.
        if id(properties) not in self._known:
            self._known[id(properties)] = _folded(properties)
        return self._known[id(properties)]

    def _vote(self, key: str, name: str, part: Schema) -> None:
        french, english = (text.words(schemas.key(name, part, lang)) for lang in ("fr", "en"))
        if french != english:
            self.votes[0 if text.words(key) == french else 1] += 1


def _folded(properties: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """Folded keys of both languages to canonical names; where they would meet, the canonical one wins."""
    found: dict[tuple[str, ...], str] = {}
    for lang in ("fr", "en"):
        found.update({tuple(text.words(schemas.key(name, part, lang))): name for name, part in properties.items()})
    return found


def _scalar(node: Node, schema: Schema) -> Node:
    """A value of an enumeration or a yes or no, in canonical form; `text` stays as written."""
    if isinstance(node.value, str):
        if "enum" in schema:
            return Node(_words(schema).get(text.fold(node.value), node.value), node.line, node.column, node.text or node.value)
        if schema.get("x-type") == "boolean":
            return Node(BOOLEANS.get(text.fold(node.value), node.value), node.line, node.column, node.text or node.value)
    return node


def _words(schema: Schema) -> dict[str, Any]:
    pairs = (pair for lang in ("fr", "en") for pair in zip(schemas.words(schema, lang), schema["enum"], strict=True))
    return {text.fold(word): value for word, value in pairs if isinstance(word, str)}
