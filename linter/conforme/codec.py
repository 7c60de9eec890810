"""The frozen values of a run as plain data and back: what a cache keeps, with no pickle, and nothing made but the values named here.

A scalar, and a dict whose keys are texts, stand for themselves; all else is a list that begins with a letter: `l` list, `t` tuple, `d` dict, `f`
frozenset, `D` date, `e` enumeration, `o` value of a class of ours. Types come back as they were: a tuple is no list, an enumeration no text.
"""

from __future__ import annotations

import datetime
import importlib
import math
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from conforme import model, report, rule, view

_CLASSES: dict[str, Any] = {
    cls.__name__: cls
    for home, names in (
        (model, "Strength Outcome Reason Verdict Severity Location Cell Record Evidence Finding Look Limit Because Result Snapshot"),
        (report, "Service Waiver Attestation Weakened PolicyNote"),
        (rule, "Unverified NotApplicable RestsOn"),
        (view, "Flaw Found"),
    )
    for cls in (getattr(home, name) for name in names.split())
}
_NAMES = {cls: name for name, cls in _CLASSES.items()}
# What few reports hold: its module is read when it is met.
_LATE = {"Quantity": "conforme.facts.values.numbers"}
_SCALARS = frozenset({type(None), bool, int, str})


class Unkeepable(Exception):
    """A value of another type, or a number that JSON has no way to write."""


class Foreign(ValueError):
    """Plain data that `pack` did not make."""


def _attributes(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls)) if is_dataclass(cls) else tuple(cls._fields)


_FIELDS = {cls: _attributes(cls) for cls in _NAMES if not issubclass(cls, Enum)}


def pack(value: Any) -> Any:
    """Plain data for `value`; raises Unkeepable."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is dict:
        return _dict(value)
    if kind in _FIELDS:
        return ["o", _NAMES[kind], *(pack(getattr(value, name)) for name in _FIELDS[kind])]
    packed = _PACKERS.get(kind)
    if packed is not None:
        return packed(value)
    if kind in _NAMES:
        return ["e", _NAMES[kind], value.value]
    if _LATE.get(kind.__name__) == kind.__module__:
        _learn(kind)
        return pack(value)
    raise Unkeepable(kind.__name__)


def _learn(cls: Any) -> None:
    _CLASSES[cls.__name__], _NAMES[cls], _FIELDS[cls] = cls, cls.__name__, _attributes(cls)


def _class(name: str) -> Any:
    if name not in _CLASSES:
        _learn(getattr(importlib.import_module(_LATE[name]), name))
    return _CLASSES[name]


def _dict(value: dict[Any, Any]) -> Any:
    if all(type(key) is str for key in value):
        return {key: pack(item) for key, item in value.items()}
    return ["d", *([pack(key), pack(item)] for key, item in value.items())]


def _float(value: float) -> float:
    if not math.isfinite(value):
        raise Unkeepable("float")
    return value


_PACKERS: dict[type, Callable[[Any], Any]] = {
    float: _float,
    list: lambda value: ["l", *map(pack, value)],
    tuple: lambda value: ["t", *map(pack, value)],
    frozenset: lambda value: ["f", *sorted(map(pack, value), key=repr)],
    datetime.date: lambda value: ["D", value.isoformat()],
}


def unpack(plain: Any) -> Any:
    """The value that `pack` made this of; raises Foreign."""
    try:
        return _unpack(plain)
    except (TypeError, ValueError, LookupError, RecursionError) as error:
        raise Foreign(str(error)) from error


def _unpack(plain: Any) -> Any:
    kind = type(plain)
    if kind is list:
        return _UNPACKERS[plain[0]](plain)
    if kind is dict:
        return {key: _unpack(item) for key, item in plain.items()}
    return plain


def _object(plain: list[Any]) -> Any:
    cls = _class(plain[1])
    if len(plain) != len(_FIELDS[cls]) + 2:
        raise Foreign(plain[1])
    return cls(*_items(plain, 2))


def _items(plain: list[Any], start: int = 1) -> Iterator[Any]:
    return (item if type(item) in _SCALARS else _unpack(item) for item in plain[start:])


_UNPACKERS: dict[str, Callable[[list[Any]], Any]] = {
    "l": lambda plain: list(_items(plain)),
    "t": lambda plain: tuple(_items(plain)),
    "d": lambda plain: {_unpack(key): _unpack(item) for key, item in plain[1:]},
    "f": lambda plain: frozenset(_items(plain)),
    "D": lambda plain: datetime.date.fromisoformat(plain[1]),
    "e": lambda plain: _CLASSES[plain[1]](plain[2]),
    "o": _object,
}
