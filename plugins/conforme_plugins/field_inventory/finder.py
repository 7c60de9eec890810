"""Finds what information a service asks for or reuses: our register, tables of fields, JSON Schemas with `x-source`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from conforme import Cell, Evidence, Record, View, hookimpl
from conforme.facts import kept, structured, text
from conforme_plugins.field_inventory import _schema


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `form_field`: name, purpose, personal, source (asked, prefilled, official), origin, retention."""
    mended = partial(_mended, view.fields["source"])
    shape = kept.Shape("fields", "form_field", ("name",), 2, _tells, mended)
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or "source" in item.data["has"]:
            yield item
    for document in view.documents():
        if kept.extension(document.path) in ("json", "yaml", "yml"):
            with view.reading(document):
                records = shape.kept(tuple(_schema.fields(document.fact(structured.parse_loose), document.path)))
                if records:
                    yield view.evidence(document, line=records[0].line, value="schema", records=records, data={"carrier": "schema"})


def _tells(record: Record) -> bool:
    return record["name"] is not None and kept.told(record)


def _mended(words: Mapping[str, Any], record: Record) -> Record:
    written = record.text("source")
    found = [name for name in words if record["source"] == name or text.matches(written, (*words[name]["fr"], *words[name]["en"]))]
    at = record.at("source")
    return kept.with_cells(record, source=Cell(found[0] if found else None, written, at.line or record.line, at.column or 1))
