"""WSDL 1.1 and 2.0: the operations of port types and interfaces. Entities are refused, so that nothing expands or is fetched."""

from __future__ import annotations

from typing import Any

from conforme.facts import regex as re
from conforme.facts.apis.model import Description, cell, operation, problem, record
from conforme.facts.limits import within
from conforme.model import Record, quote
from conforme.repo import BIG_LIMIT, Document, Unreadable

NAMESPACES = {"http://schemas.xmlsoap.org/wsdl/": "1.1", "http://www.w3.org/ns/wsdl": "2.0"}
DEPTH = 256
_MARK = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:definitions|description)[\s>]")


def looks(head: str) -> bool:
    """Whether the beginning of a text opens a WSDL document."""
    return _MARK.search(head) is not None and any(namespace in head for namespace in NAMESPACES)


def read(document: Document) -> Description | None:
    """The services of a WSDL document, None when its root is another one. Raises Unreadable (entities, too-deep)."""
    reader = _Reader(document.path)
    wrong = reader.run(document)
    if not reader.version:
        return None
    path = document.path
    problems = (wrong,) if wrong else ()
    title = cell(reader.title, reader.line) if reader.title else None
    api = record("api", "info", path, reader.line, title=title)
    return Description("WSDL", reader.version, reader.line, api, tuple(reader.found.values()), problems, files=(path,))


class _Reader:
    """What expat meets on its way."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stack: list[str] = []
        self._text: list[str] | None = None
        self._port = ""
        self._here: tuple[str, str, int] | None = None
        self._said = ""
        self.version, self.title, self.line = "", "", 1
        self.found: dict[str, Record] = {}

    def run(self, document: Document) -> Record | None:
        """Reads it all; the problem when it is not well-formed."""
        from xml.parsers import expat

        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self._data, self._entity
        try:
            parser.Parse(document.bytes(BIG_LIMIT), True)
        except expat.ExpatError as error:
            return problem("syntax", self._path, error.lineno, "", error.offset + 1, found=quote(expat.errors.messages.get(error.code, "")))
        return None

    def _entity(self, *_: Any) -> None:
        raise Unreadable("entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._stack:
            self.version = NAMESPACES.get(namespace, "")
            self.title, self.line = attributes.get("name", ""), self._parser.CurrentLineNumber
        self._stack.append(local)
        within("too-deep", len(self._stack), DEPTH)
        if namespace not in NAMESPACES:
            return
        if local in ("portType", "interface"):
            self._port = attributes.get("name", "")
        elif local == "operation" and self._port and self._stack[-2] in ("portType", "interface"):
            self._here, self._said = (self._port, attributes.get("name", ""), self._parser.CurrentLineNumber), ""
        elif local == "documentation" and self._here:
            self._text = []

    def _data(self, data: str) -> None:
        if self._text is not None and len(self._text) < 1_000:
            self._text.append(data)

    def _end(self, name: str) -> None:
        local = self._stack.pop()
        if local == "documentation" and self._text is not None:
            self._said, self._text = self._said or " ".join("".join(self._text).split()), None
        elif local == "operation" and self._here and self._stack[-1:] in (["portType"], ["interface"]):
            port, called, line = self._here
            full = f"{port}.{called}"
            self.found[full] = operation(f"SOAP {full}", self._path, line, self._said, method="SOAP", path=full, name=called)
            self._here = None
        elif local in ("portType", "interface"):
            self._port = ""
