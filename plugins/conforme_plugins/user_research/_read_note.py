"""From a note that was judged to be research to its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conforme.facts.markdown import Link, Table
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.text import slug
from conforme.model import Cell, Record
from conforme_plugins.user_research import _dates, _groups, _lexicon, _links, _records, _tables
from conforme_plugins.user_research._groups import Group, People
from conforme_plugins.user_research._links import Lead, Tree
from conforme_plugins.user_research._notes import Note, Said
from conforme_plugins.user_research._records import cell


def plan(note: Note, vocabulary: Vocabulary) -> Iterator[Record]:
    """The plan that a note is, with the groups sought and the steps of its calendar."""
    who = _or_empty(note, "participants", "recruitment")
    people = _people(note, who, vocabulary, planned=True)
    yield _records.record(
        "plan",
        slug(note.title),
        {
            "questions": _records.substance_cell(_or_empty(note, "questions", "aims")),
            "method": _records.method_cell(_or_empty(note, "method")),
            "participants": _records.people_cell(people, who[0].text, who[0].line) if who else None,
            "calendar": _calendar(note),
            "consent": _records.consent_cell(_or_empty(note, "consent")),
            "gaps": _records.substance_cell(note.of("gaps")),
            "date": _date(note, dated_name=True),
        },
        note.page.path,
        note.line,
        {"group": _records.groups(people.groups, note.page.path)},
    )


def _or_empty(note: Note, *roles: str) -> tuple[Said, ...]:
    """The parts of those roles: those that say something, else those that are to be filled in, so that a finding has their place."""
    return note.of(*roles) or note.empty(*roles)


def _calendar(note: Note) -> Cell | None:
    """The calendar, with the first day or month in it; words alone (« au printemps ») are a calendar without date."""
    parts = _or_empty(note, "calendar", "date")
    if not parts:
        return None
    text = "\n".join(part.text for part in parts)
    return cell(_dates.find(text) or "", text, parts[0].line)


def session(note: Note, vocabulary: Vocabulary, tree: Tree) -> Iterator[Record]:
    """What a note tells of a session (or of a round of them), then what it led to."""
    found = note.of("findings", "needs")
    who = note.of("participants")
    people = _people(note, who, vocabulary)
    if people.total is None:
        counted, told = _in_prose(note)
        people, who = (People(counted.total, people.groups), who or told) if told else (people, who)
    yield _records.record(
        "session",
        slug(note.title),
        {
            "title": cell(note.title, note.title, note.line),
            "date": _date_of_session(note, found),
            "method": _method(note, prose=True),
            "participants": _records.people_cell(people, who[0].text, who[0].line) if who else None,
            "status": cell("done", "", note.line),
            "findings": _records.substance_cell(found),
            "phase": _phase(note),
            "consent": _records.substance_cell(note.of("consent")),
            "gaps": _records.substance_cell(note.of("gaps")),
            "disability": cell(True, "", note.line) if _records.about_disability(note) else None,
        },
        note.page.path,
        note.line,
        {"group": _records.groups(people.groups, note.page.path)},
    )
    yield from _finding(note, found, tree)


def _finding(note: Note, found: tuple[Said, ...], tree: Tree) -> Iterator[Record]:
    if not found:
        return
    follow = note.of("follow")
    about = (*found, *note.of("recommendations"), *follow)
    path = note.page.path
    led: list[Lead] = []
    for part in about:
        led += _links.of_text(part.text, path, tree, in_passing=part.role != "follow")
        inside = [link for link in note.links if part.line <= link.line <= part.end]
        led += _links.of_links(inside, path, tree, any_file=part.role == "follow")
    yield _records.record(
        "finding",
        slug(note.title),
        {"statement": cell(" ".join(found[0].text.split())[:200], found[0].text, found[0].line)},
        path,
        found[0].line,
        {"lead": _records.leads(led, path, found[0].line)},
    )


def portrait(note: Note, type: str, tree: Tree) -> Iterator[Record]:
    """A persona or a journey, and what it says that it rests on: a method, a date, sources, people met."""
    sources = [link.target for link in note.links if _is_source(link)] + [part.text for part in note.of("sources")]
    who = note.of("participants") if type == "persona" else ()
    people = _groups.read(line for part in who for line in part.lines)
    counted = [number for number, _ in _groups.phrases(note.prose)]
    told = "\n".join(part.text for part in note.of("sources"))
    known, day = _lexicon.methods(told), _dates.find(told)
    yield _records.record(
        type,
        slug(note.title),
        {
            "title": cell(note.title, note.title, note.line),
            "method": _method(note) or (cell(known, told, note.line) if known else None),
            "date": _date(note, dated_name=True) or (cell(day, told, note.line) if day else None),
            "sources": cell(tuple(sources), "", note.line) if sources else None,
            "participants": cell(people.total or max(counted), "", note.line) if people.total or counted else None,
        },
        note.page.path,
        note.line,
    )


def _is_source(link: Link) -> bool:
    spoken = f"{link.text} {link.target}"
    return _lexicon.topic(spoken).strong or bool(_lexicon.methods(spoken)) or "research" in spoken.lower() or "recherche" in spoken.lower()


def _method(note: Note, *, prose: bool = False) -> Cell | None:
    """The method that a section names, else the one that the title, the opening or (`prose`) any sentence does."""
    told = _records.method_cell(note.of("method"))
    if told is not None and told.value:
        return told
    for text in (note.title, note.page.path.rsplit("/", 1)[-1] if note.whole else "", note.opening, *([note.prose] if prose else [])):
        known = _lexicon.methods(text)
        if known:
            return cell(known, ", ".join(known), note.line)
    return told


def _phase(note: Note) -> Cell | None:
    for part in note.of("phase"):
        known = _records.phase(part.text)
        if known:
            return cell(known, part.text, part.line)
    return None


def _date(note: Note, *, dated_name: bool) -> Cell | None:
    """The day of a note: what a label or the front matter says, else its name and its titles, else its opening."""
    return _announced(note, dated_name=dated_name) or _made(_dates.find(note.opening), note)


def _announced(note: Note, *, dated_name: bool) -> Cell | None:
    for part in note.of("date"):
        day = _dates.find(part.text)
        if day:
            return cell(day, part.text, part.line)
    named = next(filter(None, map(_dates.find, reversed(note.page.path.split("/")[-2:]))), None) if dated_name and note.whole else None
    written = next(filter(None, (_dates.find(text) for text in (note.title, *note.titles[:3]))), None)
    if (written is None or _dates.precision(written) < 3) and (opened := _dates.find(note.opening)) and _dates.precision(opened) == 3:
        written = opened if written is None or _dates.within(opened, written) else written
    # A name gives the day on which the note was put there, a heading that of the session: the more precise of both counts, the heading first.
    return _made(max((day for day in (written, named) if day), key=_dates.precision, default=None), note)


def _made(day: str | None, note: Note) -> Cell | None:
    return cell(day, day, note.line) if day else None


def _date_of_session(note: Note, found: tuple[Said, ...]) -> Cell | None:
    """The day of the note, else the one that a sentence says that people were met on; an account without sections may tell it in any sentence."""
    known, told = _announced(note, dated_name=True), _dates.of_doing(note.prose)
    if known is None:
        return _made(told, note) or _date(note, dated_name=True) or (None if found else _made(_dates.find(note.prose), note))
    more = told is not None and _dates.precision(told) > _dates.precision(known.value) and _dates.within(told, known.value)
    return _made(told, note) if more else known


def _people(note: Note, parts: Iterable[Said], vocabulary: Vocabulary, planned: bool = False) -> People:
    kept = list(parts)
    lines = ((number, line) for part in kept for number, line in part.lines if not line.lstrip().startswith("|"))
    people = _groups.read(lines)
    tabled = [group for part in kept for table in _within(note, part) for group in _tables.groups(table, vocabulary, planned=planned)]
    if not tabled:
        return people
    total = sum(group.count for group in tabled if group.count)
    return People(people.total or total or None, (*people.groups, *tabled))


def _within(note: Note, part: Said) -> Iterator[Table]:
    return (table for table in note.tables if part.line <= table.line <= part.end)


def _in_prose(note: Note) -> tuple[People, tuple[Said, ...]]:
    """People that prose counts (« a survey of 139 caseworkers »), when no section is about them."""
    counted = [number for number, _ in _groups.phrases(note.prose)]
    if not counted:
        return People(None, ()), ()
    groups: tuple[Group, ...] = ()
    return People(max(counted), groups), (Said("participants", "", str(max(counted)), note.line, note.line),)
