"""Finds who has an interest in the service and takes part: our register, tables of stakeholders, RACI tables (a column for each group)."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Cell, Evidence, Record, View, hookimpl
from conforme.facts import kept, text
from conforme.facts import regex as re
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.tables import Table, TableCell

_LETTERS = re.compile(r"(?:[RACIS]|AE|RA)(?:[ ,/+&]{1,3}[RACIS]){0,3}\Z", re.IGNORECASE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `stakeholder`: name (a group), interest, influence, involvement, phases."""
    shape = kept.Shape("stakeholders", "stakeholder", ("name",), 2, _tells)
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or item.data["has"] & {"interest", "influence", "involvement"}:
            yield item
    for document, table in kept.announced_tables(view):
        records = tuple(_raci(table, Vocabulary.of({"activity": view.fields["activity"]})))
        if len(records) > 1:
            anchor = f"raci:{text.slug(table.title)}"
            yield view.evidence(document, line=table.line, value=str(len(records)), anchor=anchor, records=records, data={"carrier": "raci"})


def _tells(record: Record) -> bool:
    return record["name"] is not None and kept.told(record)


def _raci(table: Table, vocabulary: Vocabulary) -> Iterator[Record]:
    """The groups of a RACI table, with the letters that each has somewhere."""
    columns = vocabulary["activity"].columns([cell.text for cell in table.headers])
    named = [column for column, field in columns.items() if field == "name"]
    if named[:1] != [0] or len({text.fold(row[0].text) for row in table.rows if row}) < 2:
        return
    for column, head in enumerate(table.headers[1:], 1):
        cells = [row[column] for row in table.rows if column < len(row) and row[column].text.strip("*_ -–")]
        if cells and all(_LETTERS.match(cell.text.strip("*_ ")) for cell in cells):
            yield _group(table, head, cells)


def _group(table: Table, head: TableCell, cells: list[TableCell]) -> Record:
    letters = sorted({cell.text.strip("*_ ").upper() for cell in cells})
    told = {"name": Cell(head.text, head.text, head.line, head.column), "raci": Cell(tuple(letters), ", ".join(letters), cells[0].line)}
    return Record("stakeholder", text.slug(head.text) or "group", told, table.path, head.line, head.column)
