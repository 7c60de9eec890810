"""Indicators written in a page without a table: a section each (labelled lines, or a sentence), list items that measure, figures reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from conforme.facts import markdown, records, values
from conforme.facts import regex as re
from conforme.facts.indicators import words as told
from conforme.facts.markdown import ListItem, Page, Section
from conforme.facts.placeholders import is_placeholder
from conforme.facts.records.vocabulary import Vocabulary
from conforme.model import Cell, Record
from conforme.repo import Document

_HTML_HEADING = re.compile(r"^([ \t]{0,40})<h([1-6])(?:\s[^<>]{0,500})?>(.{1,300}?)</h\2>[ \t]{0,40}$", re.MULTILINE | re.IGNORECASE)
_BUTTON = re.compile(r"<button\b[^<>]{0,500}>[^<>\n]{0,200}</button>", re.IGNORECASE)
_TOOLTIP = re.compile(r"<span\b[^<>]{0,300}\brole=[\"']?tooltip\b[^<>]{0,200}>", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{[{%].{0,500}?[%}]\}")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_MEASURE = re.compile(
    r"\b(?:cet indicateur|this (?:indicator|metric|measure)|ce (?:diagramme|graphique|chiffre)|this (?:chart|graph|figure)"
    r"|nous (?:mesurons|suivons)|we (?:measure|track))\b",
    re.IGNORECASE,
)
_DEFINING = ("definition", "formula", "question", "unit", "source", "baseline", "target", "direction", "frequency")
_ABBREVIATED = re.compile(r"\b(?:slos?|slis?|service level)\b", re.IGNORECASE)
# Posts and articles of a site tell of anything; what a team reports of its own service stands in its documentation.
_PUBLISHED = re.compile(r"(?:^|/)(?:content|contents|contenu|_?posts|blog|articles?|news|actualites)/", re.IGNORECASE)
LABELS = 2
LISTED = 2
FIGURES = 4
SENTENCE_WORDS = 6


class Group(NamedTuple):
    """What one titled place holds: records, or a number of reported figures. `carrier`: sections, list, report."""

    title: str
    line: int
    carrier: str
    records: tuple[Record, ...] = ()
    figures: int = 0


def page_of(document: Document) -> Page:
    """The page, with one-line HTML headings read as headings, tooltips as a second line, and no buttons; raises as `markdown.parse`.

    Meant for `document.fact(page_of)`.
    """
    low = document.text.lower()
    if "<h" not in low and "<button" not in low and "tooltip" not in low:
        return document.fact(markdown.parse)
    shown = _HTML_HEADING.sub(lambda found: "#" * int(found[2]) + " " + _TEMPLATE.sub("", found[3]), document.text)
    shown = _TOOLTIP.sub("<br>", _BUTTON.sub("", shown))
    return markdown.parse(Document(document.path, lambda limit: shown.encode("utf-8", "surrogateescape")))


def title_of(page: Page) -> str:
    """The title that the front matter or the first heading gives."""
    front = page.front_matter.get("title") if page.front_matter is not None else None
    if front is not None and isinstance(front.value, str):
        return front.value.strip("* ")
    return page.sections[0].title if page.sections else ""


def groups(page: Page, vocabulary: Vocabulary) -> Iterator[Group]:
    """The places of a page where indicators stand, outermost first; what a place holds is given once."""
    until = 0
    announced_page = told.announces(title_of(page)) and (
        not page.sections or not told.announces(page.sections[0].title) or page.sections[0].level > 1
    )
    for section in _roots(page, announced_page):
        if section.line <= until:
            continue
        inner = page.sections if section.level == 0 else page.sub(section)
        under = (section, *inner)
        if told.is_guidance(section.body + "\n" + "\n".join(part.body for part in inner)) or told.is_technical(section.title):
            continue
        group = (
            _labelled_group(page, section, inner, vocabulary)
            or _listed(page, section, under, vocabulary)
            or _told_group(page, section, inner, vocabulary)
        )
        if group is not None:
            until = under[-1].end
            yield group
    yield from _reports(page, until)


def _roots(page: Page, whole: bool) -> Iterator[Section]:
    if whole and page.sections:
        yield Section(0, title_of(page), 1, 1, page.sections[-1].end, "")
    yield from (section for section in page.sections if told.announces(section.title))


def _labelled_group(page: Page, root: Section, inner: Sequence[Section], vocabulary: Vocabulary) -> Group | None:
    """A section an indicator, with labelled lines."""
    labelled = [record for section in inner if not told.announces(section.title) for record in _labelled(page, section, vocabulary)]
    labelled = labelled or [record for record in _labelled(page, root, vocabulary) if record.text("name") != root.title]
    return Group(root.title, root.line, "sections", tuple(labelled)) if labelled else None


def _told_group(page: Page, root: Section, inner: Sequence[Section], vocabulary: Vocabulary) -> Group | None:
    """A section an indicator, with a sentence that says what is measured."""
    if _ABBREVIATED.search(root.title):
        return None
    said = [record for section in inner if not told.announces(section.title) for record in _said(section, page.path, vocabulary)]
    return Group(root.title, root.line, "sections", tuple(said)) if len(said) >= LISTED else None


def _labelled(page: Page, section: Section, vocabulary: Vocabulary) -> tuple[Record, ...]:
    own = page.sections.index(section) if section.level else -1
    lines = [line for line in page.fields if line.section == own]
    found = records.from_fields(lines, vocabulary, "indicator", page.path, name=section.title, line=section.line)
    return tuple(record for record in found if sum(record[name] is not None for name in _DEFINING) >= LABELS)


def _said(section: Section, path: str, vocabulary: Vocabulary) -> Iterator[Record]:
    sentences = [sentence for sentence in _sentences(section.body) if told.says(sentence) >= SENTENCE_WORDS and not is_placeholder(sentence)]
    found = next(filter(_MEASURE.search, sentences), sentences[0] if sentences and told.measures(section.title) else "")
    if found:
        cells = {"name": values.read("text", section.title, section.line), "definition": values.read("text", found, section.first)}
        yield records.made(vocabulary["indicator"], cells, path, section.line)


def _sentences(body: str) -> list[str]:
    shown = " ".join(markdown.plain(_TEMPLATE.sub(" ", body[:6000])).split())
    return [sentence[:600] for sentence in _SENTENCE.split(shown)]


def _listed(page: Page, root: Section, under: Sequence[Section], vocabulary: Vocabulary) -> Group | None:
    """List items under the title that measure: at least two of them, and half of all."""
    if _ABBREVIATED.search(root.title):
        return None  # what is listed under « SLO » are more often its parts than objectives
    last = under[-1].end
    items = [item for item in page.items if root.line < item.line <= last and told.says(item.text) >= 2]
    named = [item for item in items if told.measures(item.text) or told.has_figure(item.text) or told.has_term(item.text)]
    if len(named) < LISTED or 2 * len(named) < len([item for item in items if item.depth == 0]):
        return None
    return Group(root.title, root.line, "list", tuple(_item(item, page.path, vocabulary) for item in named))


_LABEL = re.compile(r"([^:–—]{3,80})(?: ?:| [–—]) ?(.{1,600})\Z", re.DOTALL)


def _item(item: ListItem, path: str, vocabulary: Vocabulary) -> Record:
    """« Délai de réponse : temps entre… »: a name and what it means; a target where a comparison is written."""
    name, rest = item.text, ""
    if (label := _LABEL.match(item.text)) and told.says(label[2]) >= 3:
        name, rest = label[1], label[2]
    cells = {"name": Cell(name.strip(), name.strip(), item.line)}
    if rest:
        cells["definition"] = values.read("text", rest, item.line)
    return records.made(vocabulary["indicator"], cells, path, item.line)


def aimed(record: Record) -> Record:
    """The record with what its own words tell: from 10 % to 20 %, ≥ 90 %, increases."""
    name = record.text("name")
    cells = dict(record.cells)
    place = cells.get("name", Cell("", "", record.line))
    if not record.has("direction") and (where := told.direction_of(name)):
        cells["direction"] = Cell(where, name, place.line, place.column)
    if not record.has("target"):
        told_of = record.text("definition") if told.has_term(record.text("definition")) else name
        cells.update(_aims(told_of, place, record.has("baseline")))
    return replace(record, cells=cells) if len(cells) != len(record.cells) else record


_QUANTITY = (
    r"\d(?:[\d.,]{0,12}\d)?(?:[ \u00a0\u202f]\d{3}){0,3} ?(?:%|(?:working|business|calendar) days?|jours (?:ouvrables|ouvrés)|[^\W\d_]{1,12})?"
)
_FROM_TO = re.compile(rf"\b(?:from|de) ({_QUANTITY}) (?:to|à|a) ({_QUANTITY})", re.IGNORECASE)
_COMPARED = re.compile(
    rf"(≥|≤|>=|<=|>|<|au moins|at least|moins de|less than|under|plus de|more than|au plus|at most|within|inférieur(?:e)? (?:ou égale? )?à) "
    rf"({_QUANTITY})",
    re.IGNORECASE,
)


def _aims(name: str, place: Cell, based: bool) -> dict[str, Cell]:
    if moved := _FROM_TO.search(name[:600]):
        found = {"target": values.read("quantity", moved[2].strip(), place.line, place.column)}
        return found if based else {**found, "baseline": values.read("quantity", moved[1].strip(), place.line, place.column)}
    if compared := _COMPARED.search(name[:600]):
        sign = compared[1].lower().replace("inférieure", "inférieur").replace("inférieur ou égale à", "≤").replace("inférieur à", "<")
        return {"target": values.read("quantity", f"{sign} {compared[2].strip()}", place.line, place.column)}
    return {}


def _reports(page: Page, after: int) -> Iterator[Group]:
    """Figures reported in list items under « Metrics », « Résultats » and the like."""
    until = after
    for section in page.sections:
        if (
            section.line <= until
            or _PUBLISHED.search(page.path)
            or not told.reports(section.title)
            or any(told.is_technical(title) for title in (*section.trail, section.title))
        ):
            continue
        under = (section, *page.sub(section))
        items = [item for item in page.items if section.line < item.line <= under[-1].end]
        figures = [item for item in items if told.has_figure(item.text)]
        if len(figures) >= FIGURES and 3 * len(figures) >= len(items):
            until = under[-1].end
            yield Group(section.title, section.line, "report", figures=len(figures))
