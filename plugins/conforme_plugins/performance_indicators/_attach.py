"""Brings dated values to the indicators that they are of, from a column of the same file, another sheet or a file that a register names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace

from conforme import Cell, Record, View
from conforme.facts import tables
from conforme.facts.indicators import tables as indicator_tables
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.text import slug
from conforme_plugins.performance_indicators._carriers import Carrier

FIELD = "measurements_file"


def named_files(top: Record) -> tuple[tuple[str, str], ...]:
    """The files of measures that a register names: the indicator's id ("" for all of them) and the path as written."""
    whole = (("", top.text(FIELD)),) if top.has(FIELD) else ()
    return (*whole, *((record.id, record.text(FIELD)) for record in top.of("indicators") if record.has(FIELD)))


def measures(view: View, vocabulary: Vocabulary, carriers: Sequence[Carrier]) -> list[Carrier]:
    """The carriers with their measurements under the indicators; those of no indicator stand as indicators that have nothing but a name."""
    carriers, loose = _named(view, vocabulary, carriers)
    loose += [(carrier.document.path, record) for carrier in carriers for record in carrier.records if record.type == "measurement"]
    by_name: dict[str, list[Record]] = {}
    for _, record in loose:
        by_name.setdefault(slug(record.text("indicator")), []).append(record)
    known = {name for carrier in carriers for record in carrier.records if record.type == "indicator" for name in names(record)}
    return [_with(carrier, by_name, known) for carrier in carriers]


def names(record: Record) -> tuple[str, ...]:
    """Under what an indicator may be cited: its id and its name."""
    return tuple(dict.fromkeys(name for name in (slug(record.id), slug(record.text("name")), slug(record.text("id"))) if name))


def _named(view: View, vocabulary: Vocabulary, carriers: Sequence[Carrier]) -> tuple[list[Carrier], list[tuple[str, Record]]]:
    readable = {candidate.path for candidate in view.candidates()}
    loose: list[tuple[str, Record]] = []
    kept: list[Carrier] = []
    for carrier in carriers:
        absent = []
        for identity, written in carrier.files:
            path = posixpath.normpath(posixpath.join(carrier.folder, written))
            read = _series(view, vocabulary, path) if path in readable else None
            if read is None and not (path in readable or view.exists(path)):
                absent.append(written)
            loose += [(path, _of(record, identity)) for record in read or ()]
        kept.append(replace(carrier, absent=tuple(absent)))
    elsewhere = {path for path, _ in loose}
    return [carrier for carrier in kept if not (carrier.kind == "measures" and carrier.document.path in elsewhere)], loose


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


def _with(carrier: Carrier, by_name: dict[str, list[Record]], known: Iterable[str]) -> Carrier:
    unclaimed = [record for record in carrier.records if record.type == "measurement" and slug(record.text("indicator")) not in known]
    shown = [_measured(record, by_name) for record in carrier.records if record.type != "measurement"]
    groups: dict[str, list[Record]] = {}
    for record in unclaimed:
        groups.setdefault(slug(record.text("indicator")), []).append(record)
    shown += [_bare(name, group) for name, group in groups.items()]
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
