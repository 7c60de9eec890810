"""Finds business rules written as DMN decision tables. Entities are refused, so that nothing expands or is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conforme import Cell, Evidence, Record, Unreadable, View, hookimpl
from conforme.facts import kept, text
from conforme.facts.placeholders import is_placeholder
from conforme.facts.structured import Invalid

NAMESPACE = "omg.org/spec/DMN/"
BYTES, TABLES = 8 << 20, 500


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `table`: name, rules (how many different ones)."""
    for document in view.documents():
        if kept.is_form(document.path):
            view.saw(document.path, "example")
            continue
        with view.reading(document):
            reader = _Reader(document.path)
            reader.run(document.bytes(BYTES))
            tables = tuple(table for table in reader.tables if table["rules"])
            if tables:
                yield view.evidence(document, line=tables[0].line, value="dmn", records=tables)
            elif reader.seen:
                view.saw(document.path, "no-rule")


class _Reader:
    """What expat meets on its way."""

    def __init__(self, path: str) -> None:
        self._path, self._name, self._line = path, "", 1
        self._rules: set[str] = set()
        self._said: list[str] | None = None
        self.tables: list[Record] = []
        self.seen = False

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
        if NAMESPACE not in space:
            return
        if tag == "decision":
            self._name, self._line = " ".join(attributes.get("name", "").split()), self._parser.CurrentLineNumber
        elif tag == "decisionTable":
            self._rules, self.seen = set(), True
        elif tag == "rule":
            self._said = []

    def _data(self, data: str) -> None:
        if self._said is not None:
            self._said.append(data)

    def _end(self, name: str) -> None:
        space, _, tag = name.rpartition(" ")
        if NAMESPACE not in space:
            return
        if tag == "rule" and self._said is not None:
            said, self._said = " ".join("".join(self._said).split()), None
            if said and not is_placeholder(said):
                self._rules.add(said)
        elif tag == "decisionTable" and self._name and len(self.tables) < TABLES:
            cells = {"name": Cell(self._name, self._name, self._line), "rules": Cell(len(self._rules), str(len(self._rules)), self._line)}
            self.tables.append(Record("table", text.slug(self._name) or "table", cells, self._path, self._line))
