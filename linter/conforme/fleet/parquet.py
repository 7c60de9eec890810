"""The only place that writes Parquet: rows in, files with documented columns out, a bounded number of rows in memory."""

from __future__ import annotations

import os
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from conforme.fleet.tables import DAY, LIST, NOTES, TABLES, TEXT, VERSION, WHOLE, YES

if TYPE_CHECKING:
    import pyarrow

ROWS = 60_000  # in memory, a table


class Missing(Exception):
    """The optional libraries of the `fleet` extra are not installed."""


class Unreachable(Exception):
    """No scheduler answers at that address."""


def library() -> Any:
    """pyarrow; raises Missing."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Missing(str(error)) from error
    return pyarrow


def schema(table: str) -> pyarrow.Schema:
    """The columns of a table, with what each stands for as metadata of the file."""
    arrow = library()
    types = {TEXT: arrow.string(), WHOLE: arrow.int32(), YES: arrow.bool_(), DAY: arrow.date32(), LIST: arrow.list_(arrow.string())}
    fields = [
        arrow.field(column.name, types[column.type], metadata={"description": column.en, "description_fr": column.fr}) for column in TABLES[table]
    ]
    french, english = NOTES[table]
    return arrow.schema(fields, metadata={"conforme_schema_version": VERSION, "description": english, "description_fr": french})


class Writer:
    """Writes the tables of a run in a folder, rows as tuples in the order of the columns."""

    def __init__(self, folder: str) -> None:
        arrow = library()
        self._schemas = {name: schema(name) for name in TABLES}
        self._rows: dict[str, list[Sequence[Any]]] = {name: [] for name in TABLES}
        self._files = {
            name: arrow.parquet.ParquetWriter(os.path.join(folder, f"{name}.parquet"), self._schemas[name], compression="zstd") for name in TABLES
        }

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for name, file in self._files.items():
            if kind is None:
                self._flush(name)
            file.close()

    def add(self, table: str, row: Sequence[Any]) -> None:
        rows = self._rows[table]
        rows.append(row)
        if len(rows) >= ROWS:
            self._flush(table)

    def _flush(self, name: str) -> None:
        arrow, rows, wanted = library(), self._rows[name], self._schemas[name]
        if rows:
            columns = [arrow.array(values, field.type) for values, field in zip(zip(*rows, strict=True), wanted, strict=True)]
            self._files[name].write_table(arrow.Table.from_arrays(columns, schema=wanted))
            self._rows[name] = []
