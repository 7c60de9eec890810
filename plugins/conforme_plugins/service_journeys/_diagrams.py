"""Journeys drawn as text: Mermaid `journey` diagrams and BPMN 2.0 processes. Entities are refused, so that nothing expands or is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conforme import Cell, Document, Record, Unreadable
from conforme.facts import regex as re
from conforme.facts import text
from conforme.facts.structured import Invalid

_BLOCK = re.compile(r"^ {0,3}```+ ?mermaid[^\n]{0,100}\n(.{0,60000}?)^ {0,3}```", re.MULTILINE | re.DOTALL)
_TASK = re.compile(r"[ \t]{0,40}([^:\n#%]{1,200}?)[ \t]?:[ \t]{0,4}\d(?:[ \t]{0,4}:[ \t]{0,4}([^\n]{0,200}))?[ \t]{0,40}\Z")
BYTES, STEPS = 8 << 20, 2000
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_CHANNELS = {
    "manualTask": "manual", "userTask": "digital", "serviceTask": "digital", "sendTask": "digital", "receiveTask": "digital",
    "businessRuleTask": "digital", "scriptTask": "digital", "task": None,
}  # fmt: skip


def journey(name: str, steps: list[Record], path: str, line: int) -> Record:
    """The record of a journey with its steps."""
    return Record("journey", text.slug(name) or "journey", {"name": Cell(name, name, line)}, path, line, 1, {"steps": tuple(steps)})


def step(name: str, path: str, line: int, **cells: Any) -> Record:
    """The record of a step; cells without a value are left out."""
    told = {field: Cell(value, value if isinstance(value, str) else "", line) for field, value in cells.items() if value}
    return Record("journey_step", text.slug(name) or "step", {"name": Cell(name, name, line), **told}, path, line)


def mermaid(document: Document) -> Iterator[Record]:
    """The `journey` diagrams of a page or of a Mermaid file."""
    source = document.text
    if document.path.lower().endswith((".mmd", ".mermaid")):
        yield from _diagram(source, document.path, 1)
        return
    for block in _BLOCK.finditer(source):
        yield from _diagram(block[1], document.path, source.count("\n", 0, block.start(1)) + 1)


def _diagram(source: str, path: str, first: int) -> Iterator[Record]:
    lines = source.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith(("%%", "---", "title:", "config:"))), None)
    if start is None or lines[start].strip() != "journey":
        return
    name, steps = "", []
    for at, line in enumerate(lines[start + 1 : start + 1 + STEPS], start + 1):
        words = line.strip()
        if words.startswith("title "):
            name = words.removeprefix("title ").strip()
        elif not words.startswith("section ") and (task := _TASK.match(line)):
            steps.append(step(task[1].strip(), path, first + at, actor=(task[2] or "").strip()))
    yield journey(name, steps, path, first + start)


def bpmn(document: Document) -> Iterator[Record]:
    """The processes of a BPMN 2.0 file; raises Unreadable (entities) and Invalid (xml-syntax)."""
    reader = _Reader(document.path)
    reader.run(document.bytes(BYTES))
    yield from (
        journey(name or document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0], steps, document.path, line)
        for name, line, steps in reader.processes
        if steps
    )


class _Reader:
    """What expat meets on its way."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._task: dict[str, Any] | None = None
        self._said: list[str] | None = None
        self.processes: list[tuple[str, int, list[Record]]] = []

    def run(self, content: bytes) -> None:
        from xml.parsers import expat

        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self._data, self._entity
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise Invalid("xml-syntax", error.lineno, error.offset + 1) from None

    def _entity(self, *_: Any) -> None:
        raise Unreadable("entities", 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if space != BPMN:
            return
        line = self._parser.CurrentLineNumber
        if tag == "process":
            self.processes.append((attributes.get("name", ""), line, []))
        elif tag in _CHANNELS and self.processes and len(self.processes[-1][2]) < STEPS:
            self._task = {"tag": tag, "name": " ".join(attributes.get("name", "").split()), "line": line, "said": ""}
        elif tag == "documentation" and self._task is not None:
            self._said = []

    def _data(self, data: str) -> None:
        if self._said is not None:
            self._said.append(data)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "documentation" and self._said is not None and self._task is not None:
            self._task["said"], self._said = " ".join("".join(self._said).split()), None
        elif tag in _CHANNELS and self._task is not None:
            task, self._task = self._task, None
            channel = _CHANNELS[task["tag"]]
            if task["name"]:
                made = step(task["name"], self._path, task["line"], channel=(channel,) if channel else None, reason=task["said"])
                self.processes[-1][2].append(made)
