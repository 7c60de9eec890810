"""Our registers: where they lie, what they hold, what is wrong in them.

A register is one small YAML or JSON file for each schema that names files (`x-files`), in French or English keys and words, both read. It lies
under `conformite/` or `compliance/`, at the root, or where the manifest says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from conforme import schemas
from conforme.facts import structured
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.registers import check as register_check
from conforme.facts.registers import keys as register_keys
from conforme.facts.registers import records as register_records
from conforme.facts.registers.check import Problem
from conforme.facts.registers.keys import Canonical
from conforme.facts.structured import Node
from conforme.facts.text import fold
from conforme.model import Record
from conforme.repo import Document

__all__ = ["FOLDERS", "Problem", "Register", "files", "find", "names", "read", "records", "schema", "vocabulary"]

FOLDERS = ("conformite", "compliance", "")
EXTENSIONS = ("yaml", "yml", "json")
_ENDINGS = tuple(f".{extension}" for extension in EXTENSIONS)


@dataclass(frozen=True, slots=True)
class Register:
    """One register as read.

    `top`: the whole as a record, its lists as children. `problems`: what makes the file invalid, by line; records are there in spite of them, as
    far as they could be read. `doubts`: values that `facts.values` cannot type (a target that is no quantity), which the cells say too.
    `lang`: the language of its keys, "" when nothing tells. `foreign`: a file at the root whose keys are not ours: another tool's, with a common
    name; its problems mean nothing.
    """

    name: str
    path: str
    node: Node
    top: Record
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    lang: str
    foreign: bool = False

    @property
    def valid(self) -> bool:
        return not self.problems and not self.foreign

    @property
    def records(self) -> tuple[Record, ...]:
        """All the records directly in it, in the order of the schema's lists."""
        return tuple(record for children in self.top.children.values() for record in children)

    def of(self, kind: str) -> tuple[Record, ...]:
        """The records of that type directly in it."""
        return tuple(record for record in self.records if record.type == kind)

    def plain(self) -> Any:
        """The content with canonical keys and values, as dict, list and scalars."""
        return self.node.plain()


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The registers that there are: the schemas that name files."""
    return tuple(name for name in schemas.names() if "x-files" in schemas.load(name))


def files(name: str) -> Mapping[str, str]:
    """The file name of a register in each language: `{fr: indicateurs.yaml, en: indicators.yaml}`."""
    found: Mapping[str, str] = schemas.load(name)["x-files"]
    return found


def schema(name: str, lang: str) -> dict[str, Any]:
    """The JSON Schema of a register for editors, in one language; raises KeyError for no such register."""
    return schemas.localised(name, lang)


@lru_cache(maxsize=32)
def vocabulary(name: str) -> Vocabulary:
    """The keys and labels of a register, for reading tables and CSV files of the same content."""
    return register_records.vocabulary(schemas.load(name))


def find(paths: Iterable[str], name: str, declared: str | None = None, *, under: Iterable[str] = ("",)) -> tuple[str, ...]:
    """The paths of the register `name` in the tree, the `declared` one first; `under` names the folders that may have registers of their own."""
    roots = [root.strip("/") for root in under]
    stems = {fold(file.rpartition(".")[0]) for file in files(name).values()}
    wanted = (declared or "").strip("/").removeprefix("./")
    found: list[tuple[int, int, str]] = []
    for path in paths:
        if wanted and path == wanted:
            found.append((-1, 0, path))
        elif path[-5:].lower().endswith(_ENDINGS) and (place := _place(path, stems, roots)) is not None:
            found.append((*place, path))
    return tuple(path for _, _, path in sorted(found))


def _place(path: str, stems: set[str], roots: list[str]) -> tuple[int, int] | None:
    """Which of the roots and of the folders `path` is in, None when its name or its folder is no place of a register."""
    folder, _, base = path.rpartition("/")
    stem, _, extension = base.rpartition(".")
    if extension.lower() not in EXTENSIONS or fold(stem) not in stems:
        return None
    for order, root in enumerate(roots):
        inner = folder.removeprefix(root).strip("/") if not root or folder == root or folder.startswith(root + "/") else None
        if inner is not None and (known := fold(inner)) in FOLDERS:
            return order, FOLDERS.index(known)
    return None


def read(document: Document, name: str) -> Register:
    """The register `name` that `document` holds; raises Invalid (no YAML or JSON) and Unreadable, KeyError for no such register."""
    root, node = schemas.load(name), document.fact(structured.parse)
    found = register_keys.canonical(node, root)
    top = register_records.top(found.node, root, name, document.path)
    foreign = _is_foreign(document.path, node, found.node, root)
    problems, doubts = ((), ()) if foreign else _wrong(found, top, root)
    return Register(name, document.path, found.node, top, problems, doubts, found.lang, foreign)


def records(name: str, kind: str = "") -> Callable[[Document], tuple[Record, ...]]:
    """What reads the records of a register (of one type, `kind`, or all) without saying what is wrong in it: for `history.changed`."""
    root = schemas.load(name)

    def parse(document: Document) -> tuple[Record, ...]:
        found = register_keys.canonical(document.fact(structured.parse), root)
        top = register_records.top(found.node, root, name, document.path)
        return tuple(record for nested in top.children.values() for record in nested if kind in ("", record.type))

    return parse


def _wrong(found: Canonical, top: Record, root: schemas.Schema) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    problems = register_check.check(found, root)
    told = {(problem.line, problem.column) for problem in problems}
    untyped = sorted((doubt for doubt in _untyped(top) if _by_place(doubt) not in told), key=_by_place)
    dates = tuple(doubt for doubt in untyped if doubt.key == "no-such-date")
    return tuple(sorted((*problems, *dates), key=_by_place)), tuple(doubt for doubt in untyped if doubt.key != "no-such-date")


def _by_place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _is_foreign(path: str, node: Node, canonical: Node, root: schemas.Schema) -> bool:
    if "/" in path or node.value is None:
        return False
    known = sum(key in root["properties"] for key in canonical.fields())
    return 2 * known < max(1, len(canonical.fields()))


_TOLD = frozenset(("placeholder", "n/a", "write-date", "e-mail", "no-fixed-period"))


def _untyped(record: Record) -> Iterable[Problem]:
    """What the schema cannot say of a value; what it says itself is not said twice."""
    for name, cell in record.cells.items():
        if cell.problem is not None and cell.problem not in _TOLD:
            yield Problem(cell.problem, cell.line, cell.column, f"{record.type}.{name}", cell.text)
    for nested in record.children.values():
        for child in nested:
            yield from _untyped(child)
