"""From the canonical tree of a register to records, typed as those of any other carrier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conforme import schemas
from conforme.facts.records import record_id
from conforme.facts.records.vocabulary import RECORDS, Vocabulary
from conforme.facts.structured import Mark, Node
from conforme.model import Cell, Record
from conforme.schemas import Schema


def top(node: Node, root: Schema, kind: str, path: str) -> Record:
    """The whole register as one record; its lists of records are its children."""
    return _Maker(root, path).record(node, root, kind, ("name",), default=kind)


class _Maker:
    def __init__(self, root: Schema, path: str) -> None:
        self._root, self._path = root, path

    def record(self, node: Node, schema: Schema, kind: str, naming: tuple[str, ...], default: str = "") -> Record:
        cells: dict[str, Cell] = {}
        children: dict[str, tuple[Record, ...]] = {}
        if node.kind == "scalar":
            cells[naming[0]] = _cell(node, {}, Mark(node.line, node.column))
        for name, part, value in self._parts(node, schema):
            if "x-record" in part:
                children[name] = tuple(self._records(value, part))
            else:
                cells.update(self._cells(name, value, part, node.where(name)))
        known = "id" in cells or any(name in cells for name in naming)
        identity = record_id(cells, naming) if known or not default else default
        return Record(kind, identity, cells, self._path, node.line, node.column, children)

    def _parts(self, node: Node, schema: Schema) -> Iterator[tuple[str, Schema, Node]]:
        properties = schema.get("properties", {})
        for name, value in node.fields().items():
            if name in properties:
                yield name, schemas.resolve(properties[name], self._root), value

    def _records(self, node: Node, part: Schema) -> Iterator[Record]:
        kind, naming = part["x-record"], _several(part.get("x-name", "name"))
        if "x-entry" in part:
            yield from (self._entry(key, value, node.where(key), part) for key, value in node.fields().items())
        elif node.kind == "list":
            item_schema = schemas.resolve(part.get("items", {}), self._root)
            yield from (self.record(item, item_schema, kind, naming) for item in node.items() if item.kind != "list" and item.value is not None)
        elif node.kind == "map":
            yield self.record(node, part, kind, naming, default=kind)

    def _entry(self, key: str, value: Node, mark: Mark, part: Schema) -> Record:
        from conforme.facts import values

        first, second = part["x-entry"]
        # The key is what somebody wrote too: it may only hold the place of one.
        cells = {first: values.read("text", key, *mark), second: _cell(value, {"x-type": "number"}, mark)}
        return Record(part["x-record"], record_id(cells, (first,)), cells, self._path, *mark)

    def _cells(self, name: str, value: Node, part: Schema, mark: Mark) -> Iterator[tuple[str, Cell]]:
        if value.kind != "map":
            yield name, _cell(value, part, mark)
            return
        found = {key: _cell(item, _inner(part, key), value.where(key)) for key, item in value.fields().items() if item.kind != "map"}
        yield from ((f"{name}.{key}", cell) for key, cell in found.items())
        shown = found.get("fr", found.get("en"))
        if shown is not None:
            yield name, shown


def _inner(part: Schema, key: str) -> Schema:
    inner = part.get("properties", {}).get(key) or part.get("additionalProperties")
    return inner if isinstance(inner, dict) else {}


def _cell(node: Node, part: Schema, mark: Mark) -> Cell:
    from conforme.facts import values

    kind = part.get("x-type", "list" if node.kind == "list" else "text")
    if "enum" in part and node.value in part["enum"]:
        return Cell(node.value, node.text, node.line, node.column)
    if node.kind == "scalar":
        return values.read_native(kind, node.value, node.text, node.line, node.column)
    plain = [item.value for item in node.items() if item.kind == "scalar"]
    return values.read_native(kind, plain, "; ".join(item.text or str(item.value) for item in node.items()), *mark)


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


# --- the same words for free carriers --------------------------------------------------------------------------------------------------------


def vocabulary(root: Schema) -> Vocabulary:
    """The keys and labels of a register as a vocabulary, by type of record: what a table or a CSV of the same content may be headed with."""
    return Vocabulary.of(dict(_types(root, root)))


def _types(schema: Schema, root: Schema) -> Iterator[tuple[str, Mapping[str, Mapping[str, Any]]]]:
    for part in schema.get("properties", {}).values():
        record = part.get("x-record")
        if record is None:
            continue
        if "x-entry" in part:
            first, second = part["x-entry"]
            yield record, {first: {"id": True}, second: {"type": "number"}}
            continue
        inner = schemas.resolve(part.get("items", part), root)
        naming = _several(part.get("x-name", "name"))
        yield record, {name: _spec(each, name in naming) for name, each in inner.get("properties", {}).items()}
        yield from _types(inner, root)


def _spec(part: Schema, names: bool) -> Mapping[str, Any]:
    label = part.get("x-label", {})
    words = {"fr": [part.get("x-fr", ""), label.get("fr", "")], "en": [label.get("en", "")], "id": names}
    if "x-record" in part:
        return {**words, "type": RECORDS, "of": part["x-record"]}
    return {**words, "type": part.get("x-type", "text")}
