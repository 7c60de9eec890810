"""Finds how the service answers criteria of eco-design: our register, tables of criteria (RGESN, GR491, W3C guidelines)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from conforme import Cell, Evidence, Record, View, hookimpl
from conforme.facts import kept, text
from conforme.facts.values.words import read_boolean


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `criterion`: name, answer (yes, no, n/a), justification."""
    shape = kept.Shape("eco-design", "criterion", ("name",), 2, _tells, partial(_mended, view.fields["answer"]))
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or "answer" in item.data["has"]:
            yield item


def _tells(record: Record) -> bool:
    return kept.count(record, "name") >= kept.SENTENCE


def _mended(words: Mapping[str, Any], record: Record) -> Record:
    written = record.text("answer")
    found = [name for name in words if text.fold(written) == name or text.matches(written, (*words[name]["fr"], *words[name]["en"]))]
    sign = read_boolean(written)[0]
    answer = found[0] if found else {True: "yes", False: "no"}.get(sign) if isinstance(sign, bool) else None
    at = record.at("answer")
    return kept.with_cells(record, answer=Cell(answer, written, at.line or record.line, at.column or 1))
