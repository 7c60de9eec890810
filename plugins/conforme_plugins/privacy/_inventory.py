"""Inventories of personal information: a table or a sheet of what is held, why and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conforme import Document, Evidence, Reason, View
from conforme.facts import markdown, placeholders, records, tables, text
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.tables import Table
from conforme.model import Record

NEEDS = ("name", "purpose")


def of_sheet(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Evidence]:
    yield from _of_table(view, document, document.fact(tables.read_csv), vocabulary)


def of_page(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Evidence]:
    for table in document.fact(markdown.parse).tables:
        yield from _of_table(view, document, table, vocabulary)


def _of_table(view: View, document: Document, table: Table, vocabulary: Vocabulary) -> Iterator[Evidence]:
    has = records.coverage(table, vocabulary, "item")
    if not ({"purpose", "retention"} <= has and ("name" in has or _about(table))):
        return
    rows = records.from_table(table, vocabulary, "item", needs=[name for name in NEEDS if name in has])
    filled = list(_filled(rows))
    if filled:
        data = {"what": "inventory"}
        yield view.evidence(document, line=table.line, value="inventory", records=filled, data=data, anchor=f"inventory:{text.slug(table.title)}")
    else:
        view.flaw(Reason.HOLLOW, document.path, table.line)


def _about(table: Table) -> bool:
    return text.matches(table.title, ("renseignements personnels", "données personnelles", "personal information", "personal data", "traitements"))


def _filled(rows: Iterable[Record]) -> Iterator[Record]:
    return (row for row in rows if row["purpose"] is not None and not placeholders.is_placeholder(row.text("purpose")))
