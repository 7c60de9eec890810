"""Our register of privacy as the same records as any other carrier."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Evidence, Record, View
from conforme.facts.registers import Register
from conforme_plugins.privacy import _dates

MADE = ("in-progress", "completed", "updating")


def _made(record: Record) -> bool:
    """Whether an entry is of an assessment that was made, or is being made; without a status its date says so."""
    return record["status"] in MADE or (not record.text("status") and record["date"] is not None)


def read(view: View, register: Register) -> Iterator[Evidence]:
    """Its assessments, its inventory and its notice, each with something in it."""
    document = view.document(register.path)
    assessments = [record for record in register.of("assessment") if _made(record)]
    items = [record for record in register.of("item") if record["name"] is not None and record["purpose"] is not None]
    if assessments:
        found = view.evidence(
            document, line=assessments[0].line, value="assessment", records=assessments, anchor="assessment", data={"what": "assessment"}
        )
        yield _dates.since(view, found)
    if items:
        yield view.evidence(document, line=items[0].line, value="inventory", records=items, anchor="inventory", data={"what": "inventory"})
