"""Pages that hold risks or threats: tables, a section a risk, lists of threats with their controls, or a threat model told in prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Cell, Document, Record
from conforme.facts import markdown, placeholders, records, text, values
from conforme.facts import regex as re
from conforme.facts.markdown import Page, Section
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.threat_or_risk_register import _lists, _tables
from conforme_plugins.threat_or_risk_register import _words as words
from conforme_plugins.threat_or_risk_register._carrier import Carrier, with_cells

_DEDICATED = re.compile(
    r"\b(?:risk (?:register|log|assessment|analysis|matrix|management|inventory)|risks|threat model\w{0,6}|threats?|stride|attack trees?|hazard log|"
    r"security overview|overview security|security (?:risk|threat|analysis|model)\w{0,3}|"
    r"risques|(?:analyse|gestion|evaluation|cartographie|matrice|appreciation|etude) (?:des|de|du) risques?|modelisation des menaces|menaces)\b"
)
_MODEL = re.compile(r"\b(?:threat model\w{0,6}|modele de menaces?|modelisation des menaces|attack trees?|arbres? d'attaque|stride)\b")
_LABELLED_ROW = re.compile(r"\|[ \t]{0,20}(?:\*\*|__)?([^|*_\n]{2,60})(?:\*\*|__)?[ \t:]{0,20}\|([^|\n]{1,4000})\|?[ \t]{0,20}\Z")
_SECURITY = re.compile(r"\b(?:securit[ey]|cyber\w{0,12}|threat\w{0,10}|menaces?|stride|attack\w{0,3}|attaques?|vulnerabilit\w{1,4})\b")
_OTHER = re.compile(
    r"\b(?:non technical|non techniques?|non security|organi[sz]ation(?:al|nels?|nelles?)|business|project|financial|legal|"
    r"delivery|projet|affaires|financiers?|juridiques?)\b"
)
_FOLDERS = frozenset(("risks", "risk register", "risques", "registre des risques", "threats", "menaces", "hazards", "hazard log"))
PROSE_ATTACKS, PROSE_WORDS, LEAST_SECTIONS = 4, 120, 2
_JUDGES = frozenset(("type", "likelihood", "impact", "level", "treatment", "measure", "residual", "status"))


def read(document: Document, vocabulary: Vocabulary) -> Carrier | None:
    """What a page holds of risks, None when it holds none."""
    page = document.fact(markdown.parse)
    dedicated = is_dedicated(page)
    found, where, hollow, form = _gathered(page, vocabulary, dedicated)
    if found or hollow:
        return Carrier(form, tuple(found), where, hollow=hollow, review=_review(page, vocabulary))
    return _told(page) if dedicated else None


def is_dedicated(page: Page) -> bool:
    """Whether risks or threats are what the page is about, by its name, its first title or its folder."""
    base = page.path.rsplit("/", 1)[-1].rpartition(".")[0]
    return _in_folder(page) or any(_DEDICATED.search(text.fold(title)) for title in (base, title_of(page)))


def _in_folder(page: Page) -> bool:
    """Whether the page stands in a folder of risks: a page a risk."""
    return text.fold("/".join(page.path.split("/")[-2:-1])) in _FOLDERS


def title_of(page: Page) -> str:
    front = page.front_matter.get("title") if page.front_matter is not None else None
    if front is not None and isinstance(front.value, str):
        return front.value
    return page.sections[0].title if page.sections and page.sections[0].level <= 2 else ""


def _gathered(page: Page, vocabulary: Vocabulary, dedicated: bool) -> tuple[list[Record], int, int, str]:
    """The records of the first form that has some, the line of the first, how many entries were hollow."""
    cyber = "cyber" if _SECURITY.search(text.fold(f"{page.path} {title_of(page)}")) else "project"
    for form, source in (("table", _of_tables), ("sections", _of_sections), ("list", _lists.read)):
        every = list(source(page, vocabulary, dedicated))
        risks = [record for record in every if record.type != "asset"]
        kept = [record for record in every if words.tells(record) or (record.type == "asset" and len(words.said(record, "name")) > 1)]
        every_typed = [_placed_type(page, record, "cyber" if form == "list" else cyber) for record in kept]
        if every_typed or risks:
            return every_typed, min(record.line for record in every), len(every) - len(kept), form
    return [], 1, 0, ""


def _placed_type(page: Page, record: Record, default: str) -> Record:
    """What stands under a title about security is about security, unless it says otherwise."""
    section = page.section_at(record.line)
    if section is not None and _OTHER.search(text.fold(section.title)):
        return typed(record, "project")
    above = text.fold(" ".join((*section.trail, section.title))) if section is not None else ""
    return typed(record, "cyber" if _SECURITY.search(above) else default)


def typed(record: Record, default: str) -> Record:
    """The record with its type as one of our words, the text as it was written."""
    if record.type == "asset":
        return record
    written = record.cells.get("type")
    cell = Cell(words.type_of(record, default), written.text if written else "", written.line if written else record.line)
    return with_cells(words.settled(record), type=cell)


def _of_tables(page: Page, vocabulary: Vocabulary, dedicated: bool) -> Iterator[Record]:
    for table in page.tables:
        yield from _tables.risks(table, vocabulary, dedicated or _tables.is_of_risks(table.title)) or _tables.assets(table, vocabulary)


def _of_sections(page: Page, vocabulary: Vocabulary, dedicated: bool) -> Iterator[Record]:
    """A section a risk, with labelled lines: `**Probabilité** : élevée`, or rows `| **Stride** | Spoofing |` of a table without headers."""
    if not dedicated:
        return
    found = [record for section in page.sections for record in _of_section(page, section, vocabulary)]
    if len(found) >= (1 if _in_folder(page) else LEAST_SECTIONS):
        yield from found


def _of_section(page: Page, section: Section, vocabulary: Vocabulary) -> Iterator[Record]:
    at = page.sections.index(section)
    parts = [markdown.Field(part.title, markdown.plain(part.body).strip(), part.line) for part in page.sub(section) if _in_folder(page)]
    lines = [line for line in page.fields if line.section == at] + list(_rows(section)) + parts
    for record in records.from_fields(lines, vocabulary, "risk", page.path, name=section.title, line=section.line):
        judged = {name for name in _JUDGES if record.has(name)}
        stride = "type" in judged and words.is_stride(record.text("type"))
        rated = any(words.rated(record.cells.get(name)) for name in words.RATINGS)
        if stride or (rated and len(judged) >= 2) or (rated and words.said(record, "description")):
            yield record


def _rows(section: Section) -> Iterator[markdown.Field]:
    for number, line in enumerate(section.body.split("\n"), section.first):
        match = _LABELLED_ROW.match(line.strip()[:5000])
        if match:
            yield markdown.Field(match[1].strip(), markdown.plain(match[2]).strip(), number)


def _review(page: Page, vocabulary: Vocabulary) -> Mapping[str, Cell]:
    """When the whole was looked at, and is to be looked at again: labelled lines and front matter."""
    fields, found = vocabulary["review"], dict[str, Cell]()
    for line in page.fields:
        _note(found, fields.exactly(line.label), vocabulary, line.value, line.line)
    for key, node in (page.front_matter.fields() if page.front_matter is not None else {}).items():
        _note(found, fields.exactly(key), vocabulary, node.text or str(node.value or ""), node.line)
    return found


def _note(found: dict[str, Cell], name: str | None, vocabulary: Vocabulary, written: str, line: int) -> None:
    if name is not None and name not in found and name != "id":
        found[name] = values.read(vocabulary["review"].by_name[name].kind, written, line)


def _told(page: Page) -> Carrier | None:
    """A threat model in prose: the page says it is one and speaks of attacks at length."""
    if not _MODEL.search(text.fold(f"{page.path.rsplit('/', 1)[-1]} {title_of(page)}")) or placeholders.is_hollow(page.prose):
        return None
    long = len(page.prose.split()) >= PROSE_WORDS
    return Carrier("prose") if long and words.speaks_of_attacks(page.prose) >= PROSE_ATTACKS else None
