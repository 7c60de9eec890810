"""Finds journeys described by steps: our register, Mermaid journeys, BPMN processes, tables of steps in pages about a journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from conforme import Cell, Document, Evidence, Reason, Record, View, hookimpl
from conforme.facts import kept, markdown, records, text
from conforme.facts import regex as re
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.service_journeys import _diagrams

EXAMPLES = frozenset("example exemple template demo sample test".split())
_SEPARATE = re.compile(r"(?<=[a-z])(?=[A-Z])")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `journey`: name, related, tests, `tests.found`, `tests.absent`; its `steps`: name, channel (a tuple of codes), reason, actor."""
    mended = partial(_channelled, view.fields["channel"])
    yield from _registered(view, mended)
    yield from _tabled(view, mended)
    for document in kept.documents(view):
        with view.reading(document):
            yield from _drawn(view, document)


def _registered(view: View, mended: Any) -> Iterator[Evidence]:
    for register in view.register("journeys"):
        journeys = [replace(each, children={"steps": tuple(map(mended, each.of("steps")))}) for each in register.of("journey")]
        told = tuple(_tested(view, each) for each in journeys if _names(each))
        if told:
            yield view.evidence(view.document(register.path), value=str(len(told)), records=told, data={"carrier": "register"})
        elif journeys and not register.problems:
            view.flaw(Reason.HOLLOW, register.path)


def _names(journey: Record) -> bool:
    return len({text.fold(step.text("name")) for step in journey.of("steps") if step["name"] is not None}) > 1


def _tabled(view: View, mended: Any) -> Iterator[Evidence]:
    shape = kept.Shape("journeys", "journey_step", ("name",), 2, lambda step: step["name"] is not None, mended)
    for item in kept.in_tables(view, shape):
        if item.data["has"] & {"channel", "digital", "difficulties", "reason"} or (item.data["has"] & {"actor"} and len(item.records) > 2):
            journey = _diagrams.journey(_title(view, item), list(item.records), item.path or "", item.line or 1)
            if _names(journey):
                yield replace(item, records=(_tested(view, _completed(view, item, journey)),), value="1")
            else:
                view.flaw(Reason.HOLLOW, item.path or "", item.line or 1)


def _title(view: View, item: Evidence) -> str:
    path = item.path or ""
    if kept.extension(path) not in kept.PAGES:
        return kept.stem(path)
    section = view.document(path).fact(markdown.parse).section_at(item.line or 1)
    return section.title if section is not None else kept.stem(path)


def _completed(view: View, item: Evidence, journey: Record) -> Record:
    """The journey with what the lines of its page and the cells of its steps say of tests and of related services."""
    cells = dict(journey.cells)
    if kept.extension(journey.path) in kept.PAGES:
        page = view.document(journey.path).fact(markdown.parse)
        vocabulary = Vocabulary.of({"journey": view.fields["journey"]})
        parts = [markdown.Field(section.title, markdown.plain(section.body).strip(), section.line) for section in page.sections[1:]]
        found = records.from_fields([*page.fields, *parts], vocabulary, "journey", journey.path, needs=())
        for each in found:
            cells |= {name: cell for name, cell in each.cells.items() if name in ("related", "tests") and cell.value}
    own = tuple(test for step in journey.of("steps") for test in step["tests"] or ())
    if own:
        cells["tests"] = Cell((*(cells["tests"].value if "tests" in cells else ()), *own), "", journey.line)
    return replace(journey, cells=cells)


def _drawn(view: View, document: Document) -> Iterator[Evidence]:
    ending = kept.extension(document.path)
    if EXAMPLES & set(text.words(_SEPARATE.sub(" ", kept.stem(document.path)))):
        return
    drawn = ending in ("bpmn", "bpmn2", "xml")
    if not drawn and ending not in (*kept.PAGES, "mmd", "mermaid"):
        return
    journeys = list(_diagrams.bpmn(document) if drawn else _diagrams.mermaid(document))
    for number, journey in enumerate(journeys):
        if _names(journey):
            value = "bpmn" if drawn else "mermaid"
            yield view.evidence(
                document, line=journey.line, value=value, anchor=f"{value}:{journey.id}:{number}", records=(journey,), data={"carrier": value}
            )
        else:
            view.saw(document.path, "no-step", line=journey.line)


def _channelled(words: Mapping[str, Any], step: Record) -> Record:
    written, channel = step.text("channel"), step["channel"]
    found = tuple(name for name in words if channel == name or (channel and text.matches(written, (*words[name]["fr"], *words[name]["en"]))))
    if not found and isinstance(step["digital"], bool):
        found = ("digital",) if step["digital"] else ("manual",)
    at = step.at("channel")
    return kept.with_cells(step, channel=Cell(found or None, written, at.line or step.line, at.column or 1))


def _tested(view: View, journey: Record) -> Record:
    """The journey with which of the tests that it cites are in the tree."""
    cited = [test.split("#")[0].strip("` ") for test in journey["tests"] or ()]
    paths = [test for test in cited if "/" in test and "://" not in test and " " not in test]
    found = tuple(path for path in paths if view.exists(path))
    absent = tuple(path for path in paths if not view.exists(path))
    at = journey.at("tests").line or journey.line
    return kept.with_cells(journey, **{"tests.found": Cell(found or None, "", at), "tests.absent": Cell(absent or None, "", at)})
