"""What history tells of a carrier: since when an indicator is written there, and whether only the dates of its measures moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from conforme import Cell, Document, Record, Unreadable, View
from conforme.facts import history, registers, structured, tables
from conforme.facts.history import arrivals
from conforme.facts.indicators import slo as indicator_slo
from conforme.facts.indicators import tables as indicator_tables
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.structured import Invalid
from conforme.facts.text import slug
from conforme_plugins.performance_indicators import _carriers
from conforme_plugins.performance_indicators._carriers import Carrier

VERSIONS = 60
"""Past versions of one file that are read when looking for the first indicator."""
MEASURES = 2000
"""More of them are data that a machine writes; whether their dates moved is not looked for."""
SLOW, FEW = 28, 4
"""Days between two measures, and measures, from which it is looked for when each of them was written down."""
DRIFT = 31
"""Days by which the date of a measure may be after the commit that brings its value: a period's end written before it is over."""


def facts(view: View, vocabulary: Vocabulary, carrier: Carrier) -> Mapping[str, Any]:
    """`origin` (own, move, import, unknown) and `since` (day or None) of the first indicator; `moved`: id → day since which the values stand;

    `arrived`: id → day of a measure → day on which it was written down.
    """
    indicators = [record for record in carrier.records if record.type == "indicator"]
    if not indicators or not view.history.known:
        return {"origin": "unknown" if indicators else "", "since": None, "moved": {}, "arrived": {}}
    begun = history.origin(view.history, carrier.document.path)
    since = _since(view, vocabulary, carrier, begun)
    return {
        "origin": begun.how if since is not None or begun.how == "import" else "unknown",
        "since": since,
        "moved": _moved(view, vocabulary, carrier, indicators),
        "arrived": {record.id: days for record in indicators if (days := _arrived(view, record))},
    }


def _arrived(view: View, record: Record) -> Mapping[str, str | None]:
    """By day of a measure, the day on which it entered the repository (None: not known); of indicators that people follow, month by month or less."""
    every = record["frequency"]
    measures = [measure for measure in record.of("measurements") if isinstance(measure["date"], str)]
    if not isinstance(every, int) or every < SLOW or not FEW <= len(measures) <= MEASURES:
        return {}
    found: dict[str, str | None] = {}
    for path in dict.fromkeys(measure.path for measure in measures):
        written = {measure["date"]: measure.text("date") or measure["date"] for measure in measures if measure.path == path}
        found |= arrivals.arrived(view.history, path, written, view.date.isoformat())
    return found


def _since(view: View, vocabulary: Vocabulary, carrier: Carrier, begun: history.Origin) -> str | None:
    """The day of the first version that holds an indicator which says something: a file may begin as an empty form."""
    if begun.date is None or carrier.kind == "measures":
        return begun.date  # a sheet of values holds them from its first line on
    names = dict.fromkeys((begun.path, carrier.document.path))
    versions = [(version, path) for path in names for version in reversed(view.history.versions(path))]
    for version, path in versions[:VERSIONS]:
        if version.oid and version.commit.believed and _holds_indicator(view, vocabulary, carrier, version.oid, path):
            return version.commit.date
    return None


def _holds_indicator(view: View, vocabulary: Vocabulary, carrier: Carrier, oid: str, path: str) -> bool:
    try:
        raw = view.history.read(oid)
        document = Document(path, lambda limit: raw)
        return any(record.type == "indicator" and _carriers.is_said(record) for record in _parsed(document, vocabulary, carrier.kind))
    except (Unreadable, Invalid):
        return False


def _parsed(document: Document, vocabulary: Vocabulary, kind: str) -> Iterable[Record]:
    if kind == "register":
        return registers.read(document, "indicators").records
    if kind == "slo":
        return indicator_slo.read(document.fact(structured.parse_all), document.path)
    if kind in ("sheet", "measures"):
        return indicator_tables.read(document.fact(tables.read_csv), vocabulary).records
    page = _carriers.parse_page(document, vocabulary)
    return page.records if page is not None else ()


def _moved(view: View, vocabulary: Vocabulary, carrier: Carrier, indicators: Sequence[Record]) -> dict[str, str]:
    """Indicators whose last measure got a later date, well after the day since which no value was added or changed."""
    found: dict[str, str] = {}
    for path, lasts in _lasts(indicators).items():
        if sum(len(record.of("measurements")) for record in indicators) > MEASURES:
            continue
        if path == carrier.document.path and carrier.kind != "measures":
            stood = _stood(view, carrier.document, lambda document: _own(_parsed(document, vocabulary, carrier.kind)))
        else:
            stood = _stood(view, view.document(path), lambda document: _series(document, vocabulary))
        for name, (keys, last) in lasts.items():
            day = next((stood[key] for key in keys if key in stood), None)
            if day is not None and _days(day, last) > DRIFT:
                found[name] = day
    return found


def _lasts(indicators: Iterable[Record]) -> dict[str, dict[str, tuple[tuple[str, ...], str]]]:
    """By file, the last date of each indicator and the keys under which the file may hold its values. Values of whole periods move no date."""
    found: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {}
    for record in indicators:
        for measure in record.of("measurements"):
            day = measure["date"]
            if isinstance(day, str) and measure["value"] is not None and not measure["start"]:
                keys = (record.id, slug(measure.text("indicator")), "")
                known = found.setdefault(measure.path, {}).get(record.id)
                found[measure.path][record.id] = (keys, max(day, known[1]) if known else day)
    return found


def _stood(view: View, document: Document, parse: Callable[[Document], Iterable[tuple[str, Sequence[Record]]]]) -> dict[str, str]:
    """The day since which the values stand, for those of which a date has changed since."""
    until = view.date.isoformat()

    read: dict[str, list[tuple[str, Sequence[Record]]]] = {}

    def once(document: Document) -> list[tuple[str, Sequence[Record]]]:
        if document.oid not in read:
            read[document.oid] = list(parse(document))
        return read[document.oid]

    def values(document: Document) -> Iterator[Record]:
        return (_bare(name, measures, ("value",)) for name, measures in once(document))

    def dated(document: Document) -> Iterator[Record]:
        return (_bare(name, measures, ("value", "date")) for name, measures in once(document))

    of_values = history.changed(view.history, document, values, until=until, limit=VERSIONS)
    of_dates = history.changed(view.history, document, dated, until=until, limit=VERSIONS)
    return {
        name: stood.unchanged_since
        for name, stood in of_values.items()
        if stood.unchanged_since and name in of_dates and (of_dates[name].date or "") > stood.unchanged_since
    }


def _own(records: Iterable[Record]) -> Iterator[tuple[str, Sequence[Record]]]:
    return ((record.id, record.of("measurements")) for record in records if record.type == "indicator")


def _series(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[str, Sequence[Record]]]:
    groups: dict[str, list[Record]] = {}
    for record in indicator_tables.series(document.fact(tables.read_csv), vocabulary):
        groups.setdefault(slug(record.text("indicator")), []).append(record)
    return iter(groups.items())


def _bare(name: str, measures: Sequence[Record], fields: Sequence[str]) -> Record:
    """The measures as one record, whose fields are compared."""
    cells: dict[str, Cell] = {
        f"{field}{index}": measure.cells[field] for index, measure in enumerate(measures) for field in fields if field in measure.cells
    }
    return Record("series", name, cells, "", 1)


def _days(earlier: str, later: str) -> int:
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0
