"""The parts of a scope that a page tells: objectives, what is in, what is out, the first version, for whom, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme.facts import placeholders, said, text
from conforme.facts.markdown import Page, Section, plain
from conforme.facts.tables import Table
from conforme.model import Cell, Record
from conforme_plugins.roadmap_or_scope import _lexicon

TITLE_WORDS = 7
LEAST_WORDS = 3
KEPT = 2000


def of_page(page: Page) -> Record | None:
    """One record of type `scope` with a cell for each part told (value: how many words); None when no part is."""
    cells: dict[str, Cell] = {}
    for name, cell in (*_of_sections(page), *_of_tables(page), *_of_labels(page), *_of_sentences(page)):
        cells.setdefault(name, cell)
    return Record("scope", "scope", cells, page.path, min(cell.line for cell in cells.values())) if cells else None


def part_of(title: str) -> str | None:
    """The part that a title names: the longest of the words that it is made of."""
    if len(text.words(title)) > TITLE_WORDS:
        return None
    best = {name: text.best_match(title, phrases) for name, phrases in _lexicon.PARTS.items()}
    named = {name: phrase for name, phrase in best.items() if phrase is not None}
    return max(named, key=lambda name: len(named[name]), default=None)


def told(body: str, line: int) -> Cell | None:
    """What a text says of a part, by how many words; None when it says nothing yet."""
    shown = plain(body).strip()
    count = len(text.words(shown))
    if count < LEAST_WORDS or placeholders.is_hollow(body) or placeholders.is_placeholder(shown[:600]):
        return None
    return Cell(count, shown[:KEPT], line)


def _of_sections(page: Page) -> Iterator[tuple[str, Cell]]:
    for section in page.sections:
        name = part_of(section.title)
        cell = told(_body(page, section), section.line) if name is not None else None
        if name is not None and cell is not None:
            yield name, cell


def _body(page: Page, section: Section) -> str:
    """The text of a section with that of the sections under it that name no part of their own."""
    below = [part.body for part in page.sub(section) if part_of(part.title) is None]
    return "\n\n".join([section.body, *below])


def _of_tables(page: Page) -> Iterator[tuple[str, Cell]]:
    """Columns that are parts (« Inclus | Exclus ») and rows that are (« Hors portée | … »)."""
    for table in page.tables:
        columns = {place: name for place, cell in enumerate(table.headers) if (name := part_of(cell.text)) is not None}
        if len(columns) >= 2:
            yield from _columns(table, columns)
        elif table.headers and len(table.headers) <= 3:
            for row in table.rows:
                name = part_of(row[0].text) if row else None
                cell = told(" ".join(item.text for item in row[1:]), row[0].line) if name is not None else None
                if name is not None and cell is not None:
                    yield name, cell


def _columns(table: Table, columns: Mapping[int, str]) -> Iterator[tuple[str, Cell]]:
    for place, name in columns.items():
        values = [row[place].text for row in table.rows if place < len(row) and not placeholders.is_placeholder(row[place].text)]
        cell = told("\n\n".join(values), table.line)
        if cell is not None:
            yield name, cell


def _of_labels(page: Page) -> Iterator[tuple[str, Cell]]:
    for field in page.fields[:400]:
        name = part_of(field.label)
        cell = told(field.value, field.line) if name is not None else None
        if name is not None and cell is not None:
            yield name, cell


def _of_sentences(page: Page) -> Iterator[tuple[str, Cell]]:
    """What is left out, or the first version, said in a sentence."""
    lines = page.prose.split("\n")
    spoken = said.spoken(lines)
    for name, phrases in (("out", _lexicon.LEAVES_OUT), ("mvp", _lexicon.FIRST)):
        for line in spoken.hits(phrases):
            cell = told(lines[line - 1], line)
            if cell is not None and cell.value >= 6:
                yield name, cell
                break
