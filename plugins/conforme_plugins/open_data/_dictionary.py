"""A dictionary of data in prose: a table whose columns name fields and say what they mean."""

from __future__ import annotations

from conforme.facts import placeholders, text
from conforme.facts.tables import Table

_FIELD = (
    "field",
    "field name",
    "column",
    "column name",
    "variable",
    "champ",
    "nom du champ",
    "colonne",
    "nom",
    "name",
    "attribute",
    "attribut",
    "element",
    "élément",
    "data element",
)
_MEANING = ("description", "definition", "définition", "meaning", "signification", "notes")
FEW = 3


def line(tables: tuple[Table, ...]) -> int:
    """The line of the first table that is a dictionary, 0 when none is."""
    for table in tables:
        heads = [text.fold(cell.text) for cell in table.headers]
        named = next((at for at, head in enumerate(heads) if text.matches(head, _FIELD)), None)
        meant = next((at for at, head in enumerate(heads) if text.matches(head, _MEANING)), None)
        if named is None or meant is None or named == meant:
            continue
        told = [
            row
            for row in table.rows
            if len(row) > max(named, meant) and row[named].text and len(row[meant].text) > 3 and not placeholders.is_placeholder(row[meant].text)
        ]
        if len(told) >= FEW:
            return table.line
    return 0
