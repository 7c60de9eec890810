"""Descriptions of data sets in the standard formats, as records: what each says of title, licence, frequency, columns…"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Cell, Record
from conforme.facts.structured import Node

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "dct:title", "dcterms:title", "dc:title", "titre", "name"),
    "description": ("description", "dct:description", "dcterms:description", "dc:description", "notes"),
    "publisher": ("publisher", "dct:publisher", "dcterms:publisher", "dc:publisher", "contributors",
                  "organization", "organisation", "creator", "dct:creator", "sources"),
    "licence": ("licenses", "license", "license_id", "licence", "dct:license", "dcterms:license", "dc:license", "rights"),
    "frequency": ("frequency", "update_frequency", "accrualPeriodicity", "dct:accrualPeriodicity", "dcterms:accrualPeriodicity",
                  "updateFrequency", "frequence", "fréquence", "maintenanceFrequency"),
    "contact": ("contact", "contactPoint", "dcat:contactPoint", "contacts", "author_email", "maintainer", "maintainer_email"),
}  # fmt: skip
"""Canonical names to the keys that hold them: Data Package, DCAT, CSVW, CKAN, schema.org."""


def datapackage(root: Node, path: str) -> Iterator[Record]:
    """The data set of a Data Package, with its resources as children."""
    resources = (root.get("resources") or Node([])).items()
    if resources:
        yield _dataset(root, path, "datapackage", [_resource(node, path, "path", ("schema", "fields")) for node in resources])


def table_schema(root: Node, path: str) -> Iterator[Record]:
    """The table that a Table Schema describes."""
    fields = (root.get("fields") or Node([])).items()
    named = [node for node in fields if (node.get("name") or Node("")).text and (node.get("type") is not None or node.get("description") is not None)]
    if (
        fields
        and len(named) == len(fields)
        and (root.get("$schema") or root.get("title") or root.get("path") or root.get("homepage") or root.get("version"))
    ):
        yield _dataset(root, path, "tableschema", [_resource(root, path, "path", ("fields",))])


def csvw(root: Node, path: str) -> Iterator[Record]:
    """The tables of CSV on the Web metadata."""
    tables = (root.get("tables") or Node([])).items() or ([root] if root.get("url") is not None else [])
    if tables and "csvw" in " ".join(_texts(root.get("@context") or Node("")))[:300]:
        yield _dataset(root, path, "csvw", [_resource(node, path, "url", ("tableSchema", "columns")) for node in tables])


def dcat(root: Node, path: str) -> Iterator[Record]:
    """The data sets of a DCAT catalogue in JSON-LD, or of a `data.json` of the same fields."""
    listed = [node for key in ("dataset", "dcat:dataset", "@graph") for node in (root.get(key) or Node([])).items()]
    alone = [root] if "Dataset" in (root.get("@type") or Node("")).text else []
    for node in [*listed, *alone]:
        if node.get("title") or node.get("dct:title") or node.get("dcterms:title"):
            given = [inner for key in ("distribution", "dcat:distribution") for inner in (node.get(key) or Node([])).items()]
            yield _dataset(node, path, "dcat", [_resource(inner, path, "downloadURL", ("describedBy",)) for inner in given])


def _dataset(node: Node, path: str, form: str, resources: list[Record]) -> Record:
    cells: dict[str, Cell] = {"form": Cell(form, form, node.line)}
    for name, keys in FIELDS.items():
        found = next((inner for key in keys if (inner := node.get(key)) is not None and _said(inner)), None)
        if found is not None:
            cells[name] = Cell(_said(found), _said(found), found.line, found.column)
    title = cells["title"].text if "title" in cells else path
    return Record("dataset", title, cells, path, node.line, node.column, {"resource": tuple(resources)})


def _resource(node: Node, path: str, where: str, columns: tuple[str, ...]) -> Record:
    cells = {}
    place = node.get(where)
    if place is not None and (place.text or place.items()):
        cells["path"] = Cell(place.text or place.items()[0].text, place.text or place.items()[0].text, place.line)
    listed = (node.get(*columns) or Node([])).items()
    described = [
        field
        for field in listed
        if _said(field.get("description") or field.get("dc:description") or field.get("titles") or field.get("title") or Node(""))
    ]
    names = [(field.get("name") or field.get("titles") or Node("")).text for field in listed]
    cells["columns"] = Cell(len(listed), str(len(listed)), node.line)
    cells["described"] = Cell(len(described), str(len(described)), node.line)
    cells["names"] = Cell(tuple(names), ", ".join(names), node.line)
    return Record("resource", (node.get("name") or Node("")).text or str(len(cells)), cells, path, node.line)


def _said(node: Node) -> str:
    return " ".join(_texts(node))[:300].strip()


def _texts(node: Node) -> Iterator[str]:
    if node.text.strip():
        yield node.text.strip()
    for inner in (*node.fields().values(), *node.items()):
        yield from _texts(inner)
