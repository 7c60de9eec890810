"""What stands where a human text should: placeholders, hollow sections, untouched templates. Precision first: a real sentence is never one."""

from __future__ import annotations

from conforme.facts.text import fold

TEXT_LIMIT = 300


def is_placeholder(text: str) -> bool:
    """Whether the whole of `text` (a cell, a field, a line) only holds the place of a text to come. "" is not one: it is empty."""
    if len(text) > TEXT_LIMIT:
        return False
    return fold(text) in ("todo", "tbd", "fixme", "a completer", "a venir", "a definir", "a determiner")
