"""A quick yes for registers without fault, so that jsonschema is only imported to say what is wrong.

It may say *valid* and nothing else: at whatever it does not know it says no, and jsonschema decides. A test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from conforme import schemas
from conforme.facts import regex as re
from conforme.schemas import Schema

_NOTES = frozenset(("$schema", "title", "description", "$defs"))
_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}


def valid(data: Any, schema: Schema, root: Schema) -> bool:
    """Whether `data` is surely valid against `schema`, a part of `root`."""
    schema = schemas.resolve(schema, root)
    for keyword, wanted in schema.items():
        if keyword.startswith("x-") or keyword in _NOTES:
            continue
        holds = _KEYWORDS.get(keyword)
        if holds is None or not holds(data, wanted, schema, root):
            return False
    return True


def _type(data: Any, wanted: Any, *_: Schema) -> bool:
    return any(_TYPES.get(name, _never)(data) for name in ([wanted] if isinstance(wanted, str) else wanted))


def _never(_: Any) -> bool:
    return False


def _enum(data: Any, wanted: Any, *_: Schema) -> bool:
    return isinstance(data, str) and data in wanted


def _pattern(data: Any, wanted: Any, *_: Schema) -> bool:
    return not isinstance(data, str) or _compiled(wanted).search(data) is not None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _properties(data: Any, wanted: Any, _: Schema, root: Schema) -> bool:
    return not isinstance(data, dict) or all(valid(value, wanted[name], root) for name, value in data.items() if name in wanted)


def _others(data: Any, wanted: Any, schema: Schema, root: Schema) -> bool:
    if not isinstance(data, dict):
        return True
    others = [value for name, value in data.items() if name not in schema.get("properties", {})]
    return all(valid(value, wanted, root) for value in others) if isinstance(wanted, dict) else not others


def _items(data: Any, wanted: Any, _: Schema, root: Schema) -> bool:
    return not isinstance(data, list) or all(valid(item, wanted, root) for item in data)


def _required(data: Any, wanted: Any, *_: Schema) -> bool:
    return not isinstance(data, dict) or all(name in data for name in wanted)


def _any_of(data: Any, wanted: Any, _: Schema, root: Schema) -> bool:
    return any(valid(data, option, root) for option in wanted)


def _least(kind: type | tuple[type, ...], measure: Callable[[Any], Any]) -> Callable[..., bool]:
    return lambda data, wanted, *_: not isinstance(data, kind) or isinstance(data, bool) or measure(data) >= wanted


_KEYWORDS: Mapping[str, Callable[..., bool]] = {
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "properties": _properties,
    "additionalProperties": _others,
    "items": _items,
    "required": _required,
    "anyOf": _any_of,
    "minLength": _least(str, len),
    "minProperties": _least(dict, len),
    "minimum": _least((int, float), lambda value: value),
    "maxLength": lambda data, wanted, *_: not isinstance(data, str) or len(data) <= wanted,
}
