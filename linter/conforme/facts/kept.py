"""Records that people keep, whatever the carrier: our register, tables in pages whose titles announce them, sheets named after them.

A finder says what a table must have (`Shape`); the words of columns and of titles are those of its card (`fields`, with `about: title` for titles).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from conforme.facts import text
from conforme.facts.records.vocabulary import Vocabulary
from conforme.model import Evidence, Reason, Record

if TYPE_CHECKING:
    from conforme.facts.markdown import Page
    from conforme.facts.registers import Register
    from conforme.facts.tables import Table
    from conforme.repo import Document

PAGES = ("md", "markdown", "mdx", "rst", "adoc")
SENTENCE = 3
"""Fewer words of substance name a thing without saying anything of it."""


class View(Protocol):
    """What is asked of the view that a finder is given."""

    @property
    def fields(self) -> Mapping[str, Any]: ...
    def documents(self) -> Iterator[Document]: ...
    def pages(self) -> Iterator[Document]: ...
    def document(self, path: str) -> Document: ...
    def register(self, name: str) -> list[Register]: ...
    def reading(self, document: Document) -> AbstractContextManager[None]: ...
    def saw(self, path: str | None, key: str, **data: object) -> None: ...
    def flaw(self, reason: Reason, path: str, line: int = 1, **data: object) -> None: ...
    def evidence(
        self,
        document: Document | None,
        *,
        line: int | None = None,
        value: str | None = None,
        anchor: str = "",
        records: Sequence[Record] = (),
        data: Mapping[str, Any] | None = None,
    ) -> Evidence: ...


class Shape(NamedTuple):
    """What a carrier holds: records of `type`, in the register of that name; a table has all of `needs` and `least` fields in all."""

    register: str
    type: str
    needs: tuple[str, ...]
    least: int = 2
    tells: Callable[[Record], bool] | None = None
    mended: Callable[[Record], Record] | None = None
    holds: Callable[[tuple[Record, ...]], bool] | None = None
    """Whether the records of a table are what its columns announce, when columns alone do not tell."""

    def kept(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """The records that say something, mended."""
        made = records if self.mended is None else tuple(map(self.mended, records))
        return tuple(record for record in made if (self.tells or told)(record))


def find(view: View, shape: Shape, data: Mapping[str, Any] | None = None) -> Iterator[Evidence]:
    """Evidence by register, by table and by sheet; carriers in which no record tells anything are noted as hollow."""
    yield from in_registers(view, shape, data)
    yield from in_tables(view, shape, data)


def in_registers(view: View, shape: Shape, data: Mapping[str, Any] | None = None) -> Iterator[Evidence]:
    for register in view.register(shape.register):
        records = shape.kept(register.of(shape.type))
        if records:
            given = {"carrier": "register", "top": register.top, **(data or {})}
            yield view.evidence(view.document(register.path), value=str(len(records)), anchor="register", records=records, data=given)
        elif register.of(shape.type) and not register.problems:
            view.flaw(Reason.HOLLOW, register.path)


def in_tables(view: View, shape: Shape, data: Mapping[str, Any] | None = None) -> Iterator[Evidence]:
    vocabulary = Vocabulary.of({shape.type: view.fields[shape.type]})
    for document, table in announced_tables(view):
        yield from _tabled(view, document, table, vocabulary, shape, data)


def announced_tables(view: View) -> Iterator[tuple[Document, Table]]:
    """The tables of pages whose titles announce them, and the sheets that the card names."""
    for document in documents(view):
        with view.reading(document):
            for table in _tables(view, document):
                yield document, table


def documents(view: View) -> Iterator[Document]:
    """What the card selects by name, then the pages; each once. Forms of the forge and templates hold nothing of the service."""
    seen: set[str] = set()
    for document in (*view.documents(), *view.pages()):
        if document.path not in seen and not is_form(document.path):
            seen.add(document.path)
            yield document


_FORMS = ("issue_template", "pull_request_template", "merge_request_template")
_BLANK = frozenset("template templates gabarit gabarits modele canevas example exemple examples exemples sample boilerplate".split())


def is_form(path: str) -> bool:
    """Whether a name says that the file is to be copied and filled in."""
    return any(mark in path.lower() for mark in _FORMS) or bool(_BLANK & set(text.words(stem(path))))


def _tables(view: View, document: Document) -> Iterator[Table]:
    from conforme.facts import markdown, tables

    ending = extension(document.path)
    if ending in ("csv", "tsv"):
        yield document.fact(tables.read_csv)
    elif ending in PAGES and not markdown.is_derived(document):
        page = document.fact(markdown.parse)
        yield from (table for table in page.tables if announces(view, titles(page, document.path, table.line)))


def _tabled(view: View, document: Document, table: Table, vocabulary: Vocabulary, shape: Shape, data: Mapping[str, Any] | None) -> Iterator[Evidence]:
    from conforme.facts import records

    has = records.coverage(table, vocabulary, shape.type)
    if not set(shape.needs) <= has or len(has) < shape.least:
        return
    rows = records.from_table(table, vocabulary, shape.type, needs=shape.needs)
    kept = shape.kept(rows)
    if kept and shape.holds is not None and not shape.holds(kept):
        view.saw(document.path, "other-table", line=table.line)
    elif kept:
        anchor = f"table:{text.slug(table.title)}"
        given = {"carrier": "table", "has": has, **(data or {})}
        yield view.evidence(document, line=table.line, value=str(len(kept)), anchor=anchor, records=kept, data=given)
    elif rows and announces(view, (stem(document.path),)):
        view.flaw(Reason.HOLLOW, document.path, table.line)
    elif rows:
        view.saw(document.path, "placeholder", line=table.line)


def titles(page: Page, path: str, line: int) -> tuple[str, ...]:
    """What announces a place of a page: its section and those above, the page's first title, the file's name."""
    section = page.section_at(line)
    above = (section.title, *section.trail) if section is not None else ()
    first = (page.sections[0].title,) if page.sections else ()
    return (*above, *first, stem(path))


def announces(view: View, said: tuple[str, ...], name: str = "title") -> bool:
    """Whether one of the titles is among the card's `about: <name>` words."""
    given = view.fields["about"][name]
    words = (*given.get("fr", ()), *given.get("en", ()))
    return any(text.matches(title, words) for title in said)


def stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def extension(path: str) -> str:
    base = path.rsplit("/", 1)[-1]
    return base.rpartition(".")[2].lower() if "." in base else ""


# --- what a record says ----------------------------------------------------------------------------------------------------------------------


def count(record: Record, name: str) -> int:
    """How many words of substance a field holds; 0 for a placeholder."""
    from conforme.facts.placeholders import words_of_substance

    return words_of_substance(record.text(name)) if record[name] is not None else 0


def told(record: Record) -> bool:
    """Whether a record says anything: two texts that differ, or a sentence."""
    texts = {text.fold(cell.text) for cell in record.cells.values() if isinstance(cell.value, str | tuple) and cell.text.strip()}
    return len(texts) >= 2 or any(count(record, name) >= SENTENCE for name in record.cells)


def with_cells(record: Record, **cells: Any) -> Record:
    """The record with those cells put in or replaced."""
    return replace(record, cells={**record.cells, **cells})
