"""Who owns which part of the tree, as CODEOWNERS and OWNERS files say it: counts, never names."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts import structured
from conforme.model import Cell, Record
from conforme.repo import Document

LIMIT = 2000
_OWNER = re.compile(r"@[\w.-]{1,100}(?:/[\w./-]{1,100})?\Z|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\Z")


def codeowners(document: Document) -> tuple[Record, ...]:
    """The areas of a CODEOWNERS file: `pattern`, `owners` (how many), `teams` (how many of them are teams). Lines without an owner are left out."""
    return tuple(_areas(document))[:LIMIT]


def _areas(document: Document) -> Iterator[Record]:
    for number, line in enumerate(document.text.split("\n"), 1):
        shown = line.split(" #", 1)[0].strip()
        if not shown or shown.startswith(("#", "[")):
            continue
        pattern, *owners = shown.split()
        named = [owner for owner in owners if _OWNER.match(owner)]
        if named:
            teams = sum("/" in owner for owner in named)
            cells = {
                "pattern": Cell(pattern, pattern, number),
                "owners": Cell(len(named), str(len(named)), number),
                "teams": Cell(teams, str(teams), number),
            }
            yield Record("area", pattern, cells, document.path, number)


def listed(document: Document) -> int:
    """How many owners an OWNERS or catalogue file in YAML names."""
    return _count(document.fact(structured.parse), 0)


_KEYS = frozenset(("approvers", "reviewers", "owners", "owner", "maintainers", "contacts", "contractors", "repoowner", "mainteneurs"))


def _count(node: structured.Node, depth: int) -> int:
    total = 0
    if node.kind == "map" and depth < 8:
        for key, value in node.fields().items():
            if key.lower() in _KEYS:
                total += len(list(value.items())) if value.kind == "list" else int(bool(value.text.strip()) or value.kind == "map")
            else:
                total += _count(value, depth + 1)
    elif node.kind == "list" and depth < 8:
        total += sum(_count(item, depth + 1) for item in node.items())
    return total
