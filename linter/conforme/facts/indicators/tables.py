"""Tables (Markdown, HTML, CSV) in which indicators, benefits, measurements or decisions are written, told by their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from conforme.facts import records, text, values
from conforme.facts import regex as re
from conforme.facts.history.sameness import OTHER
from conforme.facts.indicators import words as told
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.tables import Row, Table, TableCell
from conforme.model import Cell, Record

_NAMED = frozenset(
    (
        "indicateur|indicateurs|indicator|indicators|kpi|kpis|indicateur cle|indicateurs cles|nom de l indicateur|indicateur de performance|"
        "resultat cle|resultats cles|key result|"
        "key results|performance indicator|key performance indicator|performance indicators|key performance indicators|name of the indicator|"
        "service level objective|slo|slos|mesure de performance|mesures de performance|performance measure|performance measures|performance metric|"
        "performance metrics"
    ).split("|")
)
_WIDE = frozenset(("metric", "metrics", "metrique", "metriques", "measure", "measures", "mesure", "mesures"))
_SUBSTANCE = frozenset(("definition", "formula", "question", "objective", "unit", "source", "baseline", "target", "direction", "frequency", "value"))
_DEFINING = frozenset(("definition", "formula", "question", "source", "baseline", "target", "direction", "frequency"))
_AIMS = frozenset(("baseline", "target", "unit", "formula", "frequency", "direction"))
_BULLET = re.compile(r"[-*•][ \t]{1,4}")
SHEET_FIELDS = 4


class Read(NamedTuple):
    """What a table holds: records, or figures that are only reported (`figures`: how many rows have one)."""

    records: tuple[Record, ...] = ()
    figures: int = 0


def read(table: Table, vocabulary: Vocabulary, *, announced: bool = False, technical: bool = False, data: bool = False) -> Read:
    """What the table holds of measurement.

    `announced`: its title says so; `technical`: it stands in a report on tests of the software; `data`: it stands under a title about data sets.
    """
    found = _benefits(table, vocabulary) or _decisions(table, vocabulary) or _measurements(table, vocabulary)
    if found:
        return Read(found)
    columns = vocabulary["indicator"].columns([cell.text for cell in table.headers])
    named = _is_named(table, columns) or (not technical and _is_told(table, columns))
    periods = _periods(table)
    told_by = set(columns.values()) & _SUBSTANCE
    if data and not announced and not told_by & _AIMS and not periods:
        return Read()  # what describes the columns of a data set says nothing of the service's own performance
    if "name" in columns.values() and (told_by or periods) and (named or (announced and told_by & (_AIMS | {"value"}) or announced and periods)):
        return Read(tuple(_indicators(table, vocabulary, periods)))
    sheet = _sheet(table, vocabulary, announced)
    if sheet:
        return Read(sheet)
    if "name" in columns.values() and ("value" in columns.values() or periods) and not technical:
        return Read((), _figures(table, columns, periods))
    return Read()


def _is_named(table: Table, columns: Mapping[int, str]) -> bool:
    """Whether the column of names is headed by a word that means an indicator and nothing else."""
    return any(field == "name" and " ".join(text.words(table.headers[index].text)) in _NAMED for index, field in columns.items())


def _is_told(table: Table, columns: Mapping[int, str]) -> bool:
    """Whether names headed by a word of many uses ("Metric") have beside them both how they are measured and what for."""
    fields = set(columns.values())
    measured, wanted = bool(fields & {"formula", "source"}), bool(fields & {"objective", "question", "target"})
    return measured and wanted and any(field == "name" and " ".join(text.words(table.headers[i].text)) in _WIDE for i, field in columns.items())


def _periods(table: Table) -> dict[int, told.Period]:
    found = ((index, told.period(cell.text)) for index, cell in enumerate(table.headers) if index)
    return {index: when for index, when in found if when is not None}


def _filled(row: Row) -> bool:
    return any(cell.text.strip("*_`~-–— \t\n") for cell in row)


def _without(table: Table, dropped: Mapping[int, Any]) -> Table:
    rows = [row for row in table.rows if _filled(row)]
    return replace(table, headers=_kept(table.headers, dropped), rows=tuple(_kept(row, dropped) for row in rows))


def _kept(row: Row, dropped: Mapping[int, Any]) -> Row:
    return tuple(cell for index, cell in enumerate(row) if index not in dropped)


def _indicators(table: Table, vocabulary: Vocabulary, periods: Mapping[int, told.Period]) -> Iterator[Record]:
    rows = [row for row in table.rows if _filled(row)]
    bare = _without(table, periods)
    for row, record in zip(rows, _from_rows(bare, vocabulary), strict=False):
        measured = (*(_measured(row, index, when, table.path) for index, when in periods.items()), _single(record))
        children = {"measurements": tuple(one for one in measured if one is not None)}
        for each in (_glossed(one, vocabulary) for one in _split(_about(record), vocabulary)):
            yield replace(each, children=children) if children["measurements"] else each


def _from_rows(bare: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    # A row whose cells other than the periods are empty gives no record: rows are then no longer in step, and none is better than a wrong one.
    found = records.from_table(bare, vocabulary, "indicator")
    return (
        found
        if len(found) == len(bare.rows)
        else tuple(record for row in bare.rows for record in records.from_table(replace(bare, rows=(row,)), vocabulary, "indicator"))
    )


def measurement(indicator: str, when: Cell, value: Cell, path: str, start: str = "") -> Record:
    """A dated value; `start` is the first day of the period that it covers, when it covers one."""
    cells = {"date": when, "value": value, **({"start": Cell(start, start, when.line, when.column)} if start else {})}
    if indicator:
        cells["indicator"] = Cell(indicator, indicator, when.line, when.column)
    return Record("measurement", f"{indicator}@{when.value or when.text}", cells, path, value.line, value.column)


def _measured(row: Row, index: int, when: told.Period, path: str) -> Record | None:
    if index >= len(row):
        return None
    cell = row[index]
    value = values.read("quantity", cell.text, cell.line, cell.column)
    if value.value is None:
        return None
    return measurement("", Cell(when.end, when.end, cell.line, cell.column), value, path, when.start)


def _single(record: Record) -> Record | None:
    """The value beside its date, in a table that has one of each."""
    value, when = record.cells.get("value"), record.cells.get("measured_on")
    if value is None or when is None or value.value is None or when.value is None:
        return None
    return measurement("", when, value, record.path)


def _about(record: Record) -> Record:
    """The record with an objective of words (« Réduire l’attente ») told apart from a target of figures."""
    aim = record.cells.get("target")
    if aim is None or aim.value is not None or told.says(aim.text) < 3 or aim.problem in ("placeholder", "n/a") or told.has_number(aim.text):
        return record
    cells = {name: cell for name, cell in record.cells.items() if name != "target"}
    cells.setdefault("objective", values.read("text", aim.text, aim.line, aim.column))
    return replace(record, cells=cells)


def _split(record: Record, vocabulary: Vocabulary) -> Iterator[Record]:
    """One record a bullet, where a cell lists several indicators."""
    name = record.cells.get("name")
    lines = [line.strip() for line in name.text.split("\n")] if name is not None else []
    lines = [line for line in lines if line]
    if name is None or len(lines) < 2 or not all(_BULLET.match(line) for line in lines):
        yield record
        return
    for line in lines:
        cell = values.read("text", _BULLET.sub("", line, count=1), name.line, name.column)
        cells = {**{key: kept for key, kept in record.cells.items() if key != "id"}, "name": cell}
        yield records.made(vocabulary["indicator"], cells, record.path, record.line, record.column)


# A parenthesis inside a word (« entrepreneur(e)s »), or with words after it, is part of the name.
_GLOSS = re.compile(r"([^()\n]{4,200}?)(?:\s{0,3}\n\s{0,3}\(?([^\n]{10,600}?)\)?|[ \t*_]{1,4}\(([^()\n]{10,600})\))[\s*_]{0,4}\Z")


def _glossed(record: Record, vocabulary: Vocabulary) -> Record:
    """A name followed by what it means, on a second line or in parentheses, is two fields."""
    name = record.cells["name"]
    found = _GLOSS.match(name.text.strip("* _"))
    if found is None or record.has("definition") or told.says(found[2] or found[3]) < 4:
        return record
    cells = {
        **record.cells,
        "name": values.read("text", found[1], name.line, name.column),
        "definition": values.read("text", found[2] or found[3], name.line, name.column),
    }
    return replace(records.made(vocabulary["indicator"], cells, record.path, record.line, record.column), children=record.children)


def _sheet(table: Table, vocabulary: Vocabulary, announced: bool) -> tuple[Record, ...]:
    """A table whose fields go down the first column, one indicator a column."""
    if len(table.headers) < 2 or table.headers[0].text == "":
        return ()
    down = {name for name in (vocabulary["indicator"].exactly(row[0].text) for row in (table.headers, *table.rows) if row) if name}
    first = {" ".join(text.words(row[0].text)) for row in (table.headers, *table.rows) if row}
    if len(down) < SHEET_FIELDS or not (announced or first & _NAMED) or not down & {"target", "baseline", "formula"}:
        return ()
    return records.from_table(table, vocabulary, "indicator")


def _benefits(table: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    found = set(vocabulary["benefit"].columns([cell.text for cell in table.headers]).values())
    if "benefit" not in found or len(found & {"beneficiary", "indicator", "baseline", "target", "realised", "date"}) < 2:
        return ()
    return records.from_table(table, vocabulary, "benefit", needs=("benefit",))


def _decisions(table: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    found = set(vocabulary["decision"].columns([cell.text for cell in table.headers]).values())
    if not {"decision", "cites"} <= found:
        return ()
    return records.from_table(table, vocabulary, "decision", needs=("decision",))


def _measurements(table: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    """A series in long form: a row for each indicator and date."""
    columns = vocabulary["measurement"].columns([cell.text for cell in table.headers])
    found = set(columns.values())
    if not {"date", "value"} <= found or not found & {"indicator", "id"}:
        return ()
    if set(vocabulary["indicator"].columns([cell.text for cell in table.headers]).values()) & _DEFINING:
        return ()
    read = records.from_table(table, vocabulary, "measurement", needs=("date", "value"))
    dated = [record for record in read if record["value"] is not None and record.has("date")]
    return tuple(_named_measure(record) for record in dated) if 2 * len(dated) > len(read) else ()


def _named_measure(record: Record) -> Record:
    name = record.text("indicator") or record.text("id")
    when = record.cells["date"]
    covered = told.period(when.text) if when.value is None else None
    if covered is not None:
        when = Cell(covered.end, when.text, when.line, when.column)
    made = measurement(name.strip(), when, record.cells["value"], record.path, covered.start if covered else "")
    segment = "; ".join(cell.text for field, cell in sorted(record.cells.items()) if field.startswith(OTHER))
    return replace(made, cells={**made.cells, "segment": Cell(segment, segment, when.line)}) if segment else made


def series(table: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    """The dated values of a file that a register names for one indicator or for several: columns date, value and perhaps the indicator."""
    columns = vocabulary["measurement"].columns([cell.text for cell in table.headers])
    if not {"date", "value"} <= set(columns.values()):
        return ()
    return tuple(_named_measure(record) for record in records.from_table(table, vocabulary, "measurement", needs=("date", "value")))


def _figures(table: Table, columns: Mapping[int, str], periods: Mapping[int, Any]) -> int:
    places = [index for index, field in columns.items() if field == "value"] + list(periods)
    return sum(any(_reported(row, index) for index in places) for row in table.rows)


def _reported(row: Sequence[TableCell], index: int) -> bool:
    return index < len(row) and told.has_number(row[index].text)
