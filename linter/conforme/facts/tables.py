"""Tables, whatever they were written in: headers, rows and the place of each cell. CSV is read here, Markdown tables by `markdown`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from conforme.facts.limits import HAND, ROWS, within
from conforme.facts.structured import Invalid
from conforme.repo import Document, Unreadable

_DELIMITERS = (";", "\t", ",", "|")
_SAMPLE = 20


class TableCell(NamedTuple):
    """A cell: its text without markup, its place, the targets of its links (the text has only what a reader sees)."""

    text: str
    line: int
    column: int = 1
    targets: tuple[str, ...] = ()


Row = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` may be shorter or longer than `headers`. `title`: the heading that it stands under, "" when there is none."""

    headers: Row
    rows: tuple[Row, ...]
    line: int = 1
    title: str = ""
    path: str = ""


def read_csv(document: Document) -> Table:
    """A CSV or TSV file: delimiter `,` `;` `|` or tabulation, the one that cuts the first rows most evenly (`sep=` at the top decides).

    Lines of one cell above the headers are the title. Blank rows are left out. No header, no row: the file is empty. Raises Invalid
    (csv-syntax, a quote that nothing closes) and Unreadable (too-large, too-many-rows, too-many-keys).
    """
    document.bytes(HAND.bytes)
    text = document.text.replace("\0", "\ufffd")
    delimiter, start = _delimiter(text, document.path)
    rows: list[Row] = []
    for number, row in enumerate(_records(text, delimiter, start), 1):
        within("too-many-rows", number, ROWS)
        if any(cell.text for cell in row):
            rows.append(row)
    return _table(rows, document.path)


def _table(rows: list[Row], path: str) -> Table:
    above = 0
    if any(len(row) > 1 for row in rows[:_SAMPLE]):
        above = next(number for number, row in enumerate(rows) if len(row) > 1)
    title = " ".join(row[0].text for row in rows[:above])
    if not rows:
        return Table((), (), path=path)
    return Table(rows[above], tuple(rows[above + 1 :]), rows[above][0].line, title, path)


def _delimiter(text: str, path: str) -> tuple[str, int]:
    """The delimiter, and where the first row starts."""
    first = text.split("\n", 1)[0].rstrip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], len(text.split("\n", 1)[0]) + 1
    if path.lower().endswith((".tsv", ".tab")):
        return "\t", 0
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign)), 0


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of cells above one, and that number; the first of equals is chosen."""
    try:
        rows = list(islice(_records(text, delimiter, 0), _SAMPLE * 5))
    except (Invalid, Unreadable):
        return (0, 1)  # when no other sign cuts, what went wrong with this one is better said than hidden
    counts = [len(row) for row in rows if any(cell.text for cell in row)][:_SAMPLE]
    return max(((counts.count(count), count) for count in counts if count > 1), default=(0, 0))


def _records(text: str, delimiter: str, start: int) -> Iterator[Row]:
    """All rows, blank ones too."""
    scanner = _Scanner(text, delimiter, start)
    while scanner.at < len(text):
        yield scanner.row()


class _Scanner:
    """A cursor over the text."""

    def __init__(self, text: str, delimiter: str, start: int) -> None:
        self.text, self.delimiter, self.at = text, delimiter, start
        self.line, self.line_start = 1 + text.count("\n", 0, start), start
        self.cut = self.end = -1

    def row(self) -> Row:
        cells: list[TableCell] = []
        more = True
        while more:
            cells.append(self._cell())
            within("too-many-keys", len(cells), HAND.keys)
            more = self.text[self.at : self.at + 1] == self.delimiter
            self.at += 1
        self.line, self.line_start = self.line + 1, self.at
        return tuple(cells)

    def _cell(self) -> TableCell:
        line, column = self.line, self.at - self.line_start + 1
        if self.text[self.at : self.at + 1] == " ":
            self._to_quote()
        quoted = self._quoted() if self.text[self.at : self.at + 1] == '"' else ""
        stop = self._stop()
        text = quoted + self.text[self.at : stop]
        self.at = stop
        within("scalar-too-long", len(text), HAND.scalar)
        return TableCell(text.strip(), line, column)

    def _to_quote(self) -> None:
        """Passes the blanks before a quote, as people write `a, "b, c"`."""
        at = self.at
        while self.text[at : at + 1] == " ":
            at += 1
        self.at = at if self.text[at : at + 1] == '"' else self.at

    def _stop(self) -> int:
        """Where the next delimiter or line end is; each is looked for once, so that a row of many cells costs no more than its length."""
        if self.cut < self.at:
            self.cut = self._find(self.delimiter)
        if self.end < self.at:
            self.end = self._find("\n")
        return min(self.cut, self.end)

    def _find(self, sign: str) -> int:
        found = self.text.find(sign, self.at)
        return len(self.text) if found < 0 else found

    def _quoted(self) -> str:
        """The text between quotes, two of them standing for one; the cursor passes the closing one."""
        opened, at, pieces = self.at, self.at + 1, []
        while True:
            end = self.text.find('"', at)
            if end < 0:
                raise Invalid("csv-syntax", self.line, opened - self.line_start + 1)
            pieces.append(self.text[at:end])
            if self.text[end + 1 : end + 2] != '"':
                break
            pieces.append('"')
            at = end + 2
        self._passed(opened, end)
        self.at = end + 1
        return "".join(pieces)

    def _passed(self, opened: int, end: int) -> None:
        """Counts the line breaks inside quotes."""
        breaks = self.text.count("\n", opened, end)
        if breaks:
            self.line, self.line_start = self.line + breaks, self.text.rindex("\n", opened, end) + 1
