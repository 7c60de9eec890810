"""Who approved a scope and when, and how it changed since: sections, tables and labelled lines. Bodies and roles, never persons."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import days, placeholders, records, said, text
from conforme.facts.markdown import Page, plain
from conforme.facts.records.vocabulary import Vocabulary
from conforme.model import Cell, Record
from conforme_plugins.roadmap_or_scope import _lexicon

CHANGES = (
    "changements de portée", "changement de portée", "changements à la portée", "évolution de la portée", "historique de la portée",
    "modifications de la portée",
    "scope changes", "changes to scope", "changes to the scope", "scope change log", "scope history",
)  # fmt: skip
WINDOW, NEAR = 400, 4
BESIDE = ("date", "le", "approbation", "approved", "approval")


def approvals(page: Page, vocabulary: Vocabulary) -> Iterator[Record]:
    """Records of type `approval`: `body` (the organ, True when one is named), `date`, `line`."""
    for section in page.sections:
        if said.spoken([section.title]).has(_lexicon.APPROVED):
            yield from _of_text(page.path, plain(page.under(section)), section.line)
    for label in page.fields[:400]:
        if said.spoken([label.label]).has(_lexicon.APPROVED):
            nearby = [other.value for other in page.fields if abs(other.line - label.line) <= NEAR and text.matches(other.label, BESIDE)]
            yield from _of_text(page.path, " ".join([label.label, label.value, *nearby]), label.line)
    if page.front_matter is not None:
        yield from records.from_nodes(page.front_matter, vocabulary, "approval", page.path, needs=("body",))
    lines = page.prose.split("\n")
    for line in said.spoken(lines).hits(_lexicon.APPROVED)[:20]:
        yield from _of_text(page.path, " ".join(lines[line - 1 : line + 1]), line)


def _of_text(path: str, written: str, line: int) -> Iterator[Record]:
    shown = written[:WINDOW]
    if not shown.strip() or placeholders.is_placeholder(shown):
        return
    body = said.spoken([shown]).has(_lexicon.BODIES)
    day = days.last_in(shown)
    cells: dict[str, Cell] = {}
    if body:
        cells["body"] = Cell(True, "", line)
    if day is not None:
        cells["date"] = Cell(day, day, line)
    if cells:
        yield Record("approval", "approval", cells, path, line)


def changes(page: Page, vocabulary: Vocabulary) -> Iterator[Record]:
    """Records of type `change` (`date`, `what`, `decision`): the rows or the lines of a section so titled."""
    for section in page.sections:
        if not text.matches(section.title, CHANGES):
            continue
        end = max([section.end, *(part.end for part in page.sub(section))])
        tables = [table for table in page.tables if section.line <= table.line <= end]
        rows = [row for table in tables for row in records.from_table(table, vocabulary, "change", needs=("what",))]
        yield from rows
        if not rows:
            yield from _of_items(page, section.line, end)


def _of_items(page: Page, first: int, last: int) -> Iterator[Record]:
    for item in page.items:
        if first < item.line <= last and len(text.words(item.text)) >= 4:
            links = [link.target for link in page.links if link.line == item.line]
            cells = {"what": Cell(item.text, item.text, item.line)}
            day = days.last_in(item.text)
            if day is not None:
                cells["date"] = Cell(day, day, item.line)
            if links or text.matches(item.text, ("décision", "decision", "adr", "résolution", "resolution")):
                cells["decision"] = Cell(links[0] if links else item.text, links[0] if links else item.text, item.line)
            yield Record("change", text.slug(item.text[:60]), cells, page.path, item.line)
