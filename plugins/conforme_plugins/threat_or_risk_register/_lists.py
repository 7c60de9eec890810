"""Lists of risks or threats, each with the controls that answer it, or with the threats that are behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from conforme import Cell, Record
from conforme.facts import records, text, values
from conforme.facts import regex as re
from conforme.facts.markdown import ListItem, Page
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.threat_or_risk_register import _tables

LEAST = 3
SHARE = 0.5
_CONTROLS = re.compile(
    r"(?:proposed |existing |planned |possible |implemented )?(?:controls?|mitigations?|countermeasures?|safeguards?|measures?)\b|"
    r"(?:mesures?|controles?|parades?|attenuations?|contre mesures?)\b"
)
_THREATS = re.compile(r"(?:related |associated |possible )?(?:threats?|causes?)\b|menaces?\b")


def read(page: Page, vocabulary: Vocabulary, dedicated: bool) -> Iterator[Record]:
    """The items under headings that speak of risks or threats, when most of them are answered by controls or lead to items that are."""
    found = [record for section in range(len(page.sections)) for record in _under(page, section, vocabulary, dedicated)]
    answers = {text.slug(record.text("name")): record for record in found if record.has("measure")}
    kept = [_led(record, answers) for record in found]
    answered = sum(record.has("measure") for record in kept)
    if answered >= LEAST and answered >= SHARE * len(kept):
        yield from kept


def _under(page: Page, at: int, vocabulary: Vocabulary, dedicated: bool) -> Iterator[Record]:
    section = page.sections[at]
    if not any(_tables.is_of_risks(title) for title in (section.title, *section.trail)):
        return
    items = [item for item in page.items if item.section == at]
    tops = [number for number, item in enumerate(items) if item.depth == 0]
    found = [_record(page.path, items[number], items[number + 1 : following], vocabulary) for number, following in pairwise([*tops, len(items)])]
    if _tables.is_of_risks(section.title) or any(record.has("measure") or record.has("cause") for record in found):
        yield from found


def _record(path: str, top: ListItem, inner: Sequence[ListItem], vocabulary: Vocabulary) -> Record:
    cells: dict[str, Cell] = {"name": values.read("text", top.text, top.line)}
    name = ""
    for item in inner:
        if item.depth == 1:
            label, colon, rest = item.text.partition(":")
            name = _field(label, vocabulary) if colon or not rest else ""
            _add(cells, name, rest.strip(), item.line, vocabulary)
        else:
            _add(cells, name, item.text, item.line, vocabulary)
    return records.made(vocabulary["risk"], cells, path, top.line)


def _field(label: str, vocabulary: Vocabulary) -> str:
    """What the items under a label say of the risk: what answers it, what is behind it, or a field by its own word."""
    folded = text.fold(label)
    if _CONTROLS.match(folded):
        return "measure"
    if _THREATS.match(folded):
        return "cause"
    named = vocabulary["risk"].exactly(label)
    return named if named not in (None, "id", "name") else ""


def _add(cells: dict[str, Cell], name: str, written: str, line: int, vocabulary: Vocabulary) -> None:
    if not name or not written:
        return
    known, field = cells.get(name), vocabulary["risk"].by_name[name]
    if field.kind != "text":
        cells.setdefault(name, values.read(field.kind, written, line))
    else:
        cells[name] = values.read("text", f"{known.text}; {written}" if known else written, known.line if known else line)


def _led(record: Record, answers: dict[str, Record]) -> Record:
    """A risk whose threats are answered elsewhere in the page is answered there."""
    if record.has("measure") or not record.has("cause"):
        return record
    behind = [answers[slug] for part in record.text("cause").split("; ") if (slug := text.slug(part)) in answers]
    if not behind:
        return record
    cell = behind[0].cells["measure"]
    return Record(record.type, record.id, {**record.cells, "measure": cell}, record.path, record.line, record.column)
