"""Brings dated values to the indicators that they are of, from a column of the same file, another sheet or a file that a register names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from conforme import Cell, Record, View
from conforme.facts import tables
from conforme.facts.indicators import tables as indicator_tables
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.text import nearest, slug
from conforme_plugins.performance_indicators._carriers import Carrier

FIELD = "measurements_file"
STRAYS = 50
"""So many unknown names of a file are held against those known; more of them are another kind of data."""


def named_files(top: Record) -> tuple[tuple[str, str], ...]:
    """The files of measures that a register names: the indicator's id ("" for all of them) and the path as written."""
    whole = (("", top.text(FIELD)),) if top.has(FIELD) else ()
    return (*whole, *((record.id, record.text(FIELD)) for record in top.of("indicators") if record.has(FIELD)))


def measures(view: View, vocabulary: Vocabulary, carriers: Sequence[Carrier]) -> list[Carrier]:
    """The carriers with their measurements under the indicators.

    Those of a sheet that names no known indicator stand as indicators that have nothing but a name; those that miss one by a slip of the pen, or
    whose file a register names, become `stray` records: `indicator` as written, `nearest` the known one that comes closest, `path`.
    """
    carriers, told = _named(view, vocabulary, carriers)
    loose = [pair for found in told.values() for pair in found]
    loose += [(carrier.document.path, record) for carrier in carriers for record in carrier.records if record.type == "measurement"]
    by_name: dict[str, list[Record]] = {}
    for _, record in loose:
        by_name.setdefault(slug(record.text("indicator")), []).append(record)
    known = {name: record.id for carrier in carriers for record in carrier.records if record.type == "indicator" for name in names(record)}
    read = [_with(carrier, by_name, known) for carrier in carriers]
    strays = {path: tuple(_strays(found, known)) for path, found in told.items()}
    return [replace(carrier, records=(*carrier.records, *strays.get(carrier.document.path, ()))) for carrier in read]


def names(record: Record) -> tuple[str, ...]:
    """Under what an indicator may be cited: its id and its name."""
    return tuple(dict.fromkeys(name for name in (slug(record.id), slug(record.text("name")), slug(record.text("id"))) if name))


Measured = dict[str, list[tuple[str, Record]]]
"""By the path of a register, the measures of the files that it names, each with the path of its file."""


def _named(view: View, vocabulary: Vocabulary, carriers: Sequence[Carrier]) -> tuple[list[Carrier], Measured]:
    readable = {candidate.path for candidate in view.candidates()}
    told: Measured = {}
    kept: list[Carrier] = []
    for carrier in carriers:
        absent = []
        for identity, written in carrier.files:
            path = posixpath.normpath(posixpath.join(carrier.folder, written))
            read = _series(view, vocabulary, path) if path in readable else None
            if read is None and not (path in readable or view.exists(path)):
                absent.append(written)
            told.setdefault(carrier.document.path, []).extend((path, _of(record, identity)) for record in read or ())
        kept.append(replace(carrier, absent=tuple(absent)))
    elsewhere = {path for found in told.values() for path, _ in found}
    return [carrier for carrier in kept if not (carrier.kind == "measures" and carrier.document.path in elsewhere)], told


def _strays(found: Iterable[tuple[str, Record]], known: Mapping[str, str]) -> Iterator[Record]:
    """One record for each indicator that the measures name and no register knows."""
    from difflib import get_close_matches

    unknown = {slug(record.text("indicator")): (path, record) for path, record in reversed(list(found))}
    named = [(name, found) for name, found in unknown.items() if name and name not in known]
    for name, (path, record) in named[:STRAYS]:
        if known:
            yield _stray(record, path, nearest(name, known) or next(iter(get_close_matches(name, known, 1, 0))), known)


def _stray(record: Record, path: str, close: str, known: Mapping[str, str]) -> Record:
    where = record.cells["indicator"]
    told = {"indicator": record.text("indicator"), "nearest": known[close], "path": path}
    cells = {name: Cell(said, said, where.line, where.column) for name, said in told.items()}
    return Record("stray", record.text("indicator"), cells, record.path, record.line, record.column)


def _series(view: View, vocabulary: Vocabulary, path: str) -> tuple[Record, ...] | None:
    document = view.document(path)
    with view.reading(document):
        return indicator_tables.series(document.fact(tables.read_csv), vocabulary)
    return None


def _of(record: Record, identity: str) -> Record:
    if not identity:
        return record
    when = record.cells["date"]
    return replace(record, cells={**record.cells, "indicator": Cell(identity, identity, when.line, when.column)})


def _with(carrier: Carrier, by_name: dict[str, list[Record]], known: Mapping[str, str]) -> Carrier:
    unclaimed = [record for record in carrier.records if record.type == "measurement" and slug(record.text("indicator")) not in known]
    shown = [_measured(record, by_name) for record in carrier.records if record.type != "measurement"]
    groups: dict[str, list[Record]] = {}
    for record in unclaimed:
        groups.setdefault(slug(record.text("indicator")), []).append(record)
    for name, group in groups.items():
        close = nearest(name, known) if len(groups) <= STRAYS else None
        shown.append(_bare(name, group) if close is None else _stray(group[0], group[0].path, close, known))
    return replace(carrier, records=tuple(shown))


def _measured(record: Record, by_name: dict[str, list[Record]]) -> Record:
    if record.type != "indicator":
        return record
    found = [measure for name in names(record) for measure in by_name.get(name, ())]
    if not found:
        return record
    own = record.of("measurements")
    return replace(record, children={**record.children, "measurements": (*own, *_once(found))})


def _once(found: Sequence[Record]) -> list[Record]:
    return list({(record.path, record.line, record.id): record for record in found}.values())


def _bare(name: str, group: Sequence[Record]) -> Record:
    first = group[0]
    cell = first.cells["indicator"]
    return Record("indicator", name, {"name": cell, "id": cell}, first.path, first.line, first.column, {"measurements": tuple(group)})
