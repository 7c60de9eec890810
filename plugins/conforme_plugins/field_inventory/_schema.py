"""Fields of JSON Schemas that say where their information comes from (`x-source`)."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Cell, Record
from conforme.facts import text
from conforme.facts.structured import Node

DEPTH = 12
KEYS = {
    "x-source": "source",
    "x-origin": "origin",
    "description": "purpose",
    "x-purpose": "purpose",
    "x-retention": "retention",
    "x-personal": "personal",
}


def fields(node: Node, path: str, depth: int = 0) -> Iterator[Record]:
    """The properties with `x-source`, anywhere in a schema or an API description."""
    if depth > DEPTH:
        return
    if node.kind == "list":
        for item in node.items():
            yield from fields(item, path, depth + 1)
        return
    for name, value in node.fields().items() if node.kind == "map" else ():
        if value.kind == "map" and value.get("x-source") is not None:
            yield _field(name, value, path)
        if value.kind != "scalar":
            yield from fields(value, path, depth + 1)


def _field(name: str, node: Node, path: str) -> Record:
    cells = {"name": Cell(name, name, node.line, node.column)}
    for key, field in KEYS.items():
        value = node.get(key)
        if value is not None and value.kind == "scalar" and value.value is not None:
            cells[field] = Cell(value.value, value.text or str(value.value), value.line, value.column)
    return Record("form_field", text.slug(name) or "field", cells, path, node.line, node.column)
