"""Since when an assessment is in the repository."""

from __future__ import annotations

from dataclasses import replace

from conforme import Evidence, View
from conforme.facts import history


def since(view: View, item: Evidence) -> Evidence:
    """The evidence with `since`, the day its file came (None when history cannot tell), and `origin`, how far that can be believed."""
    if item.path is None or not view.history.known:
        return replace(item, data={**item.data, "since": None, "origin": "unknown"})
    begun = history.origin(view.history, item.path)
    return replace(item, data={**item.data, "since": begun.date, "origin": begun.how})
