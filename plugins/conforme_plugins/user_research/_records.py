"""Records of user research, the same whatever they were read in.

| type | cells | children |
|---|---|---|
| plan | questions, method, participants, calendar, consent, gaps, date | group (planned) |
| session | date, method, participants, status, findings, phase, consent, gaps, disability | group |
| coverage | – (a table of segments that belongs to no session) | group |
| finding | statement, status | lead |
| persona, journey | method, date, sources, participants | – |
| group | segment, count, masked, cell | – |
| lead | target, state | – |

`date` is a day or a month (`2022-05`); `method` a tuple of canonical methods; `participants` a total; `status` planned, done or cancelled;
`findings` and the parts of a plan are the words of substance that they hold, their text what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conforme.facts.text import fold, slug
from conforme.model import Cell, Record, digest
from conforme_plugins.user_research import _consent, _lexicon
from conforme_plugins.user_research._groups import Group, People
from conforme_plugins.user_research._links import Lead
from conforme_plugins.user_research._notes import Note, Said

TEXT_KEPT = 400
_PHASES = {
    "discovery": ("decouverte", "discovery", "exploration"),
    "alpha": ("alpha",),
    "beta": ("beta", "private beta", "public beta", "beta privee", "beta publique"),
    "live": ("mise en service", "live", "en service", "production"),
}


def cell(value: Any, text: str, line: int) -> Cell:
    return Cell(value, text[:TEXT_KEPT], line)


def record(
    type: str, id: str, cells: Mapping[str, Cell | None], path: str, line: int, children: Mapping[str, Sequence[Record]] | None = None
) -> Record:
    """A record of the cells that are there; one without id is known by its place."""
    nested = {name: tuple(items) for name, items in (children or {}).items() if items}
    kept = {name: value for name, value in cells.items() if value is not None}
    return Record(type, id or digest(type, path, str(line))[:8], kept, path, line, 1, nested)


def groups(found: Iterable[Group], path: str) -> list[Record]:
    """Groups as records; those that nobody counted too."""
    return [
        record(
            "group",
            slug(group.segment),
            {
                "segment": cell(group.segment, group.segment, group.line),
                "count": cell(group.count, "" if group.count is None else str(group.count), group.line) if group.count is not None else None,
                "masked": cell(True, "", group.line) if group.masked else None,
                "cell": cell(True, "", group.line) if group.cell else None,
            },
            path,
            group.line,
        )
        for group in found
    ]


def leads(found: Iterable[Lead], path: str, line: int) -> list[Record]:
    unique = {lead.target: lead for lead in found}
    return [
        record("lead", slug(lead.target), {"target": cell(lead.target, lead.target, line), "state": cell(lead.state, lead.state, line)}, path, line)
        for lead in unique.values()
    ]


def phase(text: str) -> str | None:
    """The canonical phase that a short text names, None for none or several."""
    spoken = f" {fold(text)} "
    found = [name for name, written in _PHASES.items() if any(f" {word} " in spoken for word in written)]
    return found[0] if len(found) == 1 else None


def method_cell(parts: Iterable[Said]) -> Cell | None:
    """The methods that parts of a note name; what is written but known as no method has an empty value."""
    found = list(parts)
    if not found:
        return None
    text = "\n".join(part.text for part in found)
    return cell(_lexicon.methods(text) or _unknown_method(text), text, found[0].line)


def _unknown_method(text: str) -> tuple[str, ...]:
    # A sentence about how it was done is a method that our table does not know; a word alone says nothing.
    return ("other",) if len(fold(text).split()) >= 4 else ()


def substance_cell(parts: Sequence[Said]) -> Cell | None:
    """How many words parts of a note say together."""
    if not parts:
        return None
    return cell(sum(part.substance for part in parts), " ".join(parts[0].text.split()), parts[0].line)


def consent_cell(parts: Sequence[Said]) -> Cell | None:
    """How many words parts of a note say of the way in which consent is asked for."""
    if not parts:
        return None
    return cell(sum(_consent.tells_how(part.text) for part in parts), " ".join(parts[0].text.split()), parts[0].line)


def people_cell(people: People, text: str, line: int) -> Cell | None:
    return cell(people.total, " ".join(text.split()), line) if text.strip() else None


def about_disability(note: Note) -> bool:
    """Whether those who took part, or what they were met for, says that people with a disability did."""
    parts = note.of("participants", "recruitment", "method", "aims")
    return any(_lexicon.names_disability(part.text) for part in parts) or _lexicon.names_disability(note.title)
