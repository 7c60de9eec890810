"""security.txt, by RFC 9116: fields a line, `Contact` at least once, `Expires` exactly once."""

from __future__ import annotations

from conforme import Cell, Document, Record
from conforme.facts import regex as re

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):[ \t]{0,20}(\S.{0,2000})?\Z")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}")
_URI = re.compile(r"(?:https://|mailto:|tel:)\S{3,}", re.IGNORECASE)
KNOWN = ("contact", "expires", "policy", "preferred-languages", "encryption", "acknowledgments", "canonical", "hiring", "csaf")


def read(document: Document) -> Record | None:
    """The file as a record; None when it has no Contact, so is no security.txt.

    Cells: the known fields by name (the first of each), `contacts` and `expiries` how many there are; a contact or an expiry that is not well
    formed has no value and a problem (`wrong-form`, `write-date`).
    """
    lines = _fields(document)
    contacts = [cell for name, cell in lines if name == "contact"]
    expiries = [cell for name, cell in lines if name == "expires"]
    if not contacts:
        return None
    cells = {name: cell for name, cell in reversed(lines) if name in KNOWN}
    cells["contact"] = next((cell for cell in contacts if cell.value is not None), contacts[0])
    cells["contacts"] = Cell(len(contacts), str(len(contacts)), contacts[0].line)
    cells["expiries"] = Cell(len(expiries), str(len(expiries)), expiries[0].line if expiries else contacts[0].line)
    return Record("security-txt", "security-txt", cells, document.path, contacts[0].line)


def _fields(document: Document) -> list[tuple[str, Cell]]:
    found = []
    for number, line in enumerate(document.text.split("\n")[:1000], 1):
        match = _FIELD.match(line.strip()[:2100])
        if match and not line.startswith("#"):
            name, value = match[1].lower(), (match[2] or "").strip()
            found.append((name, _cell(name, value, number)))
    return found


def _cell(name: str, value: str, line: int) -> Cell:
    if name == "expires":
        moment = _MOMENT.match(value)
        return Cell(moment[1] if moment else None, value, line, 1, None if moment else "write-date")
    if name == "contact":
        good = _URI.match(value)
        return Cell(value if good else None, value, line, 1, None if good else "wrong-form")
    return Cell(value or None, value, line)
