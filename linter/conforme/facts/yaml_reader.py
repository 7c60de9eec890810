"""YAML 1.2 from libyaml's events: nothing is constructed, so no tag runs anything, and depth is known before any recursion.

Plain scalars follow the 1.2 core schema: only true and false are booleans; `on`, `1:30` and dates are text, `012` is twelve. An unknown tag
leaves the value as it is written. Keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from conforme.facts.limits import Limits, Tally, check_number, within
from conforme.facts.structured import Invalid, Mark, Node, Value

_INT = re.compile(r"[-+]?[0-9]+\Z")
_OTHER_BASE = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, Value] = {word: None for word in ("", "~", "null", "Null", "NULL")}
_WORDS |= {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_WORDS |= {sign + dot: float(sign + "inf") for sign in ("", "+", "-") for dot in (".inf", ".Inf", ".INF")}
_WORDS |= {word: float("nan") for word in (".nan", ".NaN", ".NAN")}
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null"))
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(text: str, limits: Limits) -> list[Node]:
    """All documents of the stream; raises Invalid, Unreadable, or yaml.YAMLError and ValueError for `structured` to explain."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events = yaml.parse(text, Loader=loader)
    return _Builder(limits).stream(events) or [Node(None)]


class _Built(NamedTuple):
    """A finished node with what an alias to it stands for."""

    node: Node
    size: int = 1
    height: int = 0


class _Frame:
    """A collection being read. `pending` is the key that waits for its value."""

    __slots__ = ("anchor", "height", "items", "keys", "mapping", "mark", "merges", "pending", "size", "values")

    def __init__(self, mapping: bool, anchor: str | None, mark: Mark) -> None:
        self.mapping, self.anchor, self.mark = mapping, anchor, mark
        self.items: list[Node] = []
        self.values: dict[str, Node] = {}
        self.keys: dict[str, Mark] = {}
        self.pending: _Built | None = None
        self.merges: list[Node] = []
        self.size, self.height = 1, 0


class _Builder:
    def __init__(self, limits: Limits) -> None:
        self.limits, self.tally = limits, Tally(limits)
        self.anchors: dict[str, _Built] = {}
        self.stack: list[_Frame] = []
        self.documents: list[Node] = []

    def stream(self, events: Iterable[Any]) -> list[Node]:
        handlers = {
            "ScalarEvent": self._scalar,
            "AliasEvent": self._alias,
            "MappingStartEvent": self._open,
            "SequenceStartEvent": self._open,
            "MappingEndEvent": self._close,
            "SequenceEndEvent": self._close,
            "DocumentStartEvent": self._forget,
        }
        for event in events:
            handler = handlers.get(type(event).__name__)
            if handler is not None:
                handler(event)
        return self.documents

    def _forget(self, _: Any) -> None:
        self.anchors.clear()

    def _scalar(self, event: Any) -> None:
        self.tally.node()
        text, mark = event.value, _mark(event)
        within("scalar-too-long", len(text), self.limits.scalar)
        if not text.isascii() and _SURROGATE.search(text):
            raise Invalid("lone-surrogate", *mark)
        node = Node(self._value(event, text), mark.line, mark.column, text)
        self._add(event.anchor, _Built(node), mark)

    def _value(self, event: Any, text: str) -> Value:
        plain = event.implicit[0] or event.tag in _CORE_TAGS
        return resolve(text, self.limits) if plain else text

    def _alias(self, event: Any) -> None:
        built, mark = self.anchors.get(event.anchor), _mark(event)
        if built is None:
            raise Invalid("alias", *mark, name=event.anchor)
        self.tally.alias(built.size)
        within("too-deep", len(self.stack) + built.height, self.limits.depth)
        self._add(None, built, mark)

    def _open(self, event: Any) -> None:
        self.tally.node()
        within("too-deep", len(self.stack) + 1, self.limits.depth)
        self.stack.append(_Frame(type(event).__name__ == "MappingStartEvent", event.anchor, _mark(event)))

    def _close(self, _: Any) -> None:
        frame = self.stack.pop()
        for merged in frame.merges:
            self._merge(frame, merged)
        value: Value = frame.values if frame.mapping else frame.items
        node = Node(value, frame.mark.line, frame.mark.column, "", frame.keys) if frame.mapping else Node(value, *frame.mark)
        self._add(frame.anchor, _Built(node, frame.size, frame.height + 1), frame.mark)

    def _add(self, anchor: str | None, built: _Built, mark: Mark) -> None:
        if anchor:
            self.anchors[anchor] = built
        if not self.stack:
            self.documents.append(built.node)
            return
        frame = self.stack[-1]
        frame.size += built.size
        frame.height = max(frame.height, built.height)
        if not frame.mapping:
            frame.items.append(built.node)
        elif frame.pending is None:
            self._key(frame, built, mark)
        else:
            self._pair(frame, frame.pending.node.text, built.node)

    def _key(self, frame: _Frame, built: _Built, mark: Mark) -> None:
        key = built.node.text
        if built.node.kind != "scalar":
            raise Invalid("complex-key", *mark)
        if key in frame.keys and key != "<<":
            raise Invalid("duplicate-key", *mark, name=key, first=frame.keys[key].line)
        frame.keys[key], frame.pending = mark, built
        within("too-many-keys", len(frame.keys), self.limits.keys)

    def _pair(self, frame: _Frame, key: str, node: Node) -> None:
        frame.pending = None
        if key == "<<":
            frame.merges.append(node)
        else:
            frame.values[key] = node

    def _merge(self, frame: _Frame, merged: Node) -> None:
        """Copies the pairs that are not there already: what is written in the mapping itself wins, then the first of those merged."""
        mark = frame.keys.get("<<", frame.mark)
        for source in merged.items() or [merged]:
            if source.kind != "map":
                raise Invalid("merge", *mark)
            self.tally.merge(len(source.fields()))
            for key, node in source.fields().items():
                if key not in frame.values:
                    frame.values[key], frame.keys[key] = node, source.where(key)
        frame.keys.pop("<<", None)


def resolve(text: str, limits: Limits) -> Value:
    """A plain scalar by the YAML 1.2 core schema; raises Unreadable for a number of too many digits."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INT.match(text):
        check_number(text, limits)
        return int(text)
    if _OTHER_BASE.match(text):
        check_number(text, limits)
        return int(text, 0)
    if _FLOAT.match(text):
        check_number(text, limits)
        return float(text)
    return text


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
