"""Tables of research: of sessions, of segments, of findings."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import records
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.tables import Table
from conforme.facts.text import fold, slug
from conforme.facts.values.words import read_status
from conforme.model import Cell, Record
from conforme_plugins.user_research import _dates, _groups, _lexicon, _links, _records
from conforme_plugins.user_research._groups import Group
from conforme_plugins.user_research._links import Tree
from conforme_plugins.user_research._records import cell

_DONE = frozenset(("closed", "accepted"))
_CANCELLED = ("annule", "cancel", "reporte", "postponed")


def sessions(table: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    """The sessions of a table that has their date and their method, or how many took part; () for any other table."""
    has = records.coverage(table, vocabulary, "session")
    if "date" not in has or not has & {"method", "participants"} or len(has) < 3:
        return ()
    rows = records.from_table(table, vocabulary, "session", needs=("date",))
    found = [_session(row) for row in rows]
    known = [item for item in found if item["method"]]
    return tuple(found) if known and 2 * len(known) >= len(found) else ()


def _session(row: Record) -> Record:
    written = row.text("participants")
    people = _groups.read([(row.at("participants").line or row.line, written)])
    bare = int(written) if written.strip().isdecimal() and len(written) < 6 else None
    groups = list(people.groups)
    segment = row.text("segment")
    if segment.strip() and not groups:
        masked = bool(written.strip()) and _is_masked(written)
        groups = [Group(segment, None if masked else bare, row.at("segment").line or row.line, masked, True)]
    day, method = _dates.find(row.text("date")), row.text("method")
    total = bare if bare is not None else people.total
    named = ("segment", "participants", "method")

    def where(field: str) -> int:
        return row.at(field).line or row.line

    return _records.record(
        "session",
        row.id,
        {
            "date": cell(day, row.text("date"), where("date")) if row.has("date") else None,
            "method": cell(_lexicon.methods(method), method, where("method")) if row.has("method") else None,
            "participants": cell(total, written, where("participants")) if row.has("participants") else None,
            "status": _status(row),
            "findings": _said(row, "findings"),
            "phase": _phase(row),
            "consent": _said(row, "consent"),
            "disability": cell(True, "", row.line) if any(_lexicon.names_disability(row.text(name)) for name in named) else None,
        },
        row.path,
        row.line,
        {"group": _records.groups(groups, row.path)},
    )


def _is_masked(written: str) -> bool:
    return bool(fold(written).startswith(("<", "moins de", "fewer than", "less than")))


def _said(row: Record, name: str) -> Cell | None:
    return cell(len(row.text(name).split()), row.text(name), row.at(name).line or row.line) if row.has(name) and row[name] is not None else None


def _phase(row: Record) -> Cell | None:
    known = _records.phase(row.text("phase"))
    return cell(known, row.text("phase"), row.at("phase").line or row.line) if known else None


def _status(row: Record) -> Cell | None:
    written = row.text("status")
    if not written.strip():
        return None
    known = read_status(written)[0]
    value = "cancelled" if fold(written).startswith(_CANCELLED) else "done" if known in _DONE else "planned" if known else None
    return cell(value, written, row.at("status").line or row.line)


def groups(table: Table, vocabulary: Vocabulary, *, planned: bool = False) -> Iterator[Group]:
    """The segments of a table, with how many of each; a matrix of segments by sessions gives one a cell."""
    fields = vocabulary["group"]
    columns = fields.columns([header.text for header in table.headers])
    named = next((index for index, name in columns.items() if name == "segment"), None)
    if named is None:
        return
    wanted = "planned" if planned and "planned" in columns.values() else "count"
    counted = [index for index, name in columns.items() if name == wanted]
    others = [index for index in range(len(table.headers)) if index not in columns]
    for row in table.rows:
        segment = row[named].text if named < len(row) else ""
        if segment.strip() and not _lexicon.is_total(segment):
            yield from _cells(segment, [row[index] for index in (counted or others) if index < len(row)])


def _cells(segment: str, cells: list[object]) -> Iterator[Group]:
    for item in cells:
        text, line = str(getattr(item, "text", "")).strip(), int(getattr(item, "line", 1))
        if text.isdecimal() and len(text) < 6:
            yield Group(segment, int(text), line, False, True)
        elif _is_masked(text):
            yield Group(segment, None, line, True, True)


def coverage(table: Table, vocabulary: Vocabulary) -> Record | None:
    """A table of segments and of how many people of each took part, on its own; None when it is no such table."""
    found = list(groups(table, vocabulary))
    if len({slug(group.segment) for group in found}) < 2:
        return None
    return _records.record("coverage", slug(table.title), {}, table.path, table.line, {"group": _records.groups(found, table.path)})


def findings(table: Table, vocabulary: Vocabulary, tree: Tree) -> tuple[Record, ...]:
    """The findings of a table that says what each led to; () for any other table."""
    if not {"statement", "led_to"} <= records.coverage(table, vocabulary, "finding"):
        return ()
    rows = records.from_table(table, vocabulary, "finding", needs=("statement", "led_to"))
    return tuple(_finding(row, tree) for row in rows if row.has("statement"))


def _finding(row: Record, tree: Tree) -> Record:
    links = row["led_to.links"] or ()
    written = [row.text("led_to")] if row.has("led_to") and row["led_to"] is not None else []
    led = _links.of_values([*links] or written, row.path, tree)
    line = row.at("led_to").line or row.line
    cells = {"statement": cell(row.text("statement"), row.text("statement"), row.at("statement").line or row.line), "status": _status(row)}
    return _records.record("finding", row.id, cells, row.path, row.line, {"lead": _records.leads(led, row.path, line)})
