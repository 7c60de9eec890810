"""YAML 1.2 from libyaml's events: nothing is constructed, so no tag runs anything, and depth is known before any recursion.

Plain scalars follow the 1.2 core schema: only true and false are booleans; `on`, `1:30` and dates are text, `012` is twelve. An unknown tag
leaves the value as it is written. Keys are always text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from conforme.facts import regex as re
from conforme.facts.limits import Limits, Tally, check_number, within
from conforme.facts.structured import Invalid, Mark, Node, Value
from conforme.repo import Unreadable

_INT = re.compile(r"[-+]?[0-9]+\Z")
_OTHER_BASE = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, Value] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_WORDS |= {sign + dot: float(sign + "inf") for sign in ("", "+", "-") for dot in (".inf", ".Inf", ".INF")}
_WORDS |= {word: float("nan") for word in (".nan", ".NaN", ".NAN")}
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null"))
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(text: str, limits: Limits) -> list[Node]:
    """All documents of the stream; raises Invalid, Unreadable, or yaml.YAMLError and ValueError for `structured` to explain."""
    return _Builder(limits).stream(_events(text)) or [Node(None)]


def read_plain(text: str, limits: Limits) -> Any:
    """The first document as plain data: no node is made, so that large files stay affordable. Raises as `read`."""
    documents = _PlainBuilder(limits).stream(_events(text))
    return documents[0] if documents else None


def _events(text: str) -> Iterable[Any]:
    import yaml

    events: Iterable[Any] = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return events


class _Built(NamedTuple):
    """A finished value with what an alias to it stands for; `text` is None for a collection."""

    item: Any
    text: str | None
    size: int = 1
    height: int = 0


class _Frame:
    """A collection being read. `pending` is the key that waits for its value."""

    __slots__ = ("event", "height", "items", "keys", "mapping", "merges", "pending", "size", "values")

    def __init__(self, mapping: bool, event: Any) -> None:
        self.mapping, self.event = mapping, event
        self.items: list[Any] = []
        self.values: dict[str, Any] = {}
        self.keys: dict[str, Mark] = {}
        self.pending: str | None = None
        self.merges: list[Any] = []
        self.size, self.height = 1, 0


class _Builder:
    """Makes nodes of events; a document is finished before the next one starts."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.tally = limits, Tally(limits)
        self.anchors: dict[str, _Built] = {}
        self.stack: list[_Frame] = []
        self.documents: list[Any] = []

    def leaf(self, value: Value, text: str, event: Any) -> Any:
        mark = event.start_mark
        return Node(value, mark.line + 1, mark.column + 1, text)

    def whole(self, frame: _Frame) -> Any:
        mark = _mark(frame.event)
        return Node(frame.values, *mark, "", frame.keys) if frame.mapping else Node(frame.items, *mark)

    def pairs(self, item: Any) -> Mapping[str, Any] | None:
        """What `<<` copies of a finished value, None when it is no mapping."""
        return item.fields() if item.kind == "map" else None

    def sequence(self, item: Any) -> list[Any]:
        return item.items() or [item]

    def place(self, frame: _Frame, key: str, event: Any) -> None:
        """Keeps where a key is written."""
        frame.keys[key] = _mark(event)

    def stream(self, events: Iterable[Any]) -> list[Any]:
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
        text = event.value
        if len(text) > self.limits.scalar:
            raise Unreadable("scalar-too-long", len(text), self.limits.scalar)
        if not text.isascii() and _SURROGATE.search(text):
            raise Invalid("lone-surrogate", *_mark(event))
        value = resolve(text, self.limits) if event.implicit[0] or event.tag in _CORE_TAGS else text
        self._add(event, event.anchor, _Built(self.leaf(value, text, event), text))

    def _alias(self, event: Any) -> None:
        built = self.anchors.get(event.anchor)
        if built is None:
            raise Invalid("alias", *_mark(event), name=event.anchor)
        self.tally.alias(built.size)
        within("too-deep", len(self.stack) + built.height, self.limits.depth)
        self._add(event, None, built)

    def _open(self, event: Any) -> None:
        self.tally.container()
        within("too-deep", len(self.stack) + 1, self.limits.depth)
        self.stack.append(_Frame(type(event).__name__ == "MappingStartEvent", event))

    def _close(self, _: Any) -> None:
        frame = self.stack.pop()
        for merged in frame.merges:
            self._merge(frame, merged)
        self._add(frame.event, frame.event.anchor, _Built(self.whole(frame), None, frame.size, frame.height + 1))

    def _add(self, event: Any, anchor: str | None, built: _Built) -> None:
        if anchor:
            self.anchors[anchor] = built
        if not self.stack:
            self.documents.append(built.item)
            return
        frame = self.stack[-1]
        frame.size += built.size
        frame.height = max(frame.height, built.height)
        if not frame.mapping:
            frame.items.append(built.item)
        elif frame.pending is None:
            frame.pending = self._key(frame, built, event)
        else:
            self._pair(frame, frame.pending, built.item)

    def _key(self, frame: _Frame, built: _Built, event: Any) -> str:
        key = built.text
        if key is None:
            raise Invalid("complex-key", *_mark(event))
        if key in frame.values and self.limits.unique:
            mark = _mark(event)
            raise Invalid("duplicate-key", *mark, name=key, first=frame.keys.get(key, mark).line)
        self.place(frame, key, event)
        within("too-many-keys", len(frame.values) + 1, self.limits.keys)
        return key

    def _pair(self, frame: _Frame, key: str, item: Any) -> None:
        frame.pending = None
        if key == "<<":
            frame.merges.append(item)
        else:
            frame.values[key] = item

    def _merge(self, frame: _Frame, merged: Any) -> None:
        """Copies the pairs that are not there already: what is written in the mapping itself wins, then the first of those merged."""
        mark = frame.keys.pop("<<", _mark(frame.event))
        for source in self.sequence(merged):
            pairs = self.pairs(source)
            if pairs is None:
                raise Invalid("merge", *mark)
            self.tally.merge(len(pairs))
            for key in pairs:
                if key not in frame.values:
                    frame.values[key] = pairs[key]
                    frame.keys[key] = source.where(key) if isinstance(source, Node) else mark


class _PlainBuilder(_Builder):
    """The same without nodes."""

    def leaf(self, value: Value, text: str, event: Any) -> Any:
        return value

    def whole(self, frame: _Frame) -> Any:
        return frame.values if frame.mapping else frame.items

    def pairs(self, item: Any) -> Mapping[str, Any] | None:
        return item if isinstance(item, dict) else None

    def sequence(self, item: Any) -> list[Any]:
        return item if isinstance(item, list) else [item]

    def place(self, frame: _Frame, key: str, event: Any) -> None:
        """A place costs more than the value."""


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
