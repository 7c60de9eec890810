"""Finds what people said of the service, by theme, and what was made of it: our register, tables of themes."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Evidence, Record, View, hookimpl
from conforme.facts import kept


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `theme`: name, source, volume, decision, release."""
    shape = kept.Shape("feedback", "theme", ("name",), 2, _tells)
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or item.data["has"] & {"volume", "decision", "source"}:
            yield item


def _tells(record: Record) -> bool:
    return record["name"] is not None and kept.told(record)
