"""Privacy impact assessments (ÉFVP, DPIA): a page, a table of them, or the line of a file that says how far each obligation is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Document, Evidence, Reason, View
from conforme.facts import markdown, placeholders, records, said, structured, text
from conforme.facts.markdown import Page
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.structured import Node
from conforme.model import Cell, Record
from conforme_plugins.privacy import _lexicon

LEAST_WORDS = 40
NOT_DONE = (
    "not required",
    "not started",
    "not needed",
    "tbd",
    "todo",
    "none",
    "n a",
    "à faire",
    "non requise",
    "non requis",
    "à venir",
    "unknown",
    "à compléter",
)
KNOWN = (
    "terminée", "terminé", "complétée", "complété", "réalisée", "réalisé", "faite", "fait", "approuvée", "approuvé", "validée", "validé",
    "adoptée", "en cours", "en révision", "révisée",
    "à jour", "déposée", "transmise", "completed", "complete", "done", "approved", "accepted", "signed", "signed off", "final", "in progress",
    "ongoing", "under review", "in review",
    "updating", "submitted", "published", "current", "conducted", "abgeschlossen", "afgerond", "completata", "gennemført",
)  # fmt: skip
GUIDES = ("template", "gabarit", "how to", "guide", "comment", "modèle", "checklist")
_FIELDS = 400


def of_page(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The evidence of a page that is an assessment or a register of them; a page that only mentions one gives nothing."""
    page = document.fact(markdown.parse)
    title = _titled(page, document.path)
    if not title or placeholders.template(document.text):
        return
    rows = [row for table in page.tables for row in records.from_table(table, vocabulary, "assessment", needs=("status",)) if _kept(row)]
    found = rows or [record for record in (_whole(page, document, vocabulary, title),) if record is not None]
    if found:
        yield view.evidence(document, line=found[0].line, value="assessment", records=found, anchor="assessment", data={"what": "assessment"})
    elif placeholders.is_hollow(document.text):
        view.flaw(Reason.HOLLOW, document.path)


def _titled(page: Page, path: str) -> str:
    """The title of a page about an assessment, "" when it is about something else, or tells how to make one."""
    name = text.fold(path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    first = page.sections[0].title if page.sections else ""
    told = said.spoken([name, first])
    if not told.has(_lexicon.ASSESSMENT) or told.has(GUIDES):
        return ""
    return first or name


def _kept(row: Record) -> bool:
    return said_done(row.text("status"))


def said_done(status: str) -> bool:
    """Whether a status says that the assessment was made or is being made."""
    return text.matches(status, KNOWN) and not text.matches(status, NOT_DONE)


def _whole(page: Page, document: Document, vocabulary: Vocabulary, title: str) -> Record | None:
    """The page as one assessment: its labelled lines, the keys at its top, and the sections whose titles name a field."""
    cells: dict[str, Cell] = {}
    fields = vocabulary["assessment"]
    if page.front_matter is not None:
        for made in records.from_nodes(page.front_matter, vocabulary, "assessment", document.path, needs=()):
            cells.update(made.cells)
    for made in records.from_fields(page.fields[:_FIELDS], vocabulary, "assessment", document.path, needs=()):
        cells = {**made.cells, **cells}
    for table in page.tables:
        for made in records.from_table(table, vocabulary, "assessment", needs=()):
            cells = {**made.cells, **cells}
    for section in page.sections[1:]:
        name = fields.label(section.title)
        body = page.under(section)
        if name is not None and name not in cells and not placeholders.is_hollow(body):
            cells[name] = Cell(None, markdown.plain(body).strip()[:2000], section.line)
    cells = {name: cell for name, cell in cells.items() if not placeholders.is_placeholder(cell.text)}
    if "status" in cells and not said_done(cells["status"].text):
        del cells["status"]
    told = {"date", "updated", "status", "committee"} & set(cells) or {"risks", "measures"} <= set(cells)
    if not told or (placeholders.words_of_substance(document.text) < LEAST_WORDS and not {"date", "status"} <= set(cells)):
        return None
    cells["name"] = Cell(title, title, 1)
    return Record("assessment", text.slug(title), cells, document.path, 1)


def of_list(view: View, document: Document) -> Iterator[Evidence]:
    """The evidence of a file of obligations, each with its name and status."""
    for node in _mappings(document.fact(structured.parse)):
        cells = _cells(node)
        name = cells.get("name")
        if name is None or not said.spoken([name.text]).has(_lexicon.ASSESSMENT):
            continue
        status = cells.get("status")
        if status is None or not said_done(status.text):
            view.saw(document.path, "not-done", line=node.line)
            continue
        record = Record("assessment", text.slug(name.text), cells, document.path, node.line, node.column)
        yield view.evidence(document, line=node.line, value="assessment", records=[record], anchor=record.id, data={"what": "assessment"})


_KEYS: Mapping[str, str] = {
    "name": "name", "nom": "name", "status": "status", "statut": "status", "etat": "status", "last updated": "updated", "date": "date",
    "mise a jour": "updated", "review": "review_by", "revision": "review_by", "committee": "committee", "comite": "committee",
}  # fmt: skip


def _cells(node: Node) -> dict[str, Cell]:
    from conforme.facts import values

    cells = {}
    for key, value in node.fields().items():
        field = _KEYS.get(text.fold(key))
        if field is not None and value.kind == "scalar" and value.text:
            kind = "date" if field in ("date", "updated", "review_by") else "text"
            cells[field] = values.read(kind, value.text[:10] if kind == "date" else value.text, value.line, value.column)
    return cells


def _mappings(node: Node, depth: int = 0) -> Iterator[Node]:
    if node.kind == "map" and depth < 8:
        yield node
        for value in node.fields().values():
            yield from _mappings(value, depth + 1)
    elif node.kind == "list" and depth < 8:
        for item in node.items():
            yield from _mappings(item, depth + 1)
