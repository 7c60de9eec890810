"""TOML: tomllib reads the values; a scan of the same text says where each is written, and refuses beforehand what would be too deep or too long."""

from __future__ import annotations

from typing import Any

from conforme.facts.limits import Limits, Tally, within
from conforme.facts.structured import NO_KEYS, Mark, Node, Value
from conforme.facts.structured.toml_places import Path, Places, locate


def read(text: str, limits: Limits) -> Node:
    """The tree; dates are text. What the scan could not place has the place of what holds it. Raises as `structured.parse`."""
    import tomllib

    places = locate(text, limits)
    return _Builder(places, limits).node(tomllib.loads(text), (), Mark(1, 1))


class _Builder:
    def __init__(self, places: Places, limits: Limits) -> None:
        self.places, self.limits, self.tally = places, limits, Tally(limits)

    def node(self, data: Any, path: Path, near: Mark) -> Node:
        """`near`: the place to give when this one is not known."""
        self.tally.node()
        within("too-deep", len(path), self.limits.depth)
        mark = self.places.values.get(path, near)
        if isinstance(data, dict):
            return self._table(data, path, mark)
        if isinstance(data, list):
            return self._new([self.node(item, (*path, at), mark) for at, item in enumerate(data)], mark)
        written = self.places.texts.get(path, str(data))
        if isinstance(data, str):
            within("scalar-too-long", len(data), self.limits.scalar)
            return self._new(data, mark, data)
        return self._new(data if isinstance(data, bool | int | float) else written, mark, written)

    def _table(self, data: dict[str, Any], path: Path, mark: Mark) -> Node:
        within("too-many-keys", len(data), self.limits.keys)
        keys = {key: self.places.keys.get((*path, key), mark) for key in data}
        return self._new({key: self.node(item, (*path, key), keys[key]) for key, item in data.items()}, mark, keys=keys)

    def _new(self, value: Value, mark: Mark, text: str = "", keys: dict[str, Mark] | None = None) -> Node:
        return Node(value, mark.line, mark.column, text, keys if keys is not None else NO_KEYS)
