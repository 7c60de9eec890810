"""What a file that holds risks was read into, whatever it was written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from conforme import Cell, Record

NO_REVIEW: Mapping[str, Cell] = {}


class Carrier(NamedTuple):
    """`form`: register, table, sections, list, threat-dragon, threagile, prose or assessment. `line` is where it starts.

    `hollow`: how many entries only held the place of one to come. `review` holds the cells review_by, reviewed_on
    and every that are said of the whole.
    """

    form: str
    records: tuple[Record, ...] = ()
    line: int = 1
    value: str = ""
    hollow: int = 0
    review: Mapping[str, Cell] = NO_REVIEW


def with_cells(record: Record, **cells: Cell) -> Record:
    """The record with these cells more; two underscores in a name stand for a dot."""
    return replace(record, cells={**record.cells, **{name.replace("__", "."): cell for name, cell in cells.items()}})


def without(record: Record, *names: str) -> Record:
    return replace(record, cells={name: cell for name, cell in record.cells.items() if name not in names})
