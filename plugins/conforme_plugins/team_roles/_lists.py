"""Roles of a team written as a list: « Nom, rôle » or « Rôle : nom ». The name is read for one thing, that somebody holds the role, and not kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from conforme import Cell, Record
from conforme.facts import regex as re
from conforme.facts import text
from conforme.facts.markdown import ListItem, Page, Section
from conforme.facts.placeholders import is_placeholder

_PARTS = re.compile(r"[,:;()|–—/]| - ")
WORDS, ITEM_WORDS, FEWEST = 6, 18, 3
Families = Callable[[str], tuple[str, ...]]


def roles(page: Page, families: Families, announced: Callable[[int], bool]) -> Iterator[Record]:
    """The roles of the lists in announced sections, where half the items or more tell one: other lists are about other things."""
    by_section: dict[int, list[ListItem]] = {}
    for item in page.items:
        by_section.setdefault(item.section, []).append(item)
    for at, items in by_section.items():
        section: Section | None = page.sections[at] if at >= 0 else None
        if section is not None and announced(section.line):
            found = [record for item in items if (record := _role(item, families, page.path)) is not None]
            if 2 * len(found) >= len(items):
                yield from found


def _role(item: ListItem, families: Families, path: str) -> Record | None:
    if len(item.text.split()) > ITEM_WORDS or ">" in item.text or item.text.rstrip().endswith((".", "!", "?")):
        return None
    parts = [part.strip(" *_") for part in _PARTS.split(item.text) if part.strip(" *_")]
    named = [part for part in parts if len(part.split()) <= WORDS and families(part)]
    if not named:
        return None
    return _record(named, [part for part in parts if part not in named], families, path, item.line)


def _record(named: Sequence[str], others: Sequence[str], families: Families, path: str, line: int) -> Record:
    name = named[-1]
    known = tuple(dict.fromkeys(family for part in named for family in families(part)))
    held = any(not is_placeholder(part) and len(text.words(part)) > 1 for part in others)
    cells = {"name": Cell(name, name, line), "expertise": Cell(known, "", line), "holder": Cell(True if held else None, "", line)}
    return Record("team_role", text.slug(name) or "role", cells, path, line)
