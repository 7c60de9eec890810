"""A catalogue description of the software at the root: publiccode.yml, CodeMeta, code.json, CITATION.cff and their like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conforme import Document, Evidence, Reason, View, hookimpl
from conforme.facts import languages, placeholders, structured
from conforme_plugins.public_metadata import _formats, _publiccode


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    for document in view.documents():
        with view.reading(document):
            form = _formats.of(document.path)
            if form is not None:
                yield from _description(view, document, form)


def _description(view: View, document: Document, form: _formats.Format) -> Iterator[Evidence]:
    root = structured.parse_loose(document) if document.path.endswith((".json", ".yml", ".yaml")) else structured.parse_text("yaml", document.text)
    record = _formats.record(form, document.path, root)
    if record is None:
        view.saw(document.path, "other-use")
        return
    name = record.text("name")
    if not name or placeholders.is_placeholder(name):
        view.flaw(Reason.HOLLOW, document.path, record.line)
        return
    problems = tuple(tuple(problem) for problem in _publiccode.problems(root)) if form.name == "publiccode" else ()
    hollow = tuple(field for field, cell in record.cells.items() if placeholders.is_hollow(cell.text))
    promised = _languages(view, root) if form.name == "publiccode" else {}
    data = {"problems": problems, "hollow": hollow, "bases": _bases(root), "languages": promised}
    yield view.evidence(document, line=record.line, value=form.name, records=(record,), data=data)


def _languages(view: View, root: structured.Node) -> Mapping[str, Any]:
    """The languages said to be available, and what the names of catalogues say: `promised`, `line`, `found` (code, path), `lacking`; or nothing."""
    given = root.get("localisation", "availableLanguages")
    codes = tuple(dict.fromkeys(node.text[:2].lower() for node in given.items())) if given is not None else ()
    if given is None or not set(codes) <= languages.KNOWN:
        return {}
    known = languages.catalogues(view.paths)
    return {"promised": codes, "line": given.line, "found": known.found, "lacking": languages.lacking(codes, known, view.paths)}


def _bases(root: structured.Node) -> tuple[tuple[str, int], ...]:
    """The software that this one is based on, with their lines."""
    given = root.get("isBasedOn")
    nodes = [] if given is None else given.items() or [given]
    return tuple((node.text, node.line) for node in nodes if node.text.strip())
