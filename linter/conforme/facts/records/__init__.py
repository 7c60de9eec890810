"""From any carrier (table, sheet, YAML or JSON, section of a page) to records, by the vocabulary of a finder's card.

Every cell keeps its place and the text as written; `facts.values` types it. What names no field of the vocabulary is kept as text under
`other:<slug of the title>`, so that nothing that people wrote is lost. The targets of a table cell's links are under `<field>.links`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from conforme.facts import regex as re
from conforme.facts import text
from conforme.facts.history.sameness import OTHER, UNSUBSTANTIAL, substance
from conforme.facts.records.vocabulary import RECORDS, Field, Fields, Vocabulary
from conforme.facts.structured import Invalid, Node
from conforme.model import Cell, Record, digest, mask

if TYPE_CHECKING:
    from conforme.facts.markdown import Field as Label
    from conforme.facts.markdown import Page, Section
    from conforme.facts.tables import Table, TableCell

__all__ = ["UNSUBSTANTIAL", "Vocabulary", "coverage", "from_fields", "from_nodes", "from_section", "from_table", "made", "record_id", "substance"]

NEEDS = ("name",)
_ID = re.compile(r"[\w.:/-]{1,80}\Z")


def made(
    fields: Fields, cells: Mapping[str, Cell], path: str, line: int, column: int = 1, children: Mapping[str, tuple[Record, ...]] | None = None
) -> Record:
    """A record of those cells, with its id."""
    return Record(fields.type, record_id(cells, fields.naming), cells, path, line, column, children or {})


def record_id(cells: Mapping[str, Cell], naming: Sequence[str] = NEEDS) -> str:
    """The declared id as written, else a slug of the fields that name the record, else of whatever it says."""
    declared = " ".join(_written(cells, "id").split())
    if declared:
        return declared if _ID.match(declared) and mask(declared) == declared else _slug(declared) or digest("id", declared)[:8]
    named = _slug(" ".join(_written(cells, name) for name in naming))
    return named or _slug(next((cell.text for cell in cells.values() if cell.text.strip()), "")) or digest("record", *sorted(cells))[:8]


def _slug(written: str) -> str:
    """A slug that reports may show: an address or a number of a person is told apart from another by a digest alone."""
    masked = mask(written)
    return text.slug(written) if masked == written else f"{text.slug(masked) or 'x'}-{digest('id', written)[:8]}"


def _written(cells: Mapping[str, Cell], name: str) -> str:
    cell = cells.get(name)
    value = cell.value if cell is not None and isinstance(cell.value, str) else cell.text if cell is not None else ""
    return unicodedata.normalize("NFC", value).strip("*_`~ \t\n")


# --- tables ----------------------------------------------------------------------------------------------------------------------------------


def coverage(table: Table, vocabulary: Vocabulary, kind: str) -> frozenset[str]:
    """The fields of `kind` that a table has, as columns or, when it is a sheet, down its first column."""
    fields = vocabulary[kind]
    across = frozenset(fields.columns([cell.text for cell in table.headers]).values())
    return max(across, frozenset(_down(table, fields).values()), key=len)


def from_table(table: Table, vocabulary: Vocabulary, kind: str, *, needs: Iterable[str] = NEEDS) -> tuple[Record, ...]:
    """The records of a table: one to a row, or one to a column of a sheet (fields down the first column).

    () when a field of `needs` has no column. Rows with nothing in them are left out.
    """
    fields, needed = vocabulary[kind], frozenset(needs)
    columns = fields.columns([cell.text for cell in table.headers])
    if needed <= set(columns.values()):
        return tuple(_row(table, row, columns, fields) for row in table.rows if any(_filled(cell.text) for cell in row))
    down = _down(table, fields)
    return tuple(_sheets(table, down, fields)) if len(down) >= 2 and needed <= {*down.values(), *_titled(table, fields)} else ()


def _filled(written: str) -> bool:
    return bool(written.strip("*_`~-–— \t\n"))


def _row(table: Table, row: Sequence[TableCell], columns: Mapping[int, str], fields: Fields) -> Record:
    cells: dict[str, Cell] = {}
    for index, cell in enumerate(row):
        title = table.headers[index].text if index < len(table.headers) else ""
        _put(cells, columns.get(index), title, fields, cell)
    first = row[0]
    return made(fields, cells, table.path, first.line, first.column)


def _put(cells: dict[str, Cell], name: str | None, title: str, fields: Fields, cell: TableCell) -> None:
    from conforme.facts import values

    if name is not None:
        kind = _scalar(fields.by_name[name])
        written = cell.targets[0] if kind == "url" and cell.targets else cell.text
        cells[name] = values.read(kind, written, cell.line, cell.column)
        if cell.targets:
            cells[f"{name}.links"] = Cell(cell.targets, " ".join(cell.targets), cell.line, cell.column)
    elif _filled(cell.text):
        cells.setdefault(OTHER + text.slug(title), values.read("text", cell.text, cell.line, cell.column))


def _scalar(field: Field) -> str:
    return "list" if field.kind == RECORDS else field.kind


_SHEET_VALUES = ("valeur", "value", "réponse", "answer", "détail", "détails", "detail", "details", "contenu", "content", "description", "information")
_FORMAT_PARTS = ("type", "format", "défaut", "default", "requis", "required", "description", "exemple", "example")


def _down(table: Table, fields: Fields) -> dict[int, str]:
    """The field of each line of a sheet, the header being line 0; nothing when it is no sheet: most lines of one name a field.

    What documents a format (`Field | Type | Description`) names fields down its first column too, and is none.
    """
    titles = [table.headers[0].text if table.headers else "", *(row[0].text if row else "" for row in table.rows)]
    if len(table.headers) < 2 or (len(table.headers) > 2 and _filled(titles[0])):
        return {}
    down = fields.columns(titles)
    most = 2 * len(down) >= sum(map(_filled, titles[1:]))
    return down if most and (len(table.headers) > 2 or _holds_values(table.headers[1].text, 0 in down)) else {}


def _holds_values(title: str, first_line: bool) -> bool:
    """Whether the second column of a sheet may hold values, by its title; `first_line`: that title is itself the first value."""
    if first_line:
        return not text.matches(title, _FORMAT_PARTS)
    return not _filled(title) or text.matches(title, _SHEET_VALUES)


def _titled(table: Table, fields: Fields) -> frozenset[str]:
    """With several columns of values, those are the records and their titles the names."""
    return frozenset(fields.naming[:1]) if len(table.headers) > 2 else frozenset()


def _sheets(table: Table, down: Mapping[int, str], fields: Fields) -> Iterator[Record]:
    lines = [table.headers, *table.rows]
    for column in range(1, len(table.headers)):
        cells: dict[str, Cell] = {}
        if 0 not in down and len(table.headers) > 2:
            _put(cells, fields.naming[0], "", fields, table.headers[column])
        for index, line in enumerate(lines):
            if column < len(line) and (index or 0 in down):
                _put(cells, down.get(index), line[0].text, fields, line[column])
        if any(_filled(cell.text) for cell in cells.values()):
            top = table.headers[column]
            yield made(fields, cells, table.path, top.line, top.column)


# --- YAML and JSON ---------------------------------------------------------------------------------------------------------------------------


def from_nodes(node: Node, vocabulary: Vocabulary, kind: str, path: str, *, needs: Iterable[str] = NEEDS) -> tuple[Record, ...]:
    """The records of a list of mappings, of a mapping from ids to mappings, or of one mapping that is a record itself.

    Keys are canonical names, French keys or other words of the field, whole. Items without the `needs` are left out. Raises
    Invalid("two-keys", first=, second=) when the canonical and the French key of one field stand together.
    """
    fields, needed = vocabulary[kind], frozenset(needs)
    found = (_mapping(item, vocabulary, fields, path, name) for name, item in _entries(node, fields, needed))
    return tuple(record for record in found if all(record.has(name) for name in needed))


def _entries(node: Node, fields: Fields, needed: frozenset[str]) -> Iterator[tuple[str, Node]]:
    if node.kind == "list":
        yield from (("", item) for item in node.items() if item.kind == "map")
    elif needed <= {fields.exactly(key) for key in node.fields()}:
        yield "", node
    else:
        yield from ((key, item) for key, item in node.fields().items() if item.kind == "map")


def _mapping(node: Node, vocabulary: Vocabulary, fields: Fields, path: str, name: str) -> Record:
    cells: dict[str, Cell] = {}
    children: dict[str, tuple[Record, ...]] = {}
    if name:
        cells["id"] = Cell(name, name, node.line, node.column)
    for key, field, value in _pairs(node, fields):
        mark = node.where(key)
        if field is not None and field.kind == RECORDS:
            children[field.name] = from_nodes(value, vocabulary, field.of or field.name, path, needs=())
        else:
            _native(cells, key, field, value, (mark.line, mark.column))
    if name and fields.naming[0] not in cells:
        cells[fields.naming[0]] = cells["id"]
    return made(fields, cells, path, node.line, node.column, children)


def _pairs(node: Node, fields: Fields) -> Iterator[tuple[str, Field | None, Node]]:
    """Each key with its field; of several words for one field the first in the card's order is it, the others are none."""
    keys: dict[str, list[str]] = {}
    for key in node.fields():
        keys.setdefault(fields.exactly(key) or "", []).append(key)
    others = keys.pop("", [])
    for name, written in keys.items():
        field = fields.by_name[name]
        best, *rest = sorted(written, key=lambda key, field=field: _rank(key, field))  # type: ignore[misc]
        _refuse_both(node, field, written)
        yield best, field, node.fields()[best]
        others.extend(rest)
    yield from ((key, None, node.fields()[key]) for key in others)


def _rank(key: str, field: Field) -> int:
    folded = text.words(key)
    return next((index for index, word in enumerate(field.words) if text.words(word) == folded), len(field.words))


def _refuse_both(node: Node, field: Field, written: Sequence[str]) -> None:
    own = {tuple(text.words(word)) for word in (field.name, field.french) if word}
    both = [key for key in written if tuple(text.words(key)) in own]
    if len(both) > 1:
        second = node.where(both[1])
        raise Invalid("two-keys", second.line, second.column, first=both[0], second=both[1])


def _native(cells: dict[str, Cell], key: str, field: Field | None, value: Node, mark: tuple[int, int]) -> None:
    from conforme.facts import values

    name = field.name if field is not None else OTHER + text.slug(key)
    if value.kind == "map":
        _languages(cells, name, value)
        return
    place = (value.line, value.column) if value.kind == "scalar" and value.text else mark
    plain = [item.plain() for item in value.items()] if value.kind == "list" else value.value
    cells[name] = values.read_native(_scalar(field) if field is not None else _free(plain), plain, value.text or _joined(plain), *place)


def _free(plain: Any) -> str:
    return "list" if isinstance(plain, list) else "text"


def _joined(plain: Any) -> str:
    return "; ".join(str(item) for item in plain if isinstance(item, str | int | float)) if isinstance(plain, list) else ""


def _languages(cells: dict[str, Cell], name: str, value: Node) -> None:
    """`{fr: ..., en: ...}`: each under `name.fr` and `name.en`, the French one (else the English) as the value."""
    from conforme.facts import values

    for lang in ("en", "fr"):
        node = value.get(lang)
        if node is not None and node.kind == "scalar" and node.value is not None:
            cells[f"{name}.{lang}"] = cells[name] = values.read_native("text", node.value, node.text, node.line, node.column)


# --- pages -----------------------------------------------------------------------------------------------------------------------------------


def from_fields(
    labelled: Iterable[Label], vocabulary: Vocabulary, kind: str, path: str, *, name: str = "", line: int = 1, needs: Iterable[str] = NEEDS
) -> tuple[Record, ...]:
    """The one record of labelled lines (`**Cible** : 10 jours`, `- Cible: 10 jours`), under a heading that gives its `name` and `line`.

    Of two lines for one field the first counts. () when no label names a field, or a field of `needs` is not there.
    """
    from conforme.facts import values

    fields = vocabulary[kind]
    cells: dict[str, Cell] = {}
    for label in labelled:
        named = fields.label(label.label)
        if named is not None and named not in cells:
            cells[named] = values.read(_scalar(fields.by_name[named]), label.value, label.line)
    if not cells:
        return ()
    if name and fields.naming[0] not in cells:
        cells[fields.naming[0]] = values.read("text", name, line)
    record = made(fields, cells, path, line)
    return (record,) if all(record.has(need) for need in needs) else ()


def from_section(page: Page, section: Section, vocabulary: Vocabulary, kind: str, *, needs: Iterable[str] = NEEDS) -> tuple[Record, ...]:
    """The one record of a Markdown section, named by its heading: its labelled lines, then the sections under it whose titles name a field.

    () when there is no field, or a field of `needs` is not there.
    """
    from conforme.facts.markdown import Field as Line
    from conforme.facts.markdown import plain

    own = page.sections.index(section)
    lines = [line for line in page.fields if line.section == own]
    parts = [Line(part.title, plain(part.body).strip(), part.line) for part in page.sub(section)]
    return from_fields([*lines, *parts], vocabulary, kind, page.path, name=section.title, line=section.line, needs=needs)
