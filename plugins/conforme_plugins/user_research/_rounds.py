"""Tables of dated rounds of research without a column for the method or the participants: « R2 – Usability | Jan 2024 | what was learned »."""

from __future__ import annotations

from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.tables import Row, Table
from conforme.facts.text import slug
from conforme.model import Record
from conforme_plugins.user_research import _dates, _lexicon, _records
from conforme_plugins.user_research._records import cell

FEW = 3


def read(table: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    """The rounds of a table under a title that speaks of research; () for any other table.

    Most rows have a date, and either most names say a method (`R1 – Usability`) or a column is for what was learned.
    """
    columns = {name: index for index, name in vocabulary["session"].columns([header.text for header in table.headers]).items()}
    if "date" not in columns or columns["date"] == 0 or len(table.headers) < 3:
        return ()
    found = [record for row in table.rows if (record := _round(row, columns, table)) is not None]
    known = sum(1 for record in found if record["method"])
    telling = sum(1 for record in found if (record["findings"] or 0) >= FEW)
    enough = 2 * known >= len(found) or ("findings" in columns and len(found) >= 2)
    return tuple(found) if found and 3 * len(found) >= 2 * len(table.rows) and 2 * telling >= len(found) and enough else ()


def _round(row: Row, columns: dict[str, int], table: Table) -> Record | None:
    day = _dates.find(_text(row, columns["date"]))
    if day is None or not _text(row, 0):
        return None
    name, line = _text(row, 0), row[0].line
    told = _text(row, columns["findings"]) if "findings" in columns else _told(row, columns)
    method, who = _method(row, columns, name), _text(row, columns["participants"]) if "participants" in columns else ""
    return _records.record(
        "session",
        slug(name),
        {
            "title": cell(name, name, line),
            "date": cell(day, _text(row, columns["date"]), line),
            "method": cell(method, name, line) if method else None,
            "status": cell("done", "", line),
            "findings": cell(len(told.split()), told, line) if told else None,
            "disability": cell(True, "", line) if _lexicon.names_disability(f"{name} {told}") else None,
        }
        | ({"participants": cell(int(who), who, line)} if who.isdecimal() and len(who) < 6 else {}),
        table.path,
        line,
    )


def _method(row: Row, columns: dict[str, int], name: str) -> tuple[str, ...]:
    """The method that its column, the name of the round or its purpose says; the results of a round are not asked."""
    written = _text(row, columns["method"]) if "method" in columns else ""
    aims = _text(row, min(set(range(1, len(row))) - set(columns.values()), default=0)) if "findings" in columns else ""
    return next((known for known in map(_lexicon.methods, (written, name, aims)) if known), ())


def _told(row: Row, columns: dict[str, int]) -> str:
    """What the columns under no known title say; a link alone says nothing."""
    others = [item for index, item in enumerate(row) if index and index not in columns.values()]
    return " ".join(item.text.strip() for item in others if not (item.targets and len(item.text.split()) < FEW) and any(map(str.isalpha, item.text)))


def _text(row: Row, index: int) -> str:
    return row[index].text.strip() if index < len(row) else ""
