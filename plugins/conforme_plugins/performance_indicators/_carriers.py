"""What each kind of file holds of measurement, told by its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from conforme import Document, Record, Unreadable, View
from conforme.facts import regex as re
from conforme.facts import structured, tables
from conforme.facts.indicators import dashboard_texts as indicator_dashboard_texts
from conforme.facts.indicators import dashboards as indicator_dashboards
from conforme.facts.indicators import prose as indicator_prose
from conforme.facts.indicators import series as indicator_series
from conforme.facts.indicators import slo as indicator_slo
from conforme.facts.indicators import tables as indicator_tables
from conforme.facts.indicators import words as told
from conforme.facts.markdown import Page
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.structured import Invalid, Node
from conforme.facts.tables import Table

PAGES = (".md", ".mdx")
SHEETS = (".csv", ".tsv")
CODE = (".ex", ".exs", ".rb", ".py", ".sql", ".prisma", ".ts", ".js", ".java", ".kt", ".cs", ".php", ".go", ".scala")
TABLE_FIGURES = 4
PANEL_RECORDS = 50
_HINTS = re.compile(
    r"^(?:[ \t]{0,12}(?:#|\||[-*+] \*\*|\*\*)|[ \t]{0,60}<(?:h\d|th|table)|title:|.{0,200}\|)"
    r".{0,400}?(?:kpi|okr|indica(?:teur|tor)|key result|sultats? cl|metric|métrique|mesure|measur|\bslo|niveau de service|"
    r"service level|service target|cibles? de service|"
    r"statisti|résultat|resultat|\bresults?\b|impact|"
    r"b[ée]n[ée]fice|benefit|north star|d[ée]cision|chiffres|key figures|e\u0301)",
    re.MULTILINE | re.IGNORECASE,
)


class Candidate(Protocol):
    """A path that the card selects: `named` when it is by the name alone."""

    @property
    def path(self) -> str: ...

    @property
    def named(self) -> bool: ...


@dataclass(frozen=True)
class Carrier:
    """One file that holds measurement: its kind, what was read in it, the first line of it."""

    document: Document
    kind: str
    records: tuple[Record, ...] = ()
    line: int = 1
    title: str = ""
    figures: int = 0
    files: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        return self.document.path.rpartition("/")[0]


def holds(document: Document, markers: Sequence[str]) -> bool:
    """Whether the file holds one of the markers that its pattern names; links and submodules are no carriers."""
    try:
        head = document.bytes(16 << 20)[: 1 << 20].lower()
    except Unreadable as error:
        if error.what in ("link", "submodule", "special-file", "too-large"):
            return False
        raise
    return any(marker.lower().encode() in head for marker in markers)


def read(view: View, document: Document, vocabulary: Vocabulary, slis: Mapping[str, Node]) -> Iterator[Carrier]:
    """What the file holds; raises Invalid and Unreadable."""
    path = document.path.lower()
    if path.endswith(PAGES):
        yield from _page(view, document, vocabulary)
    elif path.endswith(SHEETS):
        yield from _sheet(document, vocabulary)
    elif path.endswith((".yaml", ".yml")) and _is_slo(document):
        yield from _slo(document, slis)
    elif path.endswith(CODE) and (series := indicator_series.read(document)) is not None:
        yield Carrier(document, "series", line=series.line, title=series.name)
    else:
        yield from _dashboards(document)


# --- pages -----------------------------------------------------------------------------------------------------------------------------------


def _page(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Carrier]:
    if not _HINTS.search(document.text):
        return
    found = parse_page(document, vocabulary)
    if found is not None:
        yield found
        return
    page = document.fact(indicator_prose.page_of)
    announced = [section for section in page.sections if told.announces(section.title)]
    if announced:
        view.saw(document.path, "guidance" if any(told.is_guidance(page.under(section)) for section in announced) else "no-indicator")


def parse_page(document: Document, vocabulary: Vocabulary) -> Carrier | None:
    """The measurement that a page holds; raises Unreadable."""
    page = document.fact(indicator_prose.page_of)
    groups = list(indicator_prose.groups(page, vocabulary))
    tabled = list(_tables(page, vocabulary))
    records = [record for _, read in tabled for record in read.records] + [record for group in groups for record in group.records]
    figures = sum(group.figures for group in groups) + sum(read.figures for _, read in tabled if read.figures >= TABLE_FIGURES)
    if not records and not figures:
        return None
    records = [indicator_prose.aimed(record) if record.type == "indicator" else record for record in records]
    kind = _kind(tabled, groups)
    lines = [table.line for table, read in tabled if read.records or read.figures] + [group.line for group in groups]
    return Carrier(document, kind, tuple(_distinct(records)), min(lines), indicator_prose.title_of(page), figures)


def _kind(tabled: Sequence[tuple[Table, indicator_tables.Read]], groups: Sequence[indicator_prose.Group]) -> str:
    if any(read.records for _, read in tabled):
        return "table"
    return next((group.carrier for group in groups if group.records), "report")


def _tables(page: Page, vocabulary: Vocabulary) -> Iterator[tuple[Table, indicator_tables.Read]]:
    whole = told.announces(indicator_prose.title_of(page))
    title = indicator_prose.title_of(page)
    software = told.is_technical(page.path) or told.is_technical(title)
    data = told.is_of_data(page.path) or told.is_of_data(title)
    for table in page.tables:
        section = page.section_at(table.line)
        titles = (*section.trail, section.title) if section is not None else ()
        announced = whole or any(map(told.announces, titles))
        read = indicator_tables.read(
            table,
            vocabulary,
            announced=announced,
            technical=software or any(map(told.is_technical, titles)),
            data=data or any(map(told.is_of_data, titles)),
        )
        if (read.records or read.figures) and not (section is not None and told.is_guidance(page.under(section))):
            yield table, read


def _distinct(records: Iterable[Record]) -> Iterator[Record]:
    seen: set[tuple[str, str]] = set()
    for record in records:
        if record.type == "measurement" or (record.type, record.id) not in seen:
            seen.add((record.type, record.id))
            yield record


# --- sheets, objectives, dashboards ----------------------------------------------------------------------------------------------------------


def _sheet(document: Document, vocabulary: Vocabulary) -> Iterator[Carrier]:
    head = document.text[:4000].lower()
    if not re.search(r"indica|kpi|key result|benefi|b[eé]n|b\u0065\u0301n|date|cible|target", head):
        return
    table = document.fact(tables.read_csv)
    read = indicator_tables.read(table, vocabulary, announced=told.announces(table.title), data=told.is_of_data(document.path))
    if read.records and all(record.type == "measurement" for record in read.records):
        yield Carrier(document, "measures", read.records, table.line)
    elif read.records:
        yield Carrier(document, "sheet", read.records, table.line)


def _is_slo(document: Document) -> bool:
    return bool(re.search(r"openslo|sloth\.slok\.dev|prometheus/v1|pyrra\.dev", document.text[: 1 << 16]))


def known_slis(view: View) -> dict[str, Node]:
    """The indicators that OpenSLO files define apart from the objectives that refer to them."""
    found: dict[str, Node] = {}
    for candidate in view.candidates():
        if candidate.path.lower().endswith((".yaml", ".yml")):
            document = view.document(candidate.path)
            try:
                if holds(document, ("openslo",)):
                    found.update(indicator_slo.named(document.fact(structured.parse_all)))
            except (Invalid, Unreadable):
                continue  # said when the file itself is read
    return found


def _slo(document: Document, slis: Mapping[str, Node]) -> Iterator[Carrier]:
    found = indicator_slo.read(document.fact(structured.parse_all), document.path, slis)
    if found:
        yield Carrier(document, "slo", found, found[0].line)


def _dashboards(document: Document) -> Iterator[Carrier]:
    found = indicator_dashboards.read(document)
    if found:
        panels = tuple(_panel(document.path, panel) for board in found for panel in board.panels)[:PANEL_RECORDS]
        yield Carrier(document, "dashboard", panels, found[0].line, found[0].title)


def _panel(path: str, panel: indicator_dashboard_texts.Panel) -> Record:
    from conforme.facts import records, values

    cells = {"name": values.read("text", panel.title, panel.line), "formula": values.read("text", panel.query[:2000], panel.line)}
    return Record("panel", records.record_id(cells), cells, path, panel.line)


# --- what is said ----------------------------------------------------------------------------------------------------------------------------

_WORDS = {"indicator": "name", "benefit": "benefit", "decision": "decision", "measurement": "value"}


def is_said(record: Record) -> bool:
    """Whether a record says something: a name of several words, or one with a sentence or a quantity in a unit beside it."""
    if record.type == "measurement":
        return record["value"] is not None
    name = record[_WORDS[record.type]] if record.type in _WORDS else None
    if not isinstance(name, str) or not name.strip():
        return False
    return told.says(name) >= 2 or any(_says(record, field) for field in record.cells if field not in ("id", "name"))


def _says(record: Record, field: str) -> bool:
    value = record[field]
    if isinstance(value, str):
        return told.says(value) >= 2
    return bool(getattr(value, "unit", ""))
