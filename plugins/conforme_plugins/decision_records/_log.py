"""Many decisions in one page: a table with a line each, or a section each; and the one section that tells of a choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from conforme import Cell, Record
from conforme.facts import placeholders
from conforme.facts import records as readers
from conforme.facts.markdown import Page, Section, plain
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.tables import Table
from conforme_plugins.decision_records import _criteria, _page, _reuse, _sentences, _status, _words

_TOLD = ("decision", "rationale", "context", "consequences", "options")


def records(page: Page, card: Mapping[str, Any]) -> tuple[Record, ...]:
    """The decisions of a page that logs many: its tables, else its sections."""
    found = [record for table in page.tables for record in _rows(table, card)]
    return tuple(found or _sections(page, card))


def section(page: Page, section: Section, card: Mapping[str, Any]) -> tuple[Record, ...]:
    """The decisions that one section tells: a table of them, or a text that weighs existing solutions."""
    inside = (section, *page.sub(section))
    last = inside[-1].end
    rows = [record for table in page.tables if section.line <= table.line <= last for record in _rows(table, card)]
    told = _told(page, inside, card)
    return tuple(rows or ([told] if told is not None else []))


def _rows(table: Table, card: Mapping[str, Any]) -> Iterator[Record]:
    """The lines that say what was decided and why; those of an index (a title, a status, a date) do not."""
    for record in readers.from_table(table, Vocabulary.of({"decision": card["decision"]}), "decision", needs=()):
        said = [name for name in _TOLD if placeholders.words_of_substance(record.text(name)) >= 2]
        if len(said) >= 2 or (said and record.has("title") and record.has("status") and not record.cells.get("title.links")):
            yield _judged(record, card)


def _sections(page: Page, card: Mapping[str, Any]) -> Iterator[Record]:
    vocabulary = Vocabulary.of({"decision": card["decision"]})
    done = 0
    for section in page.sections:
        if section.line < done:
            continue
        for record in readers.from_section(page, section, vocabulary, "decision", needs=("decision",)):
            others = [name for name in ("status", "date", "context", "rationale", "options", "consequences") if record.has(name)]
            if others and placeholders.words_of_substance(record.text("decision")) >= 2:
                done = page.sub(section)[-1].end if page.sub(section) else section.end
                yield _judged(record, card)


def _judged(record: Record, card: Mapping[str, Any]) -> Record:
    """The record with its status read and what it says of reuse."""
    cells = dict(record.cells)
    if "status" in cells:
        cells["status"] = _status.read(card, cells["status"].text, cells["status"].line)
    options = [part.strip() for part in record.text("options").replace("\n", ";").split(";") if part.strip()]
    sentences = [sentence for name in ("title", *_TOLD) if name in cells for sentence in _sentences.of(cells[name].text, cells[name].line, name)]
    reuse = _reuse.judge(card, sentences, len(options))
    if reuse.sentence is not None:
        cells["reuse"] = Cell(reuse.how, reuse.sentence.text, reuse.sentence.line)
    return replace(record, cells={**cells, **_criteria.weighed(card, sentences), **_criteria.of_row(record, card)})


def _told(page: Page, inside: tuple[Section, ...], card: Mapping[str, Any]) -> Record | None:
    """A text that weighs existing solutions, as one decision; None when it does not."""
    head = inside[0]
    sentences = [sentence for part in inside for sentence in _sentences.of(part.body, part.first, "options")]
    reuse = _reuse.judge(card, sentences, 0)
    if reuse.how != _reuse.WEIGHED or reuse.sentence is None:
        return None
    cells = {"title": Cell(head.title, head.title, head.line), "reuse": Cell(reuse.how, reuse.sentence.text, reuse.sentence.line)}
    chosen = _words.phrases(card, "reuse", "chosen")
    decided = next((sentence for sentence in sentences if chosen.first(_words.folded(sentence.text))), None)
    if decided is not None:
        cells["decision"] = Cell(plain(decided.text), decided.text, decided.line)
    return readers.made(_page.vocabulary(card), cells, page.path, head.line)
