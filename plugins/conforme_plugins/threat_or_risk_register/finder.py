"""Known risks and what they bear on: our register, tables in pages or CSV, threat models of tools or in Markdown.

Also what is said of an assessment that is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from conforme import Document, Evidence, Reason, View, hookimpl
from conforme.facts import closed, markdown, registers, structured, tables
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.registers import Register
from conforme_plugins.threat_or_risk_register import _kept, _models, _pages, _places, _statement, _tables
from conforme_plugins.threat_or_risk_register import _words as words
from conforme_plugins.threat_or_risk_register._carrier import Carrier
from conforme_plugins.threat_or_risk_register._review import review_of

PAGES = ("md", "markdown", "mdx", "rst", "adoc", "txt", "")
Read = Callable[[Document], "Carrier | None"]


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    vocabulary = Vocabulary.of(view.fields)
    taken = set()
    for register in view.register("risks"):
        taken.add(register.path)
        yield from _evidence(view, view.document(register.path), _registered)
    named = {candidate.path for candidate in view.candidates() if candidate.named}
    for document in view.documents():
        if document.path in taken:
            continue
        with view.reading(document):
            if closed.noted(view, document):
                continue
            yield from _of(view, document, vocabulary, document.path in named)


def _of(view: View, document: Document, vocabulary: Vocabulary, named: bool) -> Iterator[Evidence]:
    extension = document.path.rsplit("/", 1)[-1].rpartition(".")[2].lower() if "." in document.path.rsplit("/", 1)[-1] else ""
    if extension in PAGES:
        yield from _page(view, document, vocabulary, named)
    elif extension in ("csv", "tsv"):
        yield from _evidence(view, document, lambda each: _csv(each, vocabulary))
    elif extension == "json":
        yield from _evidence(view, document, lambda each: _models.threat_dragon(each.fact(structured.parse_loose), each.path, vocabulary))
    elif extension in ("yaml", "yml"):
        yield from _yaml(view, document, vocabulary)


def _page(view: View, document: Document, vocabulary: Vocabulary, named: bool) -> Iterator[Evidence]:
    page = document.fact(markdown.parse)
    dedicated = _pages.is_dedicated(page)
    if _kept.is_of_one_change(page, dedicated):
        if _pages.read(document, vocabulary) is not None:
            view.saw(document.path, "one-change")
        return
    found = list(_evidence(view, document, lambda each: _pages.read(each, vocabulary), named or dedicated))
    if not found and (named or dedicated):
        view.saw(document.path, "no-risk")
    yield from found


def _registered(document: Document) -> Carrier:
    register: Register = registers.read(document, "risks")
    kept = tuple(record for record in register.records if _says(record))
    review = {name: cell for name, cell in register.top.cells.items() if name == "review_by"}
    return Carrier("register", kept, 1, "", len(register.records) - len(kept), review)


def _says(record: Any) -> bool:
    return words.tells(record) or (record.type == "asset" and len(words.said(record, "name")) > 1 and not words.said(record, "name").isdigit())


def _csv(document: Document, vocabulary: Vocabulary) -> Carrier | None:
    table = document.fact(tables.read_csv)
    announced = _tables.is_of_risks(document.path.rsplit("/", 1)[-1].rpartition(".")[0]) or _tables.is_of_risks(table.title)
    found = _tables.risks(table, vocabulary, announced) or _tables.assets(table, vocabulary)
    kept = tuple(_pages.typed(record, "project") for record in found if _says(record))
    return Carrier("table", kept, table.line, "", len(found) - len(kept)) if found else None


def _yaml(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Evidence]:
    node = document.fact(structured.parse_loose)
    if _models.threagile(node, document.path, vocabulary) is not None:
        yield from _evidence(view, document, lambda each: _models.threagile(each.fact(structured.parse_loose), each.path, vocabulary))
        return
    statement = _statement.read(node)
    if statement is None:
        return
    if statement.state in ("unsaid", "none"):
        view.saw(document.path, "not-done", line=statement.line)
        return
    data = {"form": "assessment", "state": statement.state, "name": statement.name, "date": statement.date or ""}
    yield view.evidence(document, line=statement.line, value=f"{statement.name}, {statement.state}", data=data)


def _evidence(view: View, document: Document, read: Read, meant: bool = True) -> Iterator[Evidence]:
    """The evidence of what was read; `meant`: the file is there to hold risks, so that one with nothing in it is hollow and not only a near miss."""
    carrier = read(document)
    if carrier is None:
        return
    if not carrier.records and carrier.form != "prose":
        if carrier.hollow and meant:
            view.flaw(Reason.HOLLOW, document.path, carrier.line)
        elif carrier.hollow:
            view.saw(document.path, "placeholder", line=carrier.line)
        return
    placed = tuple(_places.placed(view, record) for record in carrier.records)
    data = {"form": carrier.form, **review_of(view, document, carrier, lambda each: (read(each) or carrier).records)}
    yield view.evidence(document, line=carrier.line, value=carrier.value or None, records=placed, data=data)
