"""A plan of measurement: a page that lists the events that the service sends, and what for."""

from __future__ import annotations

from typing import NamedTuple

from conforme import Document
from conforme.facts import markdown, placeholders, text
from conforme.facts import regex as re


class Plan(NamedTuple):
    """`events`: the names that it lists, with their lines."""

    line: int
    events: tuple[tuple[str, int], ...]


_COLUMNS = ("événement", "evenement", "event", "event name", "nom de l’événement", "action")
_WHY = ("question", "but", "objectif", "pourquoi", "purpose", "why", "description", "sert à", "goal", "indicateur", "indicator")
_NAME = re.compile(r"[\w.:/-]{3,80}\Z")


def read(document: Document) -> Plan | None:
    """The plan of a page; None when no table lists events with what they are for."""
    page = document.fact(markdown.parse)
    for table in page.tables:
        heads = [text.fold(cell.text) for cell in table.headers]
        named = next((at for at, head in enumerate(heads) if text.matches(head, _COLUMNS)), None)
        if named is None or not any(text.matches(head, _WHY) for at, head in enumerate(heads) if at != named):
            continue
        events = tuple(
            (name, row[named].line)
            for row in table.rows
            if named < len(row) and (name := row[named].text.strip(" `")) and _NAME.match(name) and not placeholders.is_placeholder(name)
        )
        if events:
            return Plan(table.line, events)
    return None
