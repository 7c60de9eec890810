"""A register with nothing filled in, made of its schema alone: instructions, keys and words in one language, one placeholder record a list.

What it holds is hollow everywhere, so that it shows nothing before somebody fills it in; a test holds every rule to that. Given values take the
place of placeholders. A key that is optional, or that cannot hold a placeholder, is there behind a `#` right before it.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from conforme import schemas, words
from conforme.facts.text import fold
from conforme.schemas import Schema

WIDTH, BESIDE = 110, 100
DEPTH = 8
# What every record may have and few need at first.
OPTIONAL = frozenset({"links", "comment", "review_by"})
_PLAIN = re.compile(r"[^\W\d_](?:[\w ’()./-]{0,198}[\w)])?\Z")
_ODD = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|oui|non)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line to be: `text` after `indent` spaces; `off`, the column of the `#` that makes it optional; `note`, what explains it."""

    indent: int
    text: str
    note: str = ""
    off: int | None = None


@dataclass(frozen=True)
class Given:
    """What is known already: canonical values of top-level keys, and where each was read.

    `shown`: the only other keys that are not optional. `proposed`: keys whose value stays behind a `#` until somebody says it is so.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    shown: frozenset[str] | None = None
    proposed: frozenset[str] = frozenset()


def text(name: str, lang: str, path: str, schema_path: str | None, given: Given | None = None) -> str:
    """The skeleton of the register `name`, to be written at `path`; editors are told of `schema_path`, relative to it. KeyError for no schema."""
    root = schemas.load(name)
    lines = [*_head(root, lang, path, schema_path), ""]
    for line in _Writer(root, lang, given or Given()).lines():
        lines += _laid_out(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def shown(record: Schema) -> dict[str, Schema]:
    """The properties of a record that its skeleton shows without a `#`."""
    return {name: part for name, part in record.get("properties", {}).items() if not _optional(name, part, record)}


def placeholder(part: Schema, lang: str) -> str:
    """What stands for one value that is not given yet."""
    return words.say(lang, "skeleton.date" if part.get("x-type") == "date" else "skeleton.placeholder")


def _optional(name: str, part: Schema, record: Schema) -> bool:
    return name not in record.get("required", ()) and (name in OPTIONAL or _is_free_map(part))


def _head(root: Schema, lang: str, path: str, schema_path: str | None) -> Iterator[str]:
    if schema_path:
        yield f"# yaml-language-server: $schema={schema_path}"
        yield "#"
    described = root.get("x-fr-description", root["description"]) if lang == "fr" else root["description"]
    paragraphs = [root["x-title"][lang], described, "", *(words.say(lang, f"skeleton.{key}") for key in ("fill", "roles", "keys"))]
    for paragraph in (*paragraphs, words.say(lang, "skeleton.check", path=path)):
        yield from _wrapped(paragraph, 0)


def _wrapped(sentence: str, indent: int) -> Iterator[str]:
    # A no-break space is no place to break, and textwrap knows only ASCII ones: it leaves it be.
    for line in textwrap.wrap(sentence, WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]:
        yield f"{' ' * indent}# {line}".rstrip()


def _laid_out(line: Line) -> Iterator[str]:
    """A line with its note beside it when both are short, else above."""
    shown = _shown(line)
    if line.note and len(shown) + len(line.note) + 4 <= BESIDE:
        yield f"{shown}  # {line.note}"
        return
    if line.note:
        yield from _wrapped(line.note, line.indent)
    yield shown


def _shown(line: Line) -> str:
    if line.off is None:
        return " " * line.indent + line.text
    return " " * line.off + "#" + " " * (line.indent - line.off) + line.text


class _Writer:
    def __init__(self, root: Schema, lang: str, given: Given) -> None:
        self._root, self._lang, self._given = root, lang, given

    def lines(self) -> Iterator[Line]:
        """All lines, an empty one around each block of several."""
        blocks: list[list[Line]] = []
        for line in self._mapping(self._root, 0, None, 0):
            if line.indent == 0 or not blocks:
                blocks.append([])
            blocks[-1].append(line)
        for position, block in enumerate(blocks):
            if position and (len(block) > 1 or len(blocks[position - 1]) > 1):
                yield Line(0, "")
            yield from block

    def _mapping(self, schema: Schema, indent: int, off: int | None, depth: int) -> Iterator[Line]:
        pairs = list(schema.get("properties", {}).items())
        optional = self._optional(schema, depth)
        # A record begins with a key that is really there: a dash before a `#` would begin nothing.
        for name, part in sorted(pairs, key=lambda pair: optional(*pair) if depth else 0):
            hidden = off if off is not None else indent if optional(name, part) else None
            yield from self._property(name, part, indent, hidden, depth)

    def _optional(self, schema: Schema, depth: int) -> Callable[[str, Schema], bool]:
        shown, required = self._given.shown, frozenset(schema.get("required", ()))

        def optional(name: str, part: Schema) -> bool:
            if depth == 0 and name in self._given.proposed:
                return True
            if depth == 0 and (name in self._given.values or name in required):
                return False
            return name not in shown if depth == 0 and shown is not None else _optional(name, part, schema)

        return optional

    def _property(self, name: str, part: Schema, indent: int, off: int | None, depth: int) -> Iterator[Line]:
        part = schemas.resolve(part, self._root)
        key, note = schemas.key(name, part, self._lang), self._note(name, part, depth)
        if depth == 0 and name in self._given.values:
            yield from self._value(key, part, self._given.values[name], indent, off, note)
        elif (record := self._record(part)) is not None and depth < DEPTH:
            yield Line(indent, f"{key}:", note, off)
            yield from self._item(record, indent + 2, off, depth + 1)
        elif _is_nested(part) and depth < DEPTH:
            yield Line(indent, f"{key}:", note, off)
            yield from self._nested(part, indent + 2, off, depth + 1)
        else:
            yield Line(indent, f"{key}: {self._placeholder(part)}", note, off)

    def _record(self, part: Schema) -> Schema | None:
        """The schema of the records of a list, None for what holds no records."""
        items = part.get("items")
        found = schemas.resolve(items, self._root) if part.get("type") == "array" and isinstance(items, dict) else {}
        return found if "properties" in found else None

    def _item(self, record: Schema, indent: int, off: int | None, depth: int) -> Iterator[Line]:
        """One record of a list, a dash before its first key."""
        return self._dashed(self._mapping(record, indent + 2, off, depth), indent)

    def _dashed(self, lines: Iterable[Line], indent: int) -> Iterator[Line]:
        for position, line in enumerate(lines):
            yield line if position else Line(indent, f"- {line.text}", line.note, line.off)

    def _nested(self, part: Schema, indent: int, off: int | None, depth: int) -> Iterator[Line]:
        if "properties" in part:
            yield from self._mapping(part, indent, off, depth)
            return
        others = schemas.resolve(part["additionalProperties"], self._root)
        yield Line(indent, f"{words.say(self._lang, 'skeleton.placeholder')}: {self._placeholder(others)}", "", off)

    def _placeholder(self, part: Schema) -> str:
        word = placeholder(part, self._lang)
        return f"[{word}]" if part.get("type") == "array" else word

    def _note(self, name: str, part: Schema, depth: int) -> str:
        said = schemas.meaning(name, part, self._lang, hint=part.get("x-type") != "date")
        choices = [str(word) for word in schemas.words(part, self._lang)]
        told = [said] if fold(said.rstrip(".")) != fold(schemas.key(name, part, self._lang)) else []
        told += [words.say(self._lang, "skeleton.choices", values=", ".join(choices))] if choices else []
        source = self._given.sources.get(name) if depth == 0 else None
        return " ".join(told + ([words.say(self._lang, self._origin(name), source=source)] if source else []))

    def _origin(self, name: str) -> str:
        return "skeleton.proposed" if name in self._given.proposed else "skeleton.from"

    def _value(self, key: str, part: Schema, value: Any, indent: int, off: int | None, note: str) -> Iterator[Line]:
        """A value that is known, with keys and words in the language."""
        if isinstance(value, list):
            yield Line(indent, f"{key}:", note, off)
            for item in value:
                yield from self._dashed(self._known(item, self._record(part) or {}, indent + 4), indent + 2)
        else:
            yield Line(indent, f"{key}: {self._flow(value, part)}", note, off)

    def _known(self, item: Mapping[str, Any], record: Schema, indent: int) -> Iterator[Line]:
        """A record of which some values are known; its other keys are optional."""
        for name, part in sorted(record.get("properties", {}).items(), key=lambda pair: pair[0] not in item):
            key = schemas.key(name, part, self._lang)
            if name in item:
                yield Line(indent, f"{key}: {self._flow(item[name], part)}")
            else:
                yield Line(indent, f"{key}: {self._placeholder(part)}", self._note(name, part, 1), indent)

    def _flow(self, value: Any, part: Schema) -> str:
        if isinstance(value, dict):
            properties = part.get("properties", {})
            inner = (f"{schemas.key(name, properties[name], self._lang)}: {self._flow(one, properties[name])}" for name, one in value.items())
            return "{" + ", ".join(inner) + "}"
        translated = dict(zip(part.get("enum", ()), schemas.words(part, self._lang), strict=True))
        return scalar(str(translated.get(value, value)))


def _is_free_map(part: Schema) -> bool:
    """A mapping of any keys that are no records: its keys are ids of other things, which a placeholder cannot stand for."""
    return isinstance(part.get("additionalProperties"), dict) and "x-record" not in part


def _is_nested(part: Schema) -> bool:
    return part.get("type") == "object" and ("properties" in part or isinstance(part.get("additionalProperties"), dict))


def scalar(value: str) -> str:
    """A text as a YAML scalar that reads back as that text, whatever it holds."""
    # Of JSON all is YAML, but for the line ends that only Unicode knows.
    return value if _PLAIN.match(value) and not _ODD.match(value) and "  " not in value else json.dumps(value, ensure_ascii=not value.isprintable())
