"""Markdown's blocks, line by line: what is code or comment and so not seen, and where the headings are. One pass, no nesting of blocks kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from conforme.facts import regex as re

_FENCE = re.compile(r"([ \t]{0,99})((?:> ?){0,3})[ \t]{0,9}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?(`{3,}|~{3,})(.*)", re.DOTALL)
_RAW_HTML = re.compile(r" {0,3}<(script|pre|style|textarea)(?=[\s>])", re.IGNORECASE)
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?\Z", re.DOTALL)
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|-+)[ \t]*\Z")
_HTML_HEADING = re.compile(r"[ \t]{0,99}<h([1-6])(?=[\s>])", re.IGNORECASE)
_ITEM = re.compile(r"([ \t]{0,99})((?:> ?){0,3})([-*+]|\d{1,9}[.)])(?=[ \t]|\Z)[ \t]{0,9}(.*)", re.DOTALL)
_CONTAINER = re.compile(r"[ \t]{0,99}(?:!!!|\?\?\?|===|\[\^[^\[\]]{1,99}\]:)")
_MODULE_LINE = re.compile(r"(?:import|export)[ \t]")
_ATTRIBUTES = re.compile(r"[ \t]{0,9}\{[:#.][^{}]{0,200}\}\Z")
_HTML_HEADING_LINES = 12
_SETEXT_LIMIT = 150


class Heading(NamedTuple):
    """A heading: its title with its markup, its 1-based line, and the first line of what stands under it."""

    level: int
    title: str
    line: int
    first: int


class Item(NamedTuple):
    """A list item's marker line: the width before its marker, whether it is numbered, and the text after the marker."""

    indent: int
    numbered: bool
    text: str


def item_of(line: str) -> Item | None:
    """The list item that starts on a line, None when none does (a thematic break is none)."""
    found = _ITEM.match(line)
    if found is None or is_break(line):
        return None
    return Item(len(found[1].expandtabs(4)), len(found[3]) > 1, found[4].strip())


def is_break(line: str) -> bool:
    """A thematic break: three or more of one of `-*_`, and blanks."""
    signs = "".join(line.split())
    return len(signs) >= 3 and signs[0] in "-*_" and signs == signs[0] * len(signs) and not line.startswith(("    ", "\t"))


def unquoted(line: str) -> str:
    """The line without the marks of a block quote."""
    shown = line
    for _ in range(9):
        stripped = shown.lstrip(" ")
        if not stripped.startswith(">"):
            break
        shown = stripped[1:].removeprefix(" ")
    return shown


def visible(lines: Sequence[str], start: int = 0, components: bool = False) -> list[str]:
    """The lines with code blocks and comments emptied, and those before `start` too; `components`: MDX's imports as well."""
    filter_ = _Filter(lines)
    shown = [""] * start
    for number in range(start, len(lines)):
        line = filter_.line(number)
        shown.append("" if components and _MODULE_LINE.match(line) else line)
    return shown


class _Filter:
    """Which block the current line is in."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.last_close = next((number for number in range(len(lines) - 1, -1, -1) if "-->" in lines[number]), -1)
        self.fence: tuple[str, bool] | None = None
        self.comment = False
        self.raw = ""
        self.after_blank, self.in_list, self.code = True, False, False

    def line(self, number: int) -> str:
        line = self.lines[number]
        if self.fence is not None:
            return self._in_fence(self.fence, line)
        if self.raw:
            self.raw = "" if self.raw in line.lower() else self.raw
            return ""
        if not self.comment and (self._opens_fence(line) or self._opens_raw(line)):
            return ""
        line = self._uncommented(line, number) if self.comment or "<!--" in line else line
        return self._outside_code(line)

    def _in_fence(self, fence: tuple[str, bool], line: str) -> str:
        marker, quoted = fence
        inside = unquoted(line).strip() if quoted else line.strip()
        if quoted and not line.lstrip().startswith(">"):
            self.fence = None
            return line
        if len(inside) >= len(marker) and inside == marker[0] * len(inside):
            self.fence, self.after_blank = None, True
        return ""

    def _opens_fence(self, line: str) -> bool:
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if found is None or (found[3][0] == "`" and "`" in found[4]) or self._is_code(line):
            return False
        self.fence = (found[3], bool(found[2]))
        return True

    def _opens_raw(self, line: str) -> bool:
        found = _RAW_HTML.match(line) if "<" in line else None
        if found is None:
            return False
        close = f"</{found[1].lower()}"
        self.raw = "" if close in line.lower() else close
        return True

    def _uncommented(self, line: str, number: int) -> str:
        """The line without its comments; a comment that nothing closes is one only where it starts a line."""
        shown: list[str] = []
        at = ticks = 0
        while True:
            if self.comment:
                end = line.find("-->", at)
                if end < 0:
                    break
                self.comment, at = False, end + 3
            start = line.find("<!--", at)
            ticks += line.count("`", at, start) if start >= 0 else 0
            shown.append(line[at : start + 4 if start >= 0 and ticks % 2 else start if start >= 0 else None])
            if start < 0:
                break
            at = start + (4 if ticks % 2 else 2)
            if not ticks % 2:
                if not (line.find("-->", at) >= 0 or number < self.last_close or not line[:start].strip()):
                    shown.append(line[start:])
                    break
                self.comment = True
        return "".join(shown)

    def _outside_code(self, line: str) -> str:
        """The line, or "" in a block of code by indentation."""
        blank, indented = not line.strip(), line.startswith(("    ", "\t"))
        self.code = self._is_code(line) or (self.code and blank)
        if not blank and not indented:
            kept = not self.after_blank and self.in_list and not _ATX.match(line)
            self.in_list = kept or item_of(line) is not None or _CONTAINER.match(line) is not None
        self.after_blank = blank
        return "" if self.code else line

    def _is_code(self, line: str) -> bool:
        return bool(line.strip()) and line.startswith(("    ", "\t")) and not self.in_list and (self.after_blank or self.code)


def headings(lines: Sequence[str]) -> list[Heading]:
    """The headings of visible lines: `#`, underlined, and `<h1>`."""
    found: list[Heading] = []
    paragraph = -1
    skip = 0
    for number, line in enumerate(lines):
        if number < skip:
            continue
        heading = _heading(lines, number, paragraph)
        if heading is not None:
            found.append(heading)
            skip, paragraph = heading.first - 1, -1
        elif not _is_paragraph(line):
            paragraph = -2 if item_of(line) else -1
        elif paragraph == -1:
            paragraph = number
    return found


def _is_paragraph(line: str) -> bool:
    text = line.lstrip()
    return bool(text) and text[0] not in "><|" and not is_break(line) and item_of(line) is None


def _heading(lines: Sequence[str], number: int, paragraph: int) -> Heading | None:
    line = lines[number]
    if atx := _ATX.match(line):
        return Heading(len(atx[1]), _untrailed(atx[2] or ""), number + 1, number + 2)
    if paragraph >= 0 and (under := _UNDERLINE.match(line)):
        # A rule under a paragraph makes a heading of it for CommonMark; under several lines it was meant as a rule.
        if under[1] or (number - paragraph == 1 and len(lines[paragraph]) <= _SETEXT_LIMIT):
            title = " ".join(text.strip() for text in lines[paragraph:number])
            return Heading(1 if under[1] else 2, _ATTRIBUTES.sub("", title), paragraph + 1, number + 2)
    elif html := _HTML_HEADING.match(line):
        return _html_heading(lines, number, int(html[1]))
    return None


def _untrailed(title: str) -> str:
    """The title without its closing `#` and its attributes."""
    title = _ATTRIBUTES.sub("", title.strip())
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else title


def _html_heading(lines: Sequence[str], number: int, level: int) -> Heading | None:
    close = f"</h{level}"
    for last in range(number, min(number + _HTML_HEADING_LINES, len(lines))):
        if close in lines[last].lower():
            text = " ".join(lines[number : last + 1])
            return Heading(level, text[: text.lower().rfind(close)] + close + ">", number + 1, last + 2)
    return None
