"""Our register of scope as the same records as any other carrier."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts.placeholders import is_placeholder
from conforme.facts.registers import Register
from conforme.model import Cell, Record

LISTS = ("objectives", "in", "out", "mvp", "clienteles", "constraints")


def records(register: Register) -> Iterator[Record]:
    """Its scope, its approval, its changes, each with something in it."""
    top = register.top
    cells = {name: cell for name in LISTS if (cell := _listed(top, name)) is not None}
    steps = [record for record in register.of("milestone") if len(record.text("what").split()) >= 2 and not is_placeholder(record.text("what"))]
    if steps:
        cells["roadmap"] = Cell(sum(len(record.text("what").split()) for record in steps), "", steps[0].line)
    if cells:
        yield Record("scope", "scope", cells, register.path, min(cell.line for cell in cells.values()))
    for approval in register.of("approval"):
        told = {name: approval.cells[name] for name in ("body", "date", "role", "version") if name in approval.cells and approval[name] is not None}
        if told:
            yield Record("approval", "approval", told, register.path, approval.line)
    yield from (record for record in register.of("change") if record["what"] is not None)


def _listed(top: Record, name: str) -> Cell | None:
    cell = top.cells.get(name)
    values = [value for value in (cell.value or ()) if value and not is_placeholder(value)] if cell is not None else []
    count = sum(len(value.split()) for value in values)
    return Cell(count, "; ".join(values), cell.line, cell.column) if cell is not None and count >= 2 * len(values) and values else None
