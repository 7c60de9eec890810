"""The releases that a page tells of: a version or a day, and what changed. From headings, from tables, from lines that begin with one."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import days, placeholders
from conforme.facts import regex as re
from conforme.facts.markdown import Page, plain
from conforme.facts.tables import Table
from conforme.facts.text import matches, slug, words
from conforme.model import Cell, Record
from conforme.repo import Document

LEAST_WORDS = 2
LIMIT = 400
_VERSION = re.compile(r"(?<![\w.])[vV]?(\d{1,4}(?:\.\d{1,6}){1,3}(?:[-+.]?[A-Za-z][\w.-]{0,30})?)(?![\w.]*\d)")
_WHOLE = re.compile(r"(?:version|release|sprint|v|r)[ .-]?(\d{1,4})\b", re.IGNORECASE)
_LEADS = re.compile(
    r"[ \t]{0,6}(?:[-*+] |#{1,6} |\*\*)?[ \t]{0,4}\[?(?:version |release |v)?(\d{1,4}(?:\.\d{1,5}){1,3}|20\d\d-\d\d-\d\d)\b", re.IGNORECASE
)
_UNRELEASED = ("unreleased", "non publié", "à venir", "prochaine version", "next", "upcoming", "en cours")


def of_page(page: Page) -> tuple[Record, ...]:
    """The releases of a page, in its order; a section with nothing under it, or only what stands for text to come, is none."""
    found = list(_of_sections(page))
    found += [record for table in page.tables for record in _of_table(table, page.path)]
    if not found and all(named(section.title) is None for section in page.sections):
        found = list(_of_lines(page.prose.split("\n"), 1, page.path))
    return tuple(found[:LIMIT])


def of_section(page: Page, line: int, body: str, first: int) -> tuple[Record, ...]:
    """The releases told in one section: its lines, or its tables."""
    rows = [record for table in page.tables if line < table.line <= first + body.count("\n") + 1 for record in _of_table(table, page.path)]
    return tuple(rows or _of_lines(body.split("\n"), first, page.path))


def named(title: str) -> tuple[str, str] | None:
    """The version and the day that a title gives ("" for none), None when it gives neither or is of what is not out yet."""
    if matches(title, _UNRELEASED):
        return None
    day = days.last_in(title) or ""
    version = _VERSION.search(title) or _WHOLE.search(title)
    if version is None and not day:
        return None
    return (version[1] if version is not None else "", day)


def alone(name: tuple[str, str], document: Document) -> Record:
    """The one release of a file that is named after it."""
    return _record(name, document.path, 1, len(words(document.text[:20_000])))


def _of_sections(page: Page) -> Iterator[Record]:
    for section in page.sections:
        name = named(section.title)
        if name is None or len(words(section.title)) > 14:
            continue
        body = plain(page.under(section))
        if len(words(body)) >= LEAST_WORDS and not placeholders.is_hollow(body):
            yield _record(name, page.path, section.line, len(words(body)))


def _of_table(table: Table, path: str) -> Iterator[Record]:
    """The rows of a table that has a column of versions or dates and one of changes."""
    titles = [cell.text for cell in table.headers]
    keyed = [place for place, title in enumerate(titles) if matches(title, ("version", "release", "date", "tag", "publication", "sprint"))]
    told = [place for place, title in enumerate(titles) if matches(title, _CHANGES)]
    if not keyed or not told:
        return
    for row in table.rows:
        name = named(" ".join(row[place].text for place in keyed if place < len(row)))
        text = " ".join(row[place].text for place in told if place < len(row))
        if name is not None and len(words(text)) >= LEAST_WORDS and not placeholders.is_placeholder(text):
            yield _record(name, path, row[0].line, len(words(text)))


_CHANGES = (
    "changements",
    "changement",
    "modifications",
    "modification",
    "description",
    "nouveautés",
    "changes",
    "change",
    "notes",
    "détails",
    "details",
    "contenu",
    "summary",
)


def _of_lines(lines: list[str], first: int, path: str) -> Iterator[Record]:
    """Lines that begin with a version or a day, with what they say or what follows them."""
    starts = [place for place, line in enumerate(lines) if _LEADS.match(line)]
    for at, place in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else min(len(lines), place + 200)
        match = _LEADS.match(lines[place])
        rest = " ".join([lines[place][match.end() :] if match is not None else "", *lines[place + 1 : end]])
        name = named(lines[place][:80])
        told = [word for word in words(rest) if word.isalpha()]
        if name is not None and len(told) >= LEAST_WORDS and not placeholders.is_placeholder(rest[:600]):
            yield _record(name, path, first + place, len(told))


def _record(name: tuple[str, str], path: str, line: int, said: int) -> Record:
    version, day = name
    cells = {"words": Cell(said, str(said), line)}
    if version:
        cells["version"] = Cell(version, version, line)
    if day:
        cells["date"] = Cell(day, day, line)
    return Record("release", slug(version or day), cells, path, line)
