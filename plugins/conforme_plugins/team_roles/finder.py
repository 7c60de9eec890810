"""Finds the roles of a team: our register, tables and lists of roles that tell whether each is held; and what the team is said to decide alone.

Names of persons are read for one thing, that a role is held, and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from conforme import Cell, Document, Evidence, Record, View, hookimpl
from conforme.facts import kept, markdown, text
from conforme.facts.placeholders import is_placeholder, words_of_substance
from conforme_plugins.team_roles import _lists

DELEGATION = 6
"""Words of substance under which a section says nothing of what is delegated."""
FAMILIES = 2


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `team_role`: name, state (covered, vacant or nothing), expertise (families of the card). Data `delegation`: whether it is told."""
    mended = partial(_mended, view.fields)
    shape = kept.Shape("team", "team_role", ("name",), 2, lambda record: record["name"] is not None, mended, _is_a_team)
    tabled: set[str | None] = set()
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or item.data["has"] & {"covered", "holder", "since", "skills"}:
            tabled.add(item.path)
            yield item
    for document in kept.documents(view):
        if document.path not in tabled and kept.extension(document.path) in kept.PAGES:
            with view.reading(document):
                yield from _listed(view, document)
    yield from _delegated(view)


def _listed(view: View, document: Document) -> Iterator[Evidence]:
    """A list of who does what under a title about the team."""
    page = document.fact(markdown.parse)
    families = partial(_families, view.fields)
    found = tuple(_lists.roles(page, families, lambda line: kept.announces(view, kept.titles(page, document.path, line))))
    made = tuple(kept.with_cells(record, state=Cell(_listed_state(view.fields, record), "", record.line)) for record in found)
    held = sum(record["state"] is not None for record in made)
    if len(made) >= _lists.FEWEST and 2 * held >= len(made) and _is_a_team(made):
        yield view.evidence(document, line=made[0].line, value=str(len(made)), anchor="list", records=made, data={"carrier": "list"})


def _listed_state(fields: Mapping[str, Any], record: Record) -> str | None:
    if text.matches(record.text("name"), _words(fields["state"]["vacant"])):
        return "vacant"
    return "covered" if record["holder"] else None


def _families(fields: Mapping[str, Any], title: str) -> tuple[str, ...]:
    return tuple(name for name, words in fields["expertise"].items() if text.matches(title, _words(words)))


def _is_a_team(records: tuple[Record, ...]) -> bool:
    """Roles of several kinds of expertise: those of users and their permissions have none."""
    return len({family for record in records for family in record["expertise"] or ()}) >= FAMILIES


def _mended(fields: Mapping[str, Any], record: Record) -> Record:
    families = _families(fields, record.text("name"))
    state = _state(fields["state"], record)
    cells = {name: cell for name, cell in record.cells.items() if name.split(".")[0] != "holder" and not name.startswith("other:")}
    made = {"expertise": Cell(families or None, "", record.line), "state": Cell(state, "", record.at("covered").line or record.line)}
    return kept.with_cells(Record(record.type, record.id, cells, record.path, record.line, record.column), **made)


def _state(words: Mapping[str, Any], record: Record) -> str | None:
    told = record["covered"]
    if isinstance(told, bool):
        return "covered" if told else "vacant"
    for name in ("covered", "holder"):
        written = record.text(name)
        if text.matches(written, _words(words["vacant"])) or written.strip() == "0":
            return "vacant"
        if text.matches(written, _words(words["covered"])):
            return "covered"
    holder = record.text("holder")
    return "covered" if record["holder"] is not None and not is_placeholder(holder) and len(holder) > 1 or holder.strip("0").isdigit() else None


def _words(given: Mapping[str, Any]) -> tuple[str, ...]:
    return (*given["fr"], *given["en"])


def _delegated(view: View) -> Iterator[Evidence]:
    """What the team decides alone, by our register or a section that says so."""
    for register in view.register("team"):
        if kept.count(register.top, "delegation") >= DELEGATION:
            yield view.evidence(view.document(register.path), anchor="delegation", data={"carrier": "register", "delegation": True})
    for document, section in view.sections():
        page = document.fact(markdown.parse)
        about = kept.announces(view, kept.titles(page, document.path, section.line))
        if about and words_of_substance(page.under(section)) >= DELEGATION:
            data = {"carrier": "page", "delegation": True}
            yield view.evidence(document, line=section.line, anchor=f"delegation:{text.slug(section.title)}", data=data)
