"""Finds the reports on the state of an initiative: our register, dated notes, dated sections of one page, tables with a line for each date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from conforme import Cell, Document, Evidence, Record, View, hookimpl
from conforme.facts import dated, history, kept, markdown, records, text
from conforme.facts import regex as re
from conforme.facts.history import arrivals
from conforme.facts.markdown import Page, Section
from conforme.facts.records.vocabulary import Vocabulary

SAID = ("progress", "scope", "schedule", "cost", "risks", "blockers", "next")
SIGNS = {"🟢": "on-track", "🟡": "at-risk", "🟠": "at-risk", "🔴": "off-track"}
FOLDERS = frozenset(
    ("etats", "status", "status-reports", "status-updates", "suivi", "sprints", "sprint-reviews", "weekly", "weeknotes", "avancement")
)

_TICKET = re.compile(r"(?:^|[^A-Za-z0-9])(?!COVID|ISO|RFC|SGQRI)[A-Z]{2,10}-\d{2,6}(?!\d)|/(?:tickets|issues|stories)/")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `report`: date, state (on-track, at-risk, off-track), what is said of each matter.

    Data: `every`, the frequency declared, in days; `arrived`, by date of a report, the day on which it entered the repository (None: not known).
    """
    for item in _found(view):
        yield _with(item, arrived=_arrived(view, item))


def _arrived(view: View, item: Evidence) -> Mapping[str, str | None]:
    dates = {record["date"]: record.text("date") or record["date"] for record in item.records}
    if len(dates) == 1 and item.data["carrier"] == "page" and item.path:
        begun = history.origin(view.history, item.path)
        return dict.fromkeys(dates, begun.date if begun.how == "own" else None)
    return arrivals.arrived(view.history, item.path or "", dates, view.date.isoformat())


def _found(view: View) -> Iterator[Evidence]:
    tells = partial(_tells, least=1)
    shape = kept.Shape("status", "report", ("date",), 3, tells, partial(_mended, view.fields["state"]))
    for item in kept.in_registers(view, shape):
        yield _with(item, every=item.data["top"]["every"])
    yield from kept.in_tables(view, shape, {"every": None})
    for document in kept.documents(view):
        if kept.extension(document.path) in kept.PAGES:
            with view.reading(document):
                yield from _page(view, document, shape)


def _with(item: Evidence, **data: Any) -> Evidence:
    from dataclasses import replace

    return replace(item, data={**item.data, **data})


def _page(view: View, document: Document, shape: kept.Shape) -> Iterator[Evidence]:
    page = document.fact(markdown.parse)
    if not page.sections or not _announced(view, page, document.path):
        return
    if _TICKET.search(page.sections[0].title) or _TICKET.search(document.path):
        view.saw(document.path, "one-ticket")
        return
    vocabulary = Vocabulary.of({name: view.fields[name] for name in ("report", "rhythm")})
    data = {"carrier": "page", "every": _every(page, vocabulary)}
    parts = [record for section in page.sections if (record := _part(page, section, vocabulary, shape)) is not None]
    whole = _whole(page, document.path, vocabulary, shape)
    found = tuple(parts) if len(parts) > 1 or whole is None else (whole,)
    if found:
        yield view.evidence(document, line=found[0].line, value="page" if len(found) == 1 else str(len(found)), records=found, data=data)
    elif data["every"] is None and not page.tables:
        view.saw(document.path, "not-a-report")


def _announced(view: View, page: Page, path: str) -> bool:
    folders = frozenset(text.slug(part) for part in path.split("/")[:-1])
    titled = any(kept.announces(view, (section.title,)) for section in page.sections[:1]) or kept.announces(view, (kept.stem(path),))
    return titled or (bool(folders & FOLDERS) and bool(dated.find(f"{kept.stem(path)} {page.sections[0].title}")))


def _every(page: Page, vocabulary: Vocabulary) -> int | None:
    found = records.from_fields(page.fields, vocabulary, "rhythm", page.path, needs=("every",))
    every: int | None = found[0]["every"] if found else None
    return every


def _whole(page: Page, path: str, vocabulary: Vocabulary, shape: kept.Shape) -> Record | None:
    """A page that is one report: dated by its front matter, its name, its title or a line."""
    parts = [markdown.Field(section.title, markdown.plain(section.body).strip(), section.line) for section in page.sections[1:]]
    given = [*page.fields, *parts]
    front = page.front_matter.get("date") if page.front_matter is not None and page.front_matter.kind == "map" else None
    title, line = page.sections[0].title, page.sections[0].line
    said = [str(front.value) if front is not None else "", kept.stem(path), title]
    return _dated(records.from_fields(given, vocabulary, "report", path, name=title, line=line, needs=()), said, shape)


def _part(page: Page, section: Section, vocabulary: Vocabulary, shape: kept.Shape) -> Record | None:
    """A section with a date in its title."""
    if not dated.find(section.title):
        return None
    return _dated(records.from_section(page, section, vocabulary, "report", needs=("title",)), [section.title], shape)


def _dated(found: tuple[Record, ...], said: list[str], shape: kept.Shape) -> Record | None:
    if not found:
        return None
    record = found[0]
    day = record["date"] or next((last_day(known) for each in said if (known := dated.find(each))), None)
    made = kept.with_cells(record, date=Cell(day, record.text("date") or day or "", record.line))
    made = Record("report", day or made.id, made.cells, made.path, made.line, made.column)
    return next(iter(shape.kept((made,))), None) if day and _tells(made, least=2) else None


def last_day(known: str) -> str:
    """The day of a date, the last one of a month."""
    import calendar

    if len(known) == 10:
        return known
    year, month = known.split("-")
    return f"{known}-{calendar.monthrange(int(year), int(month))[1]:02}"


def _mended(words: Mapping[str, Any], record: Record) -> Record:
    written = record.text("state")
    named = [name for name in words if written == name or text.matches(written, (*words[name]["fr"], *words[name]["en"]))]
    signs = [name for sign, name in SIGNS.items() if sign in written]
    at = record.at("state")
    state = (signs or named)[0] if len(set(signs or named)) == 1 else None
    return kept.with_cells(record, state=Cell(state, written, at.line or record.line, at.column or 1))


def _tells(record: Record, least: int) -> bool:
    """Whether so many matters are spoken of, and one in a sentence."""
    said = [kept.count(record, name) for name in SAID]
    return record["date"] is not None and sum(map(bool, said)) >= least and max(said) >= kept.SENTENCE
