"""Finds what was tried and what came of it: our register, tables of hypotheses, reports and forms (« Nous croyons que… »)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from conforme import Cell, Document, Evidence, Reason, Record, View, hookimpl
from conforme.facts import dated, kept, markdown, records, text
from conforme.facts.markdown import Page
from conforme.facts.records.vocabulary import Vocabulary

PARTS = ("hypothesis", "method", "result", "marker", "expected")
FOLDERS = frozenset(("experiments", "experimentations", "experimentation", "spikes", "poc", "pocs", "prototypes"))
INDEX = frozenset(("readme", "lisezmoi", "index"))
TEMPLATES = frozenset(("form", "formulaire", "questionnaire", "survey", "sondage", "guide", "script"))


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `experiment`: name, hypothesis, expected, marker, method, result, verdict, date."""
    shape = kept.Shape("experiments", "experiment", ("hypothesis",), 2, _tells, partial(_judged, view.fields["verdict"]))
    told: set[str | None] = set()
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or item.data["has"] & {"result", "marker", "method", "expected"}:
            told.add(item.path)
            yield item
    for document in kept.documents(view):
        if document.path not in told and kept.extension(document.path) in kept.PAGES and not _is_about(document.path):
            with view.reading(document):
                yield from _page(view, document)


def _is_about(path: str) -> bool:
    """Whether a page tells how experiments are written: a form, a guide, or the index of their folder."""
    folder = text.slug(path.split("/")[-2]) if "/" in path else ""
    return bool(TEMPLATES & set(text.words(kept.stem(path)))) or (folder in FOLDERS and text.fold(kept.stem(path)) in INDEX)


def _judged(words: Mapping[str, Any], record: Record) -> Record:
    """The record with its verdict, from its own field or from a result of a word or two."""
    written = record.text("verdict") or (record.text("result") if kept.count(record, "result") < kept.SENTENCE else "")
    found = next((name for name in words if written == name or text.matches(written, (*words[name]["fr"], *words[name]["en"]))), None)
    return kept.with_cells(record, verdict=Cell(found, written, record.line))


def _tells(record: Record) -> bool:
    return kept.count(record, "hypothesis") >= kept.SENTENCE


def _page(view: View, document: Document) -> Iterator[Evidence]:
    page = document.fact(markdown.parse)
    if not page.sections:
        return
    opened = _opened(view, page)
    announced = _announced(view, page, document.path)
    if not announced and "hypothesis" not in opened:
        return
    record = _record(view, page, opened)
    if record is not None and _tells(record) and (announced or len(opened) > 1):
        yield view.evidence(document, line=record.line, value="page", anchor="page", records=(record,), data={"carrier": "page"})
    elif record is not None and announced and sum(name in record.cells for name in PARTS) > 1 and not any(kept.count(record, name) for name in PARTS):
        view.flaw(Reason.HOLLOW, document.path, record.line)
    elif announced:
        view.saw(document.path, "no-hypothesis")


def _announced(view: View, page: Page, path: str) -> bool:
    folders = {text.slug(part) for part in path.split("/")[:-1]}
    return bool(folders & FOLDERS) or kept.announces(view, (page.sections[0].title, kept.stem(path)))


def _record(view: View, page: Page, opened: Mapping[str, Cell]) -> Record | None:
    vocabulary = Vocabulary.of({"experiment": view.fields["experiment"]})
    first = page.sections[0]
    parts = [markdown.Field(section.title, markdown.plain(page.under(section)).strip(), section.line) for section in page.sections[1:]]
    labelled = [field for field in page.fields if vocabulary["experiment"].exactly(field.label)]
    found = records.from_fields([*parts, *labelled], vocabulary, "experiment", page.path, name=first.title, line=first.line, needs=())
    if not found and not opened:
        return None
    made = found[0] if found else Record("experiment", text.slug(first.title) or "experiment", {}, page.path, first.line)
    cells = {"name": Cell(first.title, first.title, first.line), **made.cells, **opened}
    if made["date"] is None and (day := dated.find(f"{kept.stem(page.path)} {first.title}")):
        cells["date"] = Cell(dated.latest(day), day, first.line)
    if "hypothesis" not in cells and "aim" in cells and all(kept.count(made, name) >= kept.SENTENCE for name in ("method", "result")):
        cells["hypothesis"] = cells["aim"]
    record = Record("experiment", text.slug(kept.stem(page.path)) or made.id, cells, page.path, first.line)
    return _judged(view.fields["verdict"], record)


def _opened(view: View, page: Page) -> dict[str, Cell]:
    """The sentences of the form, by how their lines begin; what follows on the next lines belongs to them."""
    from conforme.facts import values

    openings: Mapping[str, Any] = view.fields["openings"]
    leads = [(name, len(word.split()), f"{' '.join(text.words(word))} ") for name, words in openings.items() for word in (*words["fr"], *words["en"])]
    lines = page.prose.split("\n")
    found: dict[str, Cell] = {}
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        said = markdown.plain(line).strip(" >*_-#:…")
        folded = f"{' '.join(text.words(said))} "
        for name, length, lead in leads:
            if name not in found and folded.startswith(lead):
                rest = " ".join(said.split()[length:]).strip("…. :")
                found[name] = values.read("text", " ".join((rest, *_following(lines, at))).strip(), at + 1)
    return found


def _following(lines: list[str], at: int) -> Iterator[str]:
    for line in lines[at + 1 : at + 6]:
        if not line.strip() or line.lstrip().startswith(("*", "-", "#", ">", "|")):
            return
        yield markdown.plain(line).strip()
