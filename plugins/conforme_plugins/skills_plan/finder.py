"""Finds the plan of skills that a service needs: our register, tables of skills with their state and what is done. Never who has which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from conforme import Cell, Evidence, Record, View, hookimpl
from conforme.facts import kept, text


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `skill`: name, state (covered, gap or nothing), action, due."""
    shape = kept.Shape("team", "skill", ("name",), 2, _tells, partial(_mended, view.fields["state"]))
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or item.data["has"] & {"state", "action"}:
            yield item


def _tells(record: Record) -> bool:
    return record["name"] is not None and (record["state"] is not None or kept.count(record, "action") > 1)


def _mended(words: Mapping[str, Any], record: Record) -> Record:
    written = record.text("state")
    state = next((name for name in ("gap", "covered") if written == name or text.matches(written, (*words[name]["fr"], *words[name]["en"]))), None)
    at = record.at("state")
    return kept.with_cells(record, state=Cell(state, written, at.line or record.line, at.column or 1))
