"""Tables of a Markdown page: with pipes, and simple HTML ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from conforme.facts import regex as re
from conforme.facts.limits import ROWS, within
from conforme.facts.markdown.blocks import unquoted
from conforme.facts.markdown.inline import plain, targets
from conforme.facts.tables import Table, TableCell

_DELIMITER = re.compile(r"[ \t]{0,99}:?-{1,500}:?[ \t]{0,99}\Z")
_TOKEN = re.compile(r"<(/?)(table|tr|th|td)(?=[\s>])[^<>]{0,2000}>", re.IGNORECASE)
_CUT = re.compile(r"\\[\\|]|\||`{1,99}")
Span = tuple[int, int]


def pipe_tables(lines: Sequence[str]) -> list[Table]:
    """The tables of visible lines; titles and paths are the page's to give."""
    found: list[Table] = []
    number = 1
    while number < len(lines):
        if is_delimiter(lines[number]) and "|" in lines[number - 1]:
            table, number = _table(lines, number - 1)
            found.append(table)
        else:
            number += 1
    return found


def is_delimiter(line: str) -> bool:
    """Whether a line is the one between headers and rows: `|---|:-:|`."""
    text = unquoted(line).strip()
    if "|" not in text or "-" not in text or set(text) - set("|:- \t"):
        return False
    return all(_DELIMITER.match(cell) for cell in text.removeprefix("|").removesuffix("|").split("|"))


def _table(lines: Sequence[str], top: int) -> tuple[Table, int]:
    headers = _cells(lines[top], top + 1, 0)
    rows: list[tuple[TableCell, ...]] = []
    number = top + 2
    while number < len(lines) and _is_row(lines[number]):
        rows.append(_cells(lines[number], number + 1, len(headers)))
        number += 1
    within("too-many-rows", len(rows), ROWS)
    return Table(headers, tuple(rows), top + 1), number


def _is_row(line: str) -> bool:
    text = unquoted(line).strip()
    return "|" in text and not text.startswith("#")


def _cells(line: str, number: int, expected: int) -> tuple[TableCell, ...]:
    """The cells of a row. A pipe in a code span cuts (as GitHub does), unless only the other reading has as many cells as there are headers."""
    spans = _cut(line, in_code=True)
    if expected and len(spans) != expected and "`" in line:
        other = _cut(line, in_code=False)
        spans = other if len(other) == expected else spans
    return tuple(_cell(line, number, span) for span in spans)


def _cell(line: str, number: int, span: Span) -> TableCell:
    raw = line[span[0] : span[1]]
    column = span[0] + len(raw) - len(raw.lstrip()) + 1
    text = raw.strip().replace("\\|", "|")
    return TableCell(plain(text), number, column, targets(text) if "(" in text or "]" in text or "/" in text else ())


def _cut(line: str, in_code: bool) -> list[Span]:
    """Where the cells are; `in_code`: pipes inside code spans cut too."""
    start = len(line) - len(unquoted(line).lstrip())
    pipes: list[int] = []
    code = ""
    for found in _CUT.finditer(line, start):
        sign = found.group()
        if sign[0] == "`" and not in_code:
            code = "" if code == sign else code or sign
        elif sign == "|" and not code:
            pipes.append(found.start())
    end = len(line.rstrip())
    edges = [start - 1, *pipes, end]
    if pipes and pipes[0] == start:
        edges = edges[1:]
    if pipes and pipes[-1] == end - 1 and len(edges) > 2:
        edges = edges[:-1]
    return [(left + 1, right) for left, right in pairwise(edges)]


def html_tables(text: str) -> list[Table]:
    """`<table>` elements, not nested, the first row being the headers."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    found: list[Table] = []
    rows: list[list[TableCell]] | None = None
    opened: re.Match[str] | None = None
    for token in _TOKEN.finditer(text) if "<t" in text.lower() else ():
        closing, name = bool(token[1]), token[2].lower()
        if rows is not None and opened is not None:  # the next tag ends a cell, closed or not
            if not rows:
                rows.append([])
            rows[-1].append(_html_cell(text, starts, opened, token.start()))
        opened = token if not closing and name in ("th", "td") and rows is not None else None
        if name == "table":
            found += _finished(rows, starts)
            rows = None if closing else []
        elif name == "tr" and not closing and rows is not None:
            rows.append([])
    return found + _finished(rows, starts)


def _html_cell(text: str, starts: list[int], opened: re.Match[str], end: int) -> TableCell:
    line = bisect_right(starts, opened.start())
    raw = text[opened.end() : end]
    shown = "\n".join(" ".join(part.split()) for part in plain(raw.replace("\n", " ")).split("\n"))
    return TableCell(shown, line, opened.start() - starts[line - 1] + 1, targets(raw))


def _finished(rows: list[list[TableCell]] | None, starts: list[int]) -> list[Table]:
    full = [tuple(row) for row in rows or () if row]
    within("too-many-rows", len(full), ROWS)
    return [Table(full[0], tuple(full[1:]), full[0][0].line)] if full else []
