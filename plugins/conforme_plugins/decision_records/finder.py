"""Decisions put on record: a file each (Nygard, MADR, CQEN…), a log in one page, a section that weighs what exists, `isBasedOn` of publiccode.yml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conforme import Document, Evidence, Reason, Record, View, hookimpl
from conforme.facts import markdown, placeholders, text
from conforme.facts import regex as re
from conforme.repo import Unreadable
from conforme_plugins.decision_records import _log, _page, _publiccode

_MEETING = re.compile(
    r"\b(?:agenda|meetings? (?:notes?|minutes)|minutes of|notes (?:of|from) (?:the |our )?meetings?|"
    r"(?:sync|stand ?up|scrum|sprint|retro\w*|planning) notes?|"
    r"notes? de (?:reunions?|rencontres?)|comptes? rendus?(?: de reunions?)?|proces verba\w{1,3}|ordre du jour)\b"
)
SECTIONS_A_PAGE = 50  # no honest page has more of these titles
_TEMPLATE = frozenset(("template", "templates", "gabarit", "modele", "canevas", "skeleton", "boilerplate"))
_USUAL = frozenset(
    "adr adrs dr decision decisions record records architecture architectural log madr nygard short minimal bare long de d la une".split()
)
_PLACE = frozenset(("adr", "adrs", "adl", "madr", "decision", "decisions"))
_INDEX = frozenset(("readme", "index", "lisezmoi", "toc", "sommaire"))
_JOINED = re.compile(r"\b(ADR|DR)(\d)", re.IGNORECASE)
_DECISION = re.compile(r"^#{1,6}.{0,60}cision|^(?:\*\*)?(?:D.{1,3}cision)|^.{1,60}cision.{0,40}\n[-=]{3}", re.IGNORECASE | re.MULTILINE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    seen: set[str] = set()
    containing = {candidate.path for candidate in view.candidates() if candidate.containing}
    for document in view.documents():
        if document.path.lower().endswith((".yml", ".yaml")):
            with view.reading(document):
                yield from _publiccode.read(view, document)
        elif document.path not in containing and _PLACE & _path_words(document.path):
            with view.reading(document):
                yield from _placed(view, document, seen)
        else:
            yield from _elsewhere(view, document, seen)
    yield from _told(view, seen)


def _placed(view: View, document: Document, seen: set[str]) -> Iterator[Evidence]:
    """A page in a place named after decisions."""
    seen.add(document.path)
    page = document.fact(markdown.parse)
    if _is_template(document):
        view.saw(document.path, "template")
        if not _is_form(document.path):
            view.flaw(Reason.HOLLOW, document.path)
        return
    found = _records(view, page, document.path, placed=True)
    if found:
        yield view.evidence(document, line=found[0].line, records=found, value=_value(found))
    elif _stem(document.path) & _INDEX:
        view.saw(document.path, "index")
    elif _is_hollow(view, page, document.path):
        view.flaw(Reason.HOLLOW, document.path)
    else:
        view.saw(document.path, "no-decision")


def _elsewhere(view: View, document: Document, seen: set[str]) -> Iterator[Evidence]:
    """A page with the parts of a decision record, wherever it stands; one too large to be read is none."""
    try:
        if not _DECISION.search(document.text) or _is_form(document.path):
            return
        page = document.fact(markdown.parse)
    except Unreadable:
        return
    if _is_template(document):
        return
    found = _records(view, page, document.path, placed=False)
    if found and _is_meeting(document.path, found[0]):
        view.saw(document.path, "meeting")
    elif found:
        seen.add(document.path)
        yield view.evidence(document, line=found[0].line, records=found, value=_value(found))


def _records(view: View, page: markdown.Page, path: str, *, placed: bool) -> tuple[Record, ...]:
    fields = _page.vocabulary(view.fields)
    parts = _page.parts(page, fields, path)
    record = _page.record(page, parts, view.fields, fields)
    if _is_decision(parts, record, placed):
        return (record,)
    return _log.records(page, view.fields) if placed else ()


def _is_decision(parts: _page.Parts, record: Record, placed: bool) -> bool:
    """Whether a page records a decision: in a place of decisions by two of its parts, elsewhere by three, the decision among them."""
    roles = parts.roles & {"status", "context", "decision", "consequences", "options", "rationale"}
    said = sum(placeholders.words_of_substance(section.body) for role, section in parts.sections if role not in _page.SILENT)
    if said < _page.FEWEST_WORDS:
        return False
    if not placed:
        named = any(role == "decision" and "cision" in text.fold(section.title) for role, section in parts.sections)
        return named and "decision" in roles and len(roles) >= 3
    return ("decision" in roles and len(roles) >= 2) or record["status"] is not None


def _is_hollow(view: View, page: markdown.Page, path: str) -> bool:
    parts = _page.parts(page, _page.vocabulary(view.fields), path)
    named = {role for role, section in parts.sections} & {"decision", "context", "consequences", "options"}
    return bool(named) and placeholders.words_of_substance(page.prose) < 2 * _page.FEWEST_WORDS or placeholders.is_hollow(page.prose)


def _value(found: tuple[Record, ...]) -> str | None:
    return found[0]["status"] if len(found) == 1 else f"{len(found)}"


def _stem(path: str) -> frozenset[str]:
    return frozenset(text.words(path.rsplit("/", 1)[-1].rsplit(".", 1)[0]))


def _path_words(path: str) -> frozenset[str]:
    """The words of the folders and of the name; `ADR004` is two."""
    return frozenset(text.words(_JOINED.sub(r"\1 \2", path.rsplit(".", 1)[0])))


def _is_template(document: Document) -> bool:
    stem = {word for word in _stem(document.path) if not any(character.isdigit() for character in word) and "xx" not in word} - _USUAL
    return (bool(stem) and stem <= _TEMPLATE) or _is_form(document.path) or placeholders.template(document.text) is not None


def _is_meeting(path: str, record: Record) -> bool:
    """Whether a page that stands in no place of decisions keeps the notes of meetings."""
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return any(_MEETING.search(" ".join(text.words(title))) for title in (stem, record.text("title")))


def _is_form(path: str) -> bool:
    """A form of the forge for issues and merge requests."""
    return any(mark in path.lower() for mark in ("issue_template", "pull_request_template", "merge_request_template"))


def _told(view: View, seen: set[str]) -> Iterator[Evidence]:
    """Sections that log decisions or weigh what exists, in the pages of the product."""
    told: Counter[str] = Counter()
    for document, section in view.sections():
        told[document.path] += 1
        if document.path in seen or told[document.path] > SECTIONS_A_PAGE:
            continue
        found = _log.section(document.fact(markdown.parse), section, view.fields)
        if found:
            yield view.evidence(document, line=section.line, anchor=text.slug(section.title), records=found, value=_value(found))
        else:
            view.saw(document.path, "no-comparison", line=section.line)
