"""What an API description says, whatever its format: records of three types, `api`, `operation` and `problem`.

`api` (one a description): title, version, description, contact, license, servers (how many).
`operation`: method, path, name (its id or function), text (what says what it does), success and error (response codes described), security; its id
is canonical (`GET /demandes/{}`), so that it survives renamed parameters and moved lines.
`problem`: key (see PROBLEMS), pointer, expected, found: where the description departs from its specification.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from conforme.facts import regex as re
from conforme.facts.structured import Node
from conforme.model import Cell, Record

PROBLEMS = (
    "syntax", "unknown-key", "missing-key", "wrong-type", "wrong-value", "wrong-form", "unresolved", "duplicate-name", "undeclared-parameter",
    "unused-parameter", "same-path", "no-slash",
)  # fmt: skip
"""Keys of problems."""


class Limited(NamedTuple):
    """Why validity was not judged, or not wholly: `unknown-version`, `too-large`, `outside` (a reference that is not followed), `not-checked`."""

    what: str
    measured: int = 0
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Description:
    """One description of an API.

    `format` and `version` as people name them (`OpenAPI`, `3.0.3`); `line` is where they are declared; `files` are those that it is split over,
    its own first. `hollow` when it describes nothing: no operation, or only texts that say nothing.
    """

    format: str
    version: str
    line: int
    api: Record
    operations: tuple[Record, ...] = ()
    problems: tuple[Record, ...] = ()
    limits: tuple[Limited, ...] = ()
    files: tuple[str, ...] = ()
    hollow: bool = False

    @property
    def value(self) -> str:
        return f"{self.format} {self.version}".strip()


_PARAMETER = re.compile(r"\{[^{}]{0,200}\}|(?<=/):[A-Za-z_]\w{0,60}")


def canonical(path: str) -> str:
    """A path template without the names of its parameters, nor a final slash: `/demandes/{id}/` → `/demandes/{}`."""
    return _PARAMETER.sub("{}", path.strip()).rstrip("/") or "/"


def cell(value: Any, line: int, column: int = 1) -> Cell:
    return Cell(value, value if isinstance(value, str) else "" if value is None else str(value), line, column)


def text_of(node: Node | None) -> str:
    """A scalar as text, "" for anything else."""
    return node.text.strip() if node is not None and node.kind == "scalar" and node.value is not None else ""


def node_cell(node: Node | None) -> Cell | None:
    """The cell of a scalar that says something, None otherwise."""
    text = text_of(node)
    return Cell(text, text, node.line, node.column) if node is not None and text else None


def record(type: str, id: str, path: str, line: int, column: int = 1, **cells: Cell | None) -> Record:
    return Record(type, id, {name: value for name, value in cells.items() if value is not None}, path, line, column)


def operation(id: str, file: str, line: int, text: str = "", /, **values: Any) -> Record:
    """An operation's record; `text` is what says what it does; values that are None or "" are left out."""
    known = {name: cell(value, line) for name, value in {"text": text.strip(), **values}.items() if value not in (None, "")}
    return Record("operation", id, known, file, line)


def problem(key: str, path: str, line: int, pointer: str = "", column: int = 1, expected: str = "", found: str = "") -> Record:
    """A departure from the specification; its id is language-neutral and holds no line."""
    identity = f"{key}:{pointer}" + (f":{found or expected}" if found or expected else "")
    cells = {"key": key, "pointer": pointer, "expected": expected, "found": found}
    return Record("problem", identity, {name: cell(value, line, column) for name, value in cells.items() if value}, path, line, column)
