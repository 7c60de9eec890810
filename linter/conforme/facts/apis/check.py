"""An OpenAPI description against the JSON Schema of its version: what departs from it, where, and what was expected there.

jsonschema reads the official schemas (see openapi_data/README.md) through a registry that fetches nothing. What could be slow on purpose is
replaced or bounded: uniqueness is a set of keys, not a comparison of all pairs; a description of more than VALUES values is not validated.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from conforme.facts.apis.model import Limited, problem
from conforme.facts.apis.refs import Outside, Place, Refs, Unresolved, target_of
from conforme.facts.structured import Mark, Node
from conforme.model import Record

SCHEMAS = ("2.0", "3.0", "3.1", "3.2")
"""Versions of the specification whose schema is known."""
VALUES = 300_000
"""Values of a description, with those of the files that it is split over, that are validated."""
MOST = 100
"""Problems reported of one description."""

_HERE = os.path.dirname(os.path.abspath(__file__))
# Text that a tool will replace before the description is served says nothing of its validity.
_FILLED_LATER = ("{{", "${", "<%", "%{")

Pointer = tuple[str | int, ...]


def validate(root: Node, path: str, version: str, refs: Refs) -> tuple[list[Record], list[Limited]]:
    """The departures of a description from the schema of its version, in reading order, and why it could not be judged, if so."""
    known = next((name for name in SCHEMAS if version == name or version.startswith(name + ".")), None)
    if known is None:
        return [], [Limited("unknown-version")]
    whole = _Whole(root, path, refs)
    data = whole.data()
    if whole.count > VALUES:
        return [], [Limited("too-large", whole.count, VALUES)]
    found: dict[tuple[str, Pointer, str], Record] = {}
    for error in _errors(_validator(known), data):
        for key, pointer, expected, got in _said(error):
            if not _filled_later(error.instance):
                spot, mark = whole.place(pointer, got if key in ("unknown-key", "no-slash") else "")
                found.setdefault((key, pointer, got), problem(key, spot, mark.line, _written(pointer), mark.column, expected, got))
        if len(found) >= MOST:
            break
    return sorted(_telling(found), key=lambda item: (item.path != path, item.path, item.line, item.id)), []


def _telling(found: Mapping[tuple[str, Pointer, str], Record]) -> list[Record]:
    """The problems without those that only repeat, of the same place, what another says better."""
    plain = {pointer for key, pointer, _ in found if key != "wrong-form"}
    return [item for (key, pointer, _), item in found.items() if key != "wrong-form" or pointer not in plain]


def _written(pointer: Pointer) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in pointer)


def _filled_later(instance: object) -> bool:
    return isinstance(instance, str) and any(mark in instance for mark in _FILLED_LATER)


class _Whole:
    """A description with the files that it is split over put in their places, and the way back from a place to its file."""

    def __init__(self, root: Node, path: str, refs: Refs) -> None:
        self._root, self._refs = Place(root, path), refs
        self._made: dict[int, tuple[Any, int]] = {}
        self.count = 0

    def data(self) -> Any:
        return self._plain(self._root, ())

    def _plain(self, place: Place, within: tuple[int, ...]) -> Any:
        """Plain data; what another file holds is copied in once and then shared, and not at all where it would contain itself."""
        place = self._inlined(place, within)
        key = id(place.node)
        if key not in self._made:
            before = self.count
            self.count += 1
            inside = (*within, key)
            value: Any = place.node.value
            if isinstance(value, dict):
                value = {name: self._plain(Place(child, place.path), inside) for name, child in value.items() if self.count <= VALUES}
            elif isinstance(value, list):
                value = [self._plain(Place(child, place.path), inside) for child in value if self.count <= VALUES]
            self._made[key] = value, self.count - before
            return value
        made, size = self._made[key]
        self.count += size
        return made

    def _inlined(self, place: Place, within: tuple[int, ...] = ()) -> Place:
        reference = target_of(place.node)
        if reference is None or reference.startswith("#"):
            return place
        try:
            target = self._refs.target(reference, place.path)
        except (Unresolved, Outside):
            return place
        return place if id(target.node) in within or target_of(target.node) else target

    def place(self, pointer: Pointer, key: str = "") -> tuple[str, Mark]:
        """File and mark of what a pointer names, or of a key in it."""
        place = self._root
        mark = Mark(place.node.line, place.node.column)
        for step in pointer:
            child = place.node.get(step)
            if child is None:
                break
            mark = place.node.where(step) if isinstance(step, str) else Mark(child.line, child.column)
            within = self._inlined(Place(child, place.path))
            if within.path != place.path:
                mark = Mark(within.node.line, within.node.column)
            place = within
        return place.path, place.node.where(key) if key else mark


# --- the schemas and their reading -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _validator(version: str) -> Any:
    import jsonschema
    from referencing import Registry

    with open(os.path.join(_HERE, "openapi_data", f"{version}.json"), encoding="utf-8") as file:
        schema = json.load(file)
    base = jsonschema.Draft4Validator if version < "3.1" else jsonschema.Draft202012Validator
    extend: Any = jsonschema.validators.extend
    quick = extend(base, {"uniqueItems": _unique})
    return quick(schema, registry=Registry())


def _unique(validator: Any, wanted: bool, instance: Any, schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if not wanted or not validator.is_type(instance, "array"):
        return
    keys = {json.dumps(item, sort_keys=True, default=str) for item in instance}
    if len(keys) < len(instance):
        yield ValidationError("items are not unique")


def _errors(validator: Any, data: Any) -> Iterator[Any]:
    """Leaf errors: of alternatives, those of the one that the author most likely meant."""
    for error in validator.iter_errors(data):
        yield from _leaves(error)


def _leaves(error: Any) -> Iterator[Any]:
    if not error.context:
        yield error
        return
    for inner in _meant(error):
        yield from _leaves(inner)


def _meant(error: Any) -> Iterable[Any]:
    """The errors of one branch of `anyOf` or `oneOf`."""
    branches: dict[Any, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0] if inner.schema_path else None, []).append(inner)
    return min(branches.values(), key=lambda found: _strangeness(error, found))


_TELLING = frozenset(("in", "type", "$ref", "flow", "scheme"))


def _strangeness(error: Any, found: list[Any]) -> tuple[bool, bool, int, int]:
    """How unlikely it is that a branch was meant: it asks for a reference, for another type or another value of a telling key; then few errors."""
    reference = isinstance(error.instance, Mapping) and "$ref" in error.instance
    asks = any(inner.validator == "required" and "'$ref'" in inner.message for inner in found)
    here = len(error.absolute_path)
    other = any(
        inner.validator in ("type", "enum", "const")
        and (len(inner.absolute_path) == here or len(inner.absolute_path) == here + 1 and inner.absolute_path[-1] in _TELLING)
        for inner in found
    )
    deepest = max(len(inner.absolute_path) for inner in found)
    return asks and not reference, other, len(found), -deepest


Said = tuple[str, Pointer, str, str]


def _said(error: Any) -> Iterator[Said]:
    """Key, pointer, what was expected, what was found."""
    pointer: Pointer = tuple(error.absolute_path)
    kind, value = error.validator, error.validator_value
    if kind == "required":
        yield from (("missing-key", pointer, name, "") for name in value if name not in error.instance)
    elif kind in ("additionalProperties", "unevaluatedProperties", "propertyNames"):
        for name in _unknown(error):
            yield "no-slash" if pointer == ("paths",) and not name.startswith("/") else "unknown-key", pointer, "", name
    elif kind == "type":
        yield "wrong-type", pointer, _listed(value), _shown(error.instance)
    elif kind in ("enum", "const"):
        yield "wrong-value", pointer, _listed(value), _shown(error.instance)
    else:
        yield "wrong-form", pointer, f"{kind}: {_listed(value)}" if isinstance(value, str | int) else str(kind), _shown(error.instance)


def _unknown(error: Any) -> list[str]:
    """The keys that the schema does not name. A key whose value is wrong counts as unevaluated too, and is another error's."""
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    named = set(schema.get("properties", ()))
    return [name for name in error.instance if name not in named and not name.startswith("x-") and repr(name) in error.message]


def _listed(value: object) -> str:
    items = value if isinstance(value, list) else [value]
    return ", ".join(item if isinstance(item, str) else json.dumps(item, default=str) for item in items[:12])


def _shown(instance: object) -> str:
    """A short text of a scalar, the kind of anything else."""
    if isinstance(instance, Mapping):
        return "object"
    if isinstance(instance, list):
        return "array"
    return instance[:80] if isinstance(instance, str) else json.dumps(instance, default=str)[:80]
