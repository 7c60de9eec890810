"""A page as one decision record: its parts by their titles, labels and front matter (Nygard, MADR, CQEN and their kin)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from conforme import Cell, Record
from conforme.facts import placeholders, records, text, values
from conforme.facts import regex as re
from conforme.facts.markdown import Page, Section, plain
from conforme.facts.records.vocabulary import Fields, Vocabulary
from conforme_plugins.decision_records import _criteria, _options, _reuse, _sentences, _status, _words

_NUMBER = re.compile(r"(?:ADR|DR|PDR)?[ #-]{0,2}\d{1,4}[.):]{0,1}\s{1,3}", re.IGNORECASE)
_GENERIC = frozenset(("decision", "decisions", "decision madr", "adr", "architecture decision record", "decision record", "template", "context"))
SILENT = ("status", "date", "links", "deciders")
TEXT_LIMIT = 2000
FEWEST_WORDS = 8


@dataclass
class Parts:
    """What a page has of a decision record: the sections of each part, the labelled values, the title."""

    title: str
    line: int
    sections: list[tuple[str, Section]] = field(default_factory=list)
    values: dict[str, Cell] = field(default_factory=dict)

    def of(self, role: str) -> list[Section]:
        return [section for known, section in self.sections if known == role]

    @property
    def roles(self) -> frozenset[str]:
        """The parts that say something."""
        said = {role for role, section in self.sections if role and placeholders.words_of_substance(section.body)}
        return frozenset(said | {name for name, cell in self.values.items() if cell.text.strip()})


def vocabulary(card: Mapping[str, Any]) -> Fields:
    return Vocabulary.of({"decision": card["decision"]})["decision"]


def parts(page: Page, fields: Fields, path: str) -> Parts:
    """The parts of a page; a section takes the part of the one above it, unless its own title names another."""
    title, line, skipped = _title(page, fields, path)
    found = Parts(title, line)
    trail: list[tuple[int, str]] = []
    for section in page.sections:
        trail = [(level, role) for level, role in trail if level < section.level]
        role = "" if section is skipped else role_of(section.title, fields) or (trail[-1][1] if trail else "")
        found.sections.append((role, section))
        if section is not skipped:
            trail.append((section.level, role))
    found.values.update(_labelled(page, fields, found))
    return found


def role_of(title: str, fields: Fields) -> str:
    """The part that a title names, wholly or by how it begins; "" when it names none."""
    clean = _NUMBER.sub("", title, count=1) if _NUMBER.match(title) else title
    return next((match.field for match in fields.within(clean[:120]) if not match.inexact or match.place == 0), "")


def _title(page: Page, fields: Fields, path: str) -> tuple[str, int, Section | None]:
    first = page.sections[0] if page.sections else None
    heads = first is not None and first.level == 1 and fields.exactly(first.title) is None
    front = page.front_matter.fields() if page.front_matter is not None else {}
    given = {text.fold(key): node for key, node in front.items() if node.kind == "scalar"}
    named = [(first.title, first.line)] if heads and first is not None else []
    named += [(node.text, node.line) for key in ("subtitle", "sous titre", "title", "titre") if (node := given.get(key)) is not None]
    for title, line in named:
        if text.fold(title).strip("() ") not in _GENERIC and not placeholders.is_placeholder(title):
            return title, line, first if heads else None
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0], 1, first if heads else None


def _labelled(page: Page, fields: Fields, found: Parts) -> Iterator[tuple[str, Cell]]:
    """Status and date, from the front matter and the labelled lines; other labels count only under the title, before any part."""
    seen: set[str] = set()
    for name, cell in (*_front(page, fields), *_lines(page, fields, found)):
        if name not in seen:
            seen.add(name)
            yield name, cell


def _front(page: Page, fields: Fields) -> Iterator[tuple[str, Cell]]:
    for key, node in (page.front_matter.fields() if page.front_matter is not None else {}).items():
        name = fields.exactly(key)
        if name in ("status", "date") and node.kind == "scalar" and node.text:
            yield name, Cell(node.text, node.text, node.line, node.column)


def _lines(page: Page, fields: Fields, found: Parts) -> Iterator[tuple[str, Cell]]:
    for label in page.fields:
        role = found.sections[label.section][0] if label.section >= 0 else ""
        name = fields.exactly(label.label)
        if name is not None and role in ("", "status", "date") and name in ("status", "date", "decision", "context", "consequences", "rationale"):
            yield name, Cell(label.value, label.value, label.line)


def record(page: Page, found: Parts, card: Mapping[str, Any], fields: Fields) -> Record:
    """The page as a record of type `decision`.

    Cells: `title`; `status` (accepted, replaced, rejected, proposed); `date`; `decision` (what was decided); `options` (their names);
    `reuse` (`weighed` or `mentioned`, the sentence as text); what `_criteria` tells.
    """
    named = _options.named(page, found.sections)
    sentences = list(_spoken(page, found))
    cells = {"title": Cell(found.title, found.title, found.line)}
    cells.update({name: cell for name, cell in (("status", _status_cell(found, card)), ("date", _date_cell(found))) if cell is not None})
    if (decided := _decision_cell(found, sentences, card)) is not None:
        cells["decision"] = decided
    if named:
        cells["options"] = Cell(tuple(named), "; ".join(named), min((section.line for section in found.of("options")), default=found.line))
    reuse = _reuse.judge(card, sentences, len(named), _options.products(page, found.sections))
    if reuse.sentence is not None:
        cells["reuse"] = Cell(reuse.how, reuse.sentence.text, reuse.sentence.line)
    cells |= {**_criteria.weighed(card, sentences), **_criteria.met(found.of("deciders"), sentences), **_criteria.of_page(page, card)}
    return records.made(fields, cells, page.path, found.line)


def _spoken(page: Page, found: Parts) -> Iterator[_sentences.Sentence]:
    yield _sentences.Sentence(found.title, found.line, "title")
    yield from _sentences.of(page.lead, 1, "")
    for role, section in found.sections:
        if role not in SILENT:
            yield _sentences.Sentence(section.title, section.line, role, heads=role == "options")
            yield from _sentences.of(section.body, section.first, role)


def _status_cell(found: Parts, card: Mapping[str, Any]) -> Cell | None:
    for section in found.of("status"):
        if section.body.strip():
            return _status.read(card, plain(section.body), section.first)
    given = found.values.get("status")
    return _status.read(card, given.text, given.line) if given is not None and given.text.strip() else None


def _date_cell(found: Parts) -> Cell | None:
    given = found.values.get("date")
    for section in found.of("date"):
        if section.body.strip():
            given = Cell(None, plain(section.body).strip().split("\n")[0], section.first)
    return values.read("date", given.text, given.line) if given is not None and given.text.strip() else None


def _decision_cell(found: Parts, sentences: list[_sentences.Sentence], card: Mapping[str, Any]) -> Cell | None:
    """What was decided: the part of that name, else the sentence that says a choice."""
    for section in found.of("decision"):
        if placeholders.words_of_substance(section.body) >= 2:
            return _shown(plain(section.body), section.first)
    given = found.values.get("decision")
    if given is not None and placeholders.words_of_substance(given.text) >= 2:
        return _shown(given.text, given.line)
    chosen = _words.phrases(card, "reuse", "chosen")
    for sentence in sentences:
        if sentence.role != "title" and chosen.first(_words.folded(sentence.text)):
            return _shown(sentence.text, sentence.line)
    return None


def _shown(written: str, line: int) -> Cell:
    shown = " ".join(written[:TEXT_LIMIT].split())
    return Cell(shown, shown, line)
