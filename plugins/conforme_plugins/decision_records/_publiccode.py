"""What publiccode.yml says of reuse: `isBasedOn` names the software that this one is made from; `dependsOn.open` only hints."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Cell, Document, Evidence, Record, Strength, View
from conforme.facts import structured
from conforme.facts.structured import Node


def read(view: View, document: Document) -> Iterator[Evidence]:
    """A record of type `base` for each address of `isBasedOn`; an evidence that only hints for `dependsOn.open`."""
    root = structured.parse(document)
    addresses = [Cell(node.text, node.text, node.line, node.column) for node in _bases(root)]
    bases = [Record("base", cell.text, {"url": cell}, document.path, cell.line, cell.column) for cell in addresses]
    if bases:
        yield view.evidence(document, line=bases[0].line, anchor="isBasedOn", value="isBasedOn", records=bases)
    depends = root.get("dependsOn", "open")
    if depends is not None and depends.items():
        yield view.evidence(document, line=depends.line, anchor="dependsOn", value="dependsOn.open", strength=Strength.INDICATIVE)


def _bases(root: Node) -> list[Node]:
    """The addresses of `isBasedOn`, which the standard lets be one or several."""
    given = root.get("isBasedOn")
    nodes = [] if given is None else given.items() or [given]
    return [node for node in nodes if node.kind == "scalar" and node.text.startswith(("https://", "http://")) and "." in node.text]
