"""What is wrong with a register, by its JSON Schema: the place, what was found, what was expected, the nearest correct word.

The schema is the truth and jsonschema its reader. Nothing is ever fetched: references are local, and the registry given is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from conforme import schemas
from conforme.facts import regex as re
from conforme.facts import text
from conforme.facts.registers.keys import Canonical
from conforme.facts.registers.valid import valid
from conforme.facts.structured import Mark, Node
from conforme.schemas import Schema

PROBLEM_LIMIT = 200
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_QUARTER = re.compile(r"[tq] ?([1-4])[ /-]*([0-9]{4})\Z|([0-9]{4})[ /-]*[tq] ?([1-4])\Z")
_MONTH = re.compile(r"([0-9]{4}) ([0-9]{2})\Z")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a register, without words.

    `key`: unknown-key, missing-key, missing-one-of, two-keys, wrong-type, not-one-of, write-date, no-such-date, e-mail, wrong-form, empty,
    too-long, too-small, or what `facts.values` says of a typed value. `field`: the place by canonical keys (`indicators.0.target`).
    `found`: what is written (to be quoted). `expected`: language-neutral words, or keys and values in the register's own language.
    `nearest`: the correct word most like `found`.
    """

    key: str
    line: int
    column: int
    field: str = ""
    found: str = ""
    expected: tuple[str, ...] = ()
    nearest: str | None = None

    @property
    def data(self) -> Mapping[str, Any]:
        """The same for a finding, empty entries left out."""
        told = {"problem": self.key, "field": self.field, "found": self.found, "expected": ", ".join(self.expected), "nearest": self.nearest}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class _Context:
    root: Schema
    node: Node
    lang: str
    said: set[tuple[str, str]] = field(default_factory=set)

    def at(self, path: Iterable[str | int]) -> Node:
        """The node at the end of the path, as far as it goes."""
        node = self.node
        for step in path:
            node = node.get(step) or node
        return node


def check(read: Canonical, root: Schema) -> tuple[Problem, ...]:
    """The problems of a register, in the order of its lines; () when it is valid. Placeholders are no problem here: they are hollow."""
    context = _Context(root, read.node, read.lang or "en")
    found = [Problem("two-keys", *twice.mark, dotted(twice.path), twice.second, (twice.first,)) for twice in read.twice]
    data = read.node.plain()
    if data is None:
        return (Problem("empty", 1, 1),)
    if not valid(data, root, root):
        for error in islice(_errors(data, root), PROBLEM_LIMIT):
            found.extend(_problems(error, context))
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (problem.line, problem.column, problem.key, problem.field, problem.found)))


def _errors(data: Any, root: Schema) -> Iterator[Any]:
    from jsonschema import Draft202012Validator
    from referencing import Registry

    return Draft202012Validator(root, registry=Registry()).iter_errors(data)


def dotted(path: Iterable[str | int]) -> str:
    return ".".join(str(step) for step in path)


def _problems(error: Any, context: _Context) -> Iterator[Problem]:
    path: Path = tuple(error.absolute_path)
    node = context.at(path)
    if not _hollow(error, node):
        yield from _SAYERS.get(error.validator, _other)(error, path, node, context)


def _hollow(error: Any, node: Node) -> bool:
    """Whether the fault is only that a value has not been filled in yet. An address is personal data even where it looks like an example."""
    from conforme.facts.placeholders import is_placeholder

    one_value = not {"array", "object"} & set(_types(error.schema)) or "string" in _types(error.schema)
    return one_value and isinstance(node.value, str) and error.schema.get("x-type") != "role" and is_placeholder(node.value)


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", "string")
    return [types] if isinstance(types, str) else list(types)


def _unknown_key(error: Any, path: Path, node: Node, context: _Context) -> Iterator[Problem]:
    properties: Mapping[str, Schema] = error.schema.get("properties", {})
    own = {schemas.key(name, part, context.lang): name for name, part in properties.items()}
    both = {**{schemas.key(name, part, lang): name for lang in ("fr", "en") for name, part in properties.items()}, **own}
    for key in node.fields():
        if key not in properties:
            near = text.nearest(key, both)
            shown = schemas.key(both[near], properties[both[near]], context.lang) if near else None
            yield Problem("unknown-key", *node.where(key), dotted((*path, key)), key, tuple(own), shown)


def _missing_key(error: Any, path: Path, node: Node, context: _Context) -> Iterator[Problem]:
    for name in error.validator_value:
        if name not in error.instance and (where := dotted((*path, name)), "missing-key") not in context.said:
            context.said.add((where, "missing-key"))
            yield Problem("missing-key", node.line, node.column, where, "", (_own(error.schema, name, context),))


def _own(schema: Schema, name: str, context: _Context) -> str:
    return schemas.key(name, schema.get("properties", {}).get(name, {}), context.lang)


def _one_of(error: Any, path: Path, node: Node, context: _Context) -> Iterator[Problem]:
    names = [name for option in error.validator_value for name in option.get("required", ())]
    yield Problem("missing-one-of", node.line, node.column, dotted(path), "", tuple(_own(error.schema, name, context) for name in names))


def _wrong_type(error: Any, path: Path, node: Node, context: _Context) -> Iterator[Problem]:
    kind = error.schema.get("x-type", "")
    expected = (kind,) if kind not in ("", "text") else tuple(_types(error.schema))
    mark = _mark(path, node, context)
    yield Problem("wrong-type", *mark, dotted(path), _shown(node), expected)


def _mark(path: Path, node: Node, context: _Context) -> Mark:
    """The place of a value, or of its key when it is a list or a mapping."""
    if path and isinstance(path[-1], str) and node.kind != "scalar":
        return context.at(path[:-1]).where(path[-1])
    return Mark(node.line, node.column)


def _shown(node: Node) -> str:
    return (node.text or str(node.value)) if node.kind == "scalar" else node.kind


def _not_one_of(error: Any, path: Path, node: Node, context: _Context) -> Iterator[Problem]:
    own = [str(word) for word in schemas.words(error.schema, context.lang)]
    both = {**dict(zip(map(str, error.schema["enum"]), own, strict=True)), **{word: word for word in own}}
    near = text.nearest(_shown(node), both)
    yield Problem("not-one-of", node.line, node.column, dotted(path), _shown(node), tuple(own), both[near] if near else None)


def _wrong_form(error: Any, path: Path, node: Node, _: _Context) -> Iterator[Problem]:
    kind, shown = error.schema.get("x-type", ""), _shown(node)
    key = {"date": "write-date", "role": "e-mail"}.get(kind, "wrong-form")
    near = suggested_date(shown) if kind == "date" else None
    yield Problem(key, node.line, node.column, dotted(path), shown, (kind,) if kind in ("date", "role") else (), near)


def suggested_date(written: str) -> str | None:
    """The date to write for one that is written otherwise, or for the first day of a month or a quarter."""
    from conforme.facts import values

    read = values.read("date", written[:100], 1).value
    if isinstance(read, str):
        return read
    folded = text.fold(written[:100])
    if month := _MONTH.match(folded):
        return _first_day(int(month[1]), int(month[2]))
    quarter = _QUARTER.match(folded)
    return _first_day(int(quarter[2] or quarter[3]), 3 * int(quarter[1] or quarter[4]) - 2) if quarter else None


def _first_day(year: int, month: int) -> str | None:
    return f"{year:04}-{month:02}-01" if 1 <= month <= 12 else None


def _bounded(key: str) -> Callable[[Any, Path, Node, _Context], Iterator[Problem]]:
    def say(error: Any, path: Path, node: Node, context: _Context) -> Iterator[Problem]:
        yield Problem(key, *_mark(path, node, context), dotted(path), _shown(node), (str(error.validator_value),))

    return say


_other = _bounded("wrong-form")
_SAYERS: Mapping[str, Callable[[Any, Path, Node, _Context], Iterator[Problem]]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "anyOf": _one_of,
    "type": _wrong_type,
    "enum": _not_one_of,
    "pattern": _wrong_form,
    "minLength": _bounded("empty"),
    "minProperties": _bounded("empty"),
    "maxLength": _bounded("too-long"),
    "minimum": _bounded("too-small"),
}
