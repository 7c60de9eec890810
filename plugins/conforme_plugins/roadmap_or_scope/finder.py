"""What the service is for, what is in and out of it, and what comes next: scope pages, roadmaps, the first section of the README, our register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conforme import Cell, Document, Evidence, Reason, Record, View, hookimpl
from conforme.facts import history, languages, markdown, pages, placeholders, said, text
from conforme.facts.markdown import Page
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.roadmap_or_scope import _approval, _lexicon, _parts, _register, _sentences

PROMISING = ("in", "mvp", "objectives")
LEAST_WORDS, PURPOSE_WORDS = 40, 28
SHOWN = 5
NAMES = frozenset(
    """roadmap vision scope portee scoping mission missions manifeste charter charte
    cadrage mvp pmv objectives objectifs feuille dossier visie visiedocument doelstellingen zielbild""".split()
)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records: `scope` (a cell a part told: `objectives`, `in`, `out`, `mvp`, `clienteles`, `roadmap`…, valued in words), `approval`, `change`.

    Data: `touched`, the day of the last change of the file; `what`: scope, roadmap or purpose; `languages`: those promised (see _languages).
    """
    vocabulary = Vocabulary.of(view.fields)
    shown: set[str] = set()
    for register in view.register("scope"):
        found = tuple(_register.records(register))
        if found:
            shown.add(register.path)
            yield _evidence(view, view.document(register.path), "scope", found, found[0].line)
    for document in pages.of_a_product(view):
        if len(shown) < SHOWN and not _is_aside(document.path):
            with view.reading(document):
                for item in _page(view, document, vocabulary):
                    shown.add(document.path)
                    yield item
    for document in view.pages():
        if document.path not in shown and len(shown) < SHOWN:
            with view.reading(document):
                for item in _readme(view, document, vocabulary):
                    shown.add(document.path)
                    yield item


def _is_aside(path: str) -> bool:
    folders = path.lower().split("/")
    words = set(text.words(folders[-1].rsplit(".", 1)[0]))
    searched = any("research" in folder for folder in folders[:-1])
    return searched or bool(_lexicon.ASIDE & set(folders[:-1])) or not (NAMES & words or "objectif" in words)


def _evidence(view: View, document: Document, what: str, found: Sequence[Record], line: int) -> Evidence:
    touched = history.touched(view.history, document.path) if view.history.known else None
    data = {"what": what, "touched": touched.date if touched is not None else None, "languages": _languages(view, found)}
    return view.evidence(document, line=line, value=what, records=found, data=data)


def _languages(view: View, found: Sequence[Record]) -> Mapping[str, Any]:
    """What the scope promises of languages, and what the names of catalogues say: `promised`, `line`, `found` (code, path), `lacking`."""
    told = [(cell.line, codes) for record in found if record.type == "scope" for name in PROMISING if (cell := record.cells.get(name))
            if (codes := languages.promised(cell.text))]  # fmt: skip
    if not told:
        return {"promised": (), "line": 0, "found": (), "lacking": ()}
    known = languages.catalogues(view.paths)
    line, codes = told[0]
    return {"promised": codes, "line": line, "found": known.found, "lacking": languages.lacking(codes, known, view.paths)}


def _page(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """A page named after a scope, a vision or a roadmap."""
    if document.path.endswith((".yml", ".yaml")):
        return
    if placeholders.is_hollow(document.text):
        view.flaw(Reason.HOLLOW, document.path)
        return
    page = document.fact(markdown.parse)
    told = document.fact(said.read)
    plans = told.signals(_lexicon.PLANS)
    title = text.words(" ".join([document.path.rsplit("/", 1)[-1], page.sections[0].title if page.sections else ""]))
    planned = ("roadmap" in title or "feuille" in title) and len(plans) == len(_lexicon.PLANS)
    meant = len(set(told.hits(_lexicon.STRONG))) >= 2 or (told.has(_lexicon.STRONG) and len(told.hits(_lexicon.WEAK)) >= 3)
    if told.count < LEAST_WORDS or not (planned or meant):
        view.saw(document.path, "no-purpose")
        return
    aim = next(iter(told.hits(_lexicon.AIMS)), None)
    steps = {"roadmap": Cell(told.count, "", 1)} if planned else {"objectives": Cell(told.count, "", aim)} if aim is not None else {}
    yield _evidence(view, document, "roadmap" if planned else "scope", _records(page, vocabulary, steps), 1)


def _records(page: Page, vocabulary: Vocabulary, known: Mapping[str, Cell]) -> list[Record]:
    """The records of a page; `known` are parts that the page as a whole, or its opening, tells."""
    scope = _parts.of_page(page)
    if known:
        scope = replace(scope, cells={**known, **scope.cells}) if scope is not None else Record("scope", "scope", dict(known), page.path, 1)
    approvals = list(_approval.approvals(page, vocabulary)) if scope is not None else []
    return [*([scope] if scope is not None else []), *approvals, *_approval.changes(page, vocabulary)]


def _readme(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The part of a first page that says what the product is for: under a title that says so, else at the top."""
    page = document.fact(markdown.parse)
    if placeholders.template(document.text):
        view.flaw(Reason.HOLLOW, document.path)
        return
    found = list(_purposes(page))
    if not found:
        view.saw(document.path, "no-purpose")
        return
    line, body, told = next((item for item in found if item[2].has(_lexicon.STRONG)), found[0])
    told_here = {"objectives": Cell(told.count, markdown.plain(body).strip()[:2000], line)} if told.has(_lexicon.STRONG) else {}
    yield _evidence(view, document, "purpose", _records(page, vocabulary, told_here), line)


def _purposes(page: Page) -> Iterator[tuple[int, str, said.Said]]:
    """The places that tell a purpose: the best opening, then, lower in the page, the sections that say what the product is meant for."""
    openings = ((line, body, said.spoken(markdown.plain(body).split("\n"), line), titled) for line, body, titled in _openings(page))
    kept = (item for item in openings if item[2].count >= PURPOSE_WORDS and not placeholders.is_hollow(item[1]))
    first = next((item for item in kept if _is_purpose(item[2], item[1], item[3])), None)
    if first is not None:
        yield first[:3]
    for section in page.sections:
        told = said.spoken(markdown.plain(section.body).split("\n"), section.line)
        aims = told.count >= PURPOSE_WORDS and told.has(_lexicon.AIMS) and not _is_technical(section.title)
        if aims and _sentences.count(section.body) >= 2 and not placeholders.is_hollow(section.body):
            yield section.line, section.body, told


def _is_technical(title: str) -> bool:
    return text.matches(title, _lexicon.TECHNICAL)


def _openings(page: Page) -> Iterator[tuple[int, str, bool]]:
    """The places where a purpose is told, best first: sections so titled, the text at the top, the text under the first title."""
    for section in page.sections:
        strong = text.matches(section.title, HEADINGS)
        if len(text.words(section.title)) <= _parts.TITLE_WORDS and (strong or (section.line <= EARLY and text.matches(section.title, OPENINGS))):
            yield section.line, page.under(section)[:6000], True
    if page.lead:
        yield 1, page.lead, False
    for section in page.sections[:2]:
        if not _is_technical(section.title):
            yield section.line, section.body, False


def _is_purpose(told: said.Said, body: str, titled: bool) -> bool:
    strong, weak = len(set(told.hits(_lexicon.STRONG))), len(told.hits(_lexicon.WEAK))
    return strong + weak >= 2 if titled else ((strong >= 1 and weak >= 1) or weak >= 3) and _sentences.count(body) >= 2


EARLY = 45
HEADINGS = (
    "objectif", "objectifs", "buts", "portée", "vision", "mission", "missions", "raison d’être", "feuille de route", "périmètre", "objective",
    "objectives", "goal", "goals",
    "purpose", "scope", "out of scope", "roadmap", "what’s in this repo", "about the project", "about this project", "à propos du projet",
    "ziele", "doel", "doelstelling", "visie", "obiettivi", "objetivo",
)  # fmt: skip
# Titles that many a section has: only near the top do they open a page.
OPENINGS = (
    "présentation", "contexte", "à propos", "a propos", "introduction", "description", "le projet", "le service", "overview", "about",
    "background", "what is", "why", "summary",
    "context", "the project", "problem", "über", "introduzione", "achtergrond", "product", "but",
)  # fmt: skip
