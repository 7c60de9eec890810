"""JSON with the place of each value. Strict first; comments and trailing commas (tsconfig, .jsonc) are tolerated where strict reading fails."""

from __future__ import annotations

from bisect import bisect_right
from json.decoder import JSONDecodeError
from json.decoder import scanstring as _scanstring  # type: ignore[attr-defined]  # public in use, absent from typeshed
from typing import Any, NoReturn

from conforme.facts import regex as re
from conforme.facts.limits import Limits, Tally, check_number, within
from conforme.facts.structured import Invalid, Mark, Node, Value

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(text: str, limits: Limits) -> Node:
    """The tree of a JSON text; raises Invalid and Unreadable."""
    try:
        return _Scanner(text, limits, comments=False).document()
    except Invalid as error:
        if error.key != "json-syntax":
            raise
        return _leniently(text, limits, error)


def _leniently(text: str, limits: Limits, strict: Invalid) -> Node:
    """With comments and trailing commas; when that fails too, what strict reading said unless the other reading went further."""
    try:
        return _Scanner(text, limits, comments=True).document()
    except Invalid as error:
        further = (error.line, error.column) > (strict.line, strict.column)
        raise (error if further else strict) from None


class _Scanner:
    """A cursor over the text; recursion is bounded by the depth limit."""

    def __init__(self, text: str, limits: Limits, comments: bool) -> None:
        self.text, self.limits, self.comments, self.tally = text, limits, comments, Tally(limits)
        self.at = 0
        self.starts = [0] + [found.end() for found in re.finditer("\n", text)]

    def document(self) -> Node:
        self._skip()
        node = self._value(0)
        self._skip()
        if self.at < len(self.text):
            self._fail("extra data")
        return node

    def _mark(self, at: int) -> Mark:
        line = bisect_right(self.starts, at)
        return Mark(line, at - self.starts[line - 1] + 1)

    def _fail(self, detail: str, at: int | None = None) -> NoReturn:
        raise Invalid("json-syntax", *self._mark(self.at if at is None else at), detail=detail)

    def _skip(self) -> str:
        """Passes blanks (and comments where they are tolerated); returns the next character, "" at the end."""
        self.at = _BLANK.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches the empty text
        while self.comments and self.text.startswith(("//", "/*"), self.at):
            stop = "\n" if self.text[self.at + 1] == "/" else "*/"
            end = self.text.find(stop, self.at + 2)
            if end < 0 and stop == "*/":
                self._fail("unterminated comment")
            self.at = len(self.text) if end < 0 else end + len(stop)
            self.at = _BLANK.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.text[self.at : self.at + 1]

    def _value(self, depth: int) -> Node:
        self.tally.node()
        head, mark = self.text[self.at : self.at + 1], self._mark(self.at)
        if head and head in "{[":
            within("too-deep", depth + 1, self.limits.depth)
            return self._object(mark, depth + 1) if head == "{" else self._array(mark, depth + 1)
        if head == '"':
            value = self._string()
            return Node(value, mark.line, mark.column, value)
        return self._word(mark)

    def _string(self) -> str:
        start = self.at
        value: str
        try:
            value, self.at = _scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            self._fail(error.msg.lower(), error.pos)
        within("scalar-too-long", len(value), self.limits.scalar)
        if not value.isascii() and _SURROGATE.search(value):
            raise Invalid("lone-surrogate", *self._mark(start))
        return value

    def _word(self, mark: Mark) -> Node:
        found = _NUMBER.match(self.text, self.at)
        if found:
            self.at = found.end()
            check_number(found.group(), self.limits)
            whole = found[2] is None and found[3] is None
            return Node(int(found.group()) if whole else float(found.group()), mark.line, mark.column, found.group())
        word = next((word for word in _WORDS if self.text.startswith(word, self.at)), None)
        if word is None:
            self._fail("expecting value")
        self.at += len(word)
        return Node(_WORDS[word], mark.line, mark.column, word)

    def _array(self, mark: Mark, depth: int) -> Node:
        items: list[Node] = []
        self.at += 1
        while self._more("]", first=not items):
            items.append(self._value(depth))
        return Node(items, mark.line, mark.column)

    def _object(self, mark: Mark, depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        self.at += 1
        while self._more("}", first=not values):
            key = self._key(keys)
            values[key] = self._value(depth)
        return Node(values, mark.line, mark.column, "", keys)

    def _more(self, closer: str, first: bool) -> bool:
        """Passes what stands between two items; False after `closer`."""
        head = self._skip()
        if head == "," and not first:
            self.at += 1
            head = self._skip()
            if head == closer and not self.comments:
                self._fail("expecting value after a comma")
        elif not first and head != closer:
            self._fail(f"expecting ',' or '{closer}'")
        if head == closer:
            self.at += 1
        return head != closer

    def _key(self, keys: dict[str, Mark]) -> str:
        mark = self._mark(self.at)
        if self.text[self.at : self.at + 1] != '"':
            self._fail("expecting a key between double quotes")
        key = self._string()
        if key in keys and self.limits.unique:
            raise Invalid("duplicate-key", *mark, name=key, first=keys[key].line)
        keys[key] = mark
        within("too-many-keys", len(keys), self.limits.keys)
        if self._skip() != ":":
            self._fail("expecting ':'")
        self.at += 1
        self._skip()
        return key


_STRUCTURE = re.compile(r"[^\[\]{},]+")


def read_plain(text: str, limits: Limits) -> Any:
    """Plain data of a strict JSON text, by the standard library, once depth and nodes are known to be bounded."""
    import json

    check_shape(text, limits)
    try:
        data = json.loads(text, parse_int=_bounded(int, limits), parse_float=_bounded(float, limits), parse_constant=_refuse)
    except JSONDecodeError as error:
        raise Invalid("json-syntax", error.lineno, error.colno, detail=error.msg.lower()) from None
    if "\\u" in text:
        _refuse_surrogates(data)
    return data


def check_shape(text: str, limits: Limits) -> None:
    """Raises Unreadable when brackets outside strings nest too deep or open and separate too many values; linear, builds nothing."""
    bare = text.replace("\\\\", "").replace('\\"', "")
    outside = "".join(bare.split('"')[::2])
    shape = _STRUCTURE.sub("", outside)
    opened = shape.count("[") + shape.count("{")
    within("too-many-nodes", opened, limits.containers)
    within("too-many-nodes", opened + shape.count(","), limits.nodes)
    depth = deepest = 0
    for bracket in shape.replace(",", ""):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    within("too-deep", deepest, limits.depth)


def _bounded(convert: Any, limits: Limits) -> Any:
    def read_number(text: str) -> Any:
        check_number(text, limits)
        return convert(text)

    return read_number


def _refuse(word: str) -> NoReturn:
    raise Invalid("json-syntax", detail=word)


def _refuse_surrogates(data: Any) -> None:
    """Raises Invalid for text that could not be written again; without recursion."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str) and not value.isascii() and _SURROGATE.search(value):
            raise Invalid("lone-surrogate")
