"""Since when risks are as they are, asked of history only when a date says that they should have been looked at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from conforme import Document, Record, View
from conforme.facts import history
from conforme_plugins.threat_or_risk_register._carrier import Carrier

Parse = Callable[[Document], Iterable[Record]]


def review_of(view: View, document: Document, carrier: Carrier, parse: Parse) -> Mapping[str, Any]:
    """`review_by` and its line: the day by which the whole is to be looked at again, "" when none is given; `dated`: there is one, or a rhythm.

    `changed` maps ids to (day since which it is so or "", day on which it was already so or "", why it is not known).
    """
    today = view.date.isoformat()
    due = due_on(carrier)
    line = next((cell.line for name in ("review_by", "every") if (cell := carrier.review.get(name)) is not None), carrier.line)
    declared = {"review_by": due, "review_line": line, "dated": bool(due or carrier.review.get("every"))}
    late = bool(due) and due < today
    if not late and not any((record["review_by"] or today) < today for record in carrier.records):
        return declared
    since = history.changed(view.history, document, parse, until=today)
    return {**declared, "changed": {name: (each.date or "", each.unchanged_since or "", each.why) for name, each in since.items()}}


def due_on(carrier: Carrier) -> str:
    """The day by which the whole is to be looked at again: said as such, or so long after the last time."""
    said = carrier.review.get("review_by")
    if said is not None and isinstance(said.value, str):
        return said.value
    last, every = carrier.review.get("reviewed_on"), carrier.review.get("every")
    if last is None or every is None or not isinstance(last.value, str) or not isinstance(every.value, int):
        return ""
    return (datetime.date.fromisoformat(last.value) + datetime.timedelta(days=every.value)).isoformat()
