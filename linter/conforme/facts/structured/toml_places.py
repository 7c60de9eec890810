"""Where the keys and values of a TOML text are written, by path. It judges nothing: tomllib says whether the text is valid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.limits import Limits, check_number, within
from conforme.facts.structured import Mark

Path = tuple[str | int, ...]
_TOKEN = re.compile(r"\n|#[^\n]*+|\"\"\"|'''|[\"'\[\]{},=.]|[^\s#\"'\[\]{},=.]+")
_ENDS = {'"': re.compile(r"\\[^\n]|\"|\n"), "'": re.compile(r"'|\n"), '"""': re.compile(r"\\.|\"\"\"", re.DOTALL), "'''": re.compile("'''")}


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each key, of each value, and each scalar that is no string as it is written."""

    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)


class _Part(NamedTuple):
    name: str
    mark: Mark


class _Open:
    """An array or an inline table that is not closed yet."""

    __slots__ = ("array", "index", "path")

    def __init__(self, array: bool, path: Path) -> None:
        self.array, self.path, self.index = array, path, 0


def locate(text: str, limits: Limits) -> Places:
    """The places, as far as the text can be followed; raises Unreadable (too-deep, number-too-long)."""
    scan = _Scan(text, limits)
    scan.run()
    return scan.places


class _Scan:
    """Follows the tokens. `target` is the path of the value that is awaited, None while a key or a header is read, whose `parts` are gathered."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text, self.limits, self.places = text, limits, Places()
        self.table: Path = ()
        self.arrays: dict[Path, int] = {}
        self.stack: list[_Open] = []
        self.parts: list[_Part] = []
        self.target: Path | None = None
        self.brackets = 0
        self.began = self.ended = -1
        self.line, self.line_start = 1, 0

    def run(self) -> None:
        at = 0
        while (found := _TOKEN.search(self.text, at)) is not None:
            token, start, at = found.group(), found.start(), found.end()
            mark = Mark(self.line, start - self.line_start + 1)
            if token in _ENDS:
                at = self._string_end(token, at)
                if at < 0:
                    return
                self._word(self.text[start + len(token) : at - len(token)], mark, start, at)
            elif token == "\n":
                self._end_of_line()
                self.line, self.line_start = self.line + 1, at
            elif token[0] != "#":
                self._token(token, mark, start, at)
        self._finish()

    def _string_end(self, quote: str, at: int) -> int:
        """Just after the string that `quote` opened before `at`; -1 when nothing closes it."""
        start, stop = at, _ENDS[quote]
        while (found := stop.search(self.text, at)) is not None and found.group()[0] == "\\":
            at = found.end()
        if found is None or found.group() == "\n":
            return -1
        end = found.end()
        while len(quote) == 3 and end - found.end() < 2 and self.text.startswith(quote[0], end):
            end += 1  # up to two quotes may stand just before the closing three
        if breaks := self.text.count("\n", start, end):
            self.line, self.line_start = self.line + breaks, self.text.rindex("\n", start, end) + 1
        return end

    def _token(self, token: str, mark: Mark, start: int, end: int) -> None:
        if token == "=" and self.target is None:
            self._assign()
        elif token in "[{":
            self._open(token, mark)
        elif token in "]},":
            self._close(token)
        elif token == "." and self.target is not None:
            self.ended = end
        elif token not in ".=":
            self._word(token, mark, start, end)

    def _word(self, word: str, mark: Mark, start: int, end: int) -> None:
        if self.target is None:
            self.parts.append(_Part(word, mark))
            within("too-deep", len(self.parts), self.limits.depth)
            return
        if self.began < 0:
            self.began = start
            self.places.values.setdefault(self.target, mark)
        self.ended = end

    def _finish(self) -> None:
        """The scalar that was being read is whole."""
        if self.target is not None and self.began >= 0:
            written = self.text[self.began : self.ended]
            if written[0] not in "\"'":
                check_number(written, self.limits)
                self.places.texts[self.target] = written
        self.began = -1

    def _assign(self) -> None:
        """A key is whole: what follows is its value."""
        path = self.stack[-1].path if self.stack else self.table
        for part in self.parts:
            path = (*path, part.name)
            self.places.keys.setdefault(path, part.mark)
        self._await(path)
        self.parts = []

    def _await(self, path: Path) -> None:
        within("too-deep", len(path), self.limits.depth)
        self.target = path

    def _open(self, token: str, mark: Mark) -> None:
        if self.target is None:
            self.brackets += token == "[" and not self.stack
            return
        self.places.values.setdefault(self.target, mark)
        self.stack.append(_Open(token == "[", self.target))
        self.began, self.target = -1, None
        self._next()

    def _next(self) -> None:
        """What is awaited in the innermost open value: an item, or a key."""
        top = self.stack[-1]
        self.parts, self.target = [], None
        if top.array:
            self._await((*top.path, top.index))

    def _close(self, token: str) -> None:
        self._finish()
        if not self.stack:
            return
        if token == ",":
            self.stack[-1].index += 1
            self._next()
        else:
            self.target = self.stack.pop().path

    def _end_of_line(self) -> None:
        self._finish()
        if self.stack:
            return
        if self.brackets and self.parts:
            self._header(double=self.brackets > 1)
        self.parts, self.target, self.brackets = [], None, 0

    def _header(self, double: bool) -> None:
        path: Path = ()
        for number, part in enumerate(self.parts):
            path = (*path, part.name)
            self.places.keys.setdefault(path, part.mark)
            if double and number == len(self.parts) - 1:
                self.arrays[path] = self.arrays.get(path, -1) + 1
            if path in self.arrays:
                path = (*path, self.arrays[path])
        self.table = path
        within("too-deep", len(path), self.limits.depth)
        self.places.values.setdefault(path, self.parts[0].mark)
