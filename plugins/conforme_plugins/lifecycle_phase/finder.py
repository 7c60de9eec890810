"""Finds which phase of the service-design method a service says it is in: our manifest, a badge, a table of gates; `developmentStatus` beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import unquote

from conforme import Cell, Evidence, Record, Strength, View, hookimpl
from conforme.facts import kept, markdown, structured, text
from conforme.facts import regex as re
from conforme.facts.placeholders import is_placeholder

PHASES = ("discovery", "alpha", "beta", "live")
_BADGE = re.compile(
    r"/badge/(?:lifecycle|life_cycle|cycle_de_vie|cycle de vie|phase)-([^/?#]{2,60}?)-[\w%#]{2,20}(?:\.svg)?(?:[?#]|\Z)", re.IGNORECASE
)
_TEXT = re.compile(r"(?:lifecycle|life cycle|cycle de vie|phase)[ :_-]{1,3}([\w -]{2,40})\Z", re.IGNORECASE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `phase`: phase (one of the method, or experimental, stable, retired), as written; `gate`: phase, date, decision. Data `source`."""
    yield from _manifest(view)
    shape = kept.Shape("service", "gate", ("phase", "date"), 2, _is_a_phase, partial(_named, view.fields["phase"]), _is_the_method)
    yield from kept.in_tables(view, shape, {"source": "gates"})
    for document in view.pages():
        with view.reading(document):
            yield from _badges(view, document)
    yield from _status(view)


def _manifest(view: View) -> Iterator[Evidence]:
    for register in view.register("service"):
        top = register.top
        if not register.valid or is_placeholder(top.text("name")):
            continue
        gates = [_gate(phase, cell, register.path) for phase in PHASES if (cell := top.cells.get(f"phases.{phase}")) is not None and cell.value]
        declared = [_phase(top.cells["phase"], register.path)] if top["phase"] in PHASES else []
        if declared or gates:
            value = top["phase"] if declared else None
            data = {"source": "manifest"}
            yield view.evidence(view.document(register.path), line=top.at("phase").line, value=value, records=(*declared, *gates), data=data)


def _phase(cell: Cell, path: str, said: str = "") -> Record:
    return Record("phase", str(cell.value), {"phase": cell, "said": cell._replace(value=said or cell.text)}, path, cell.line)


def _gate(phase: str, cell: Cell, path: str) -> Record:
    return Record("gate", phase, {"phase": Cell(phase, phase, cell.line), "date": cell}, path, cell.line)


def _is_a_phase(record: Record) -> bool:
    return record["phase"] in PHASES and record["date"] is not None


def _is_the_method(records: tuple[Record, ...]) -> bool:
    return len({record["phase"] for record in records}) > 1


def _named(words: Mapping[str, Any], record: Record) -> Record:
    written = record.text("phase")
    return kept.with_cells(record, phase=Cell(_known(words, written), written, record.at("phase").line or record.line))


def _known(words: Mapping[str, Any], written: str) -> str | None:
    return next((name for name in words if text.matches(written, (*words[name]["fr"], *words[name]["en"]))), None)


def _badges(view: View, document: Any) -> Iterator[Evidence]:
    """The badge of a page; a page that shows those of several phases tells which there are, not which one it is in."""
    shown = [(image, said) for image in document.fact(markdown.parse).images if (said := _said(image))]
    staged = [(image, said, stage) for image, said in shown if (stage := _stage(view, said))]
    if staged and len({stage for _, _, stage in staged}) == 1 and not _is_of_others(document.path):
        image, said, stage = staged[0]
        record = _phase(Cell(stage, said, image.line), document.path, said)
        yield view.evidence(document, line=image.line, value=stage, anchor="badge", records=(record,), data={"source": "badge"})


def _stage(view: View, said: str) -> str | None:
    return _known(view.fields["phase"], said) or _known(view.fields["stage"], said)


def _is_of_others(path: str) -> bool:
    """Whether a page lies where decisions and research are kept, which show badges to speak of them."""
    return any(folder.startswith(("adr", "decision", "research")) for folder in path.lower().split("/")[:-1])


def _said(image: markdown.Link) -> str:
    """What a badge says of the phase, by its address or else by its text."""
    address = unquote(image.target).replace("--", " ").replace("__", " ")
    found = _BADGE.search(address) or _TEXT.search(image.text.strip())
    return found[1].replace("_", " ") if found else ""


def _status(view: View) -> Iterator[Evidence]:
    for document in view.documents():
        if not document.path.startswith("publiccode."):
            continue
        with view.reading(document):
            node = document.fact(structured.parse_loose).get("developmentStatus")
            stage = _known(view.fields["status"], str(node.value)) if node is not None and node.kind == "scalar" else None
            if node is not None and stage:
                record = _phase(Cell(stage, str(node.value), node.line), document.path)
                hint, data = Strength.INDICATIVE, {"source": "publiccode"}
                yield view.evidence(document, line=node.line, value=stage, anchor="status", strength=hint, records=(record,), data=data)
