"""Tables of risks and of assets, in a page or a CSV file, told by their columns and by what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conforme import Cell, Record
from conforme.facts import records, text
from conforme.facts import regex as re
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.tables import Table
from conforme_plugins.threat_or_risk_register import _words as words
from conforme_plugins.threat_or_risk_register._carrier import with_cells, without

_RISK_TITLE = re.compile(r"\b(?:risques?|risks?|threats?|menaces?|hazards?|evenements? redoutes?|attacks?|attaques?)\b")
_THREAT_TITLE = re.compile(r"\b(?:threats?|menaces?|attacks?|attaques?)\b")
_RISK_HEADER = re.compile(
    r"(?:id |no )?(?:(?:identified |known |key |main |potential )?(?:risks?|threats?|hazards?|attacks?)|risques?|menaces?|"
    r"(?:evenements?|scenarios?) (?:redoutes?|de (?:risques?|menaces?)))"
    r"(?: (?:description|statement|event|name|title|scenario|identifies?|identified|identifiee?s?|et menaces?|and threats?))?\Z"
)
_SEVERITY = re.compile(r"\b(?:severity|gravite|severite|criticite|criticality|priority)\b")
_DIC_TEXT = re.compile(r"d ?[=:]? ?([1-5])[ ,;/-]{1,3}i ?[=:]? ?([1-5])[ ,;/-]{1,3}c ?[=:]? ?([1-5])|([1-5])[ ,;/-]{1,3}([1-5])[ ,;/-]{1,3}([1-5])\Z")
# `Field | Type | Description`: what documents a format, even one of risks.
_FORMAT = frozenset("field fields champ champs key cle property propriete parameter parametre attribute attribut flag command variable".split())
_RATING = frozenset(("likelihood", "impact", "level", "residual"))
_HANDLING = frozenset(("measure", "treatment"))


def is_of_risks(title: str) -> bool:
    """Whether a title speaks of risks or threats."""
    return bool(_RISK_TITLE.search(text.fold(title)))


def risks(table: Table, vocabulary: Vocabulary, announced: bool) -> tuple[Record, ...]:
    """The risks of a table, () when it is no table of risks; `announced`: the page or the heading above it speaks of risks."""
    if any(text.fold(cell.text) in _FORMAT for cell in table.headers[:2]):
        return ()
    table = _named(table, vocabulary, announced)
    columns = vocabulary["risk"].columns([cell.text for cell in table.headers])
    found = frozenset(columns.values())
    if not _is_of_risks(table, columns, found, announced):
        return ()
    read = records.from_table(table, vocabulary, "risk")
    severe = any(name == "impact" and _SEVERITY.search(text.fold(table.headers[index].text)) for index, name in columns.items())
    made = tuple(_settled(record, severe and not {"likelihood", "level"} & found) for record in read)
    if any(name == "name" and _THREAT_TITLE.search(text.fold(table.headers[index].text)) for index, name in columns.items()):
        made = tuple(record if record.text("type") else with_cells(record, type=Cell("cyber", "", record.line)) for record in made)
    return made if _says_so(made, found) else ()


def _named(table: Table, vocabulary: Vocabulary, announced: bool) -> Table:
    """Under a title that speaks of risks, a column « Description » names them."""
    titles = [cell.text for cell in table.headers]
    columns = vocabulary["risk"].columns(titles)
    if not announced or "name" in columns.values():
        return table
    at = next((index for index, name in columns.items() if name == "description"), None)
    if at is None:
        return table
    headers = tuple(cell._replace(text="Risk") if index == at else cell for index, cell in enumerate(table.headers))
    return replace(table, headers=headers)


def _is_of_risks(table: Table, columns: dict[int, str], found: frozenset[str], announced: bool) -> bool:
    at = next((index for index, name in columns.items() if name == "name"), None)
    if at is None:
        return False
    headed = bool(_RISK_HEADER.match(" ".join(text.words(table.headers[at].text))))
    rated, handled = found & _RATING, found & _HANDLING
    if not (headed or announced):
        return False
    if (rated and handled) or {"likelihood", "impact"} <= found:
        return True
    return announced and headed and bool(handled or {"status", "role"} <= found or "type" in found)


def _settled(record: Record, severe: bool) -> Record:
    """A severity that stands alone is the level; an impact told in words is a consequence."""
    impact = record.cells.get("impact")
    if severe and impact is not None and words.rated(impact):
        return with_cells(without(record, "impact"), level=impact)
    return words.settled(record)


def _says_so(read: Iterable[Record], found: frozenset[str]) -> bool:
    """A table whose columns of ratings hold no rating is of something else (a catalogue of rules, a set of data)."""
    rows = list(read)
    if not rows:
        return False
    filled = [record for record in rows if words.tells(record)]
    if not filled or not found & _RATING:
        return True
    rated = sum(any(words.rated(record.cells.get(name)) for name in words.RATINGS) or bool(words.said(record, "consequence")) for record in filled)
    return 2 * rated >= len(filled)


def assets(table: Table, vocabulary: Vocabulary) -> tuple[Record, ...]:
    """The assets of a table that rates their availability, integrity and confidentiality; () when it is none."""
    found = frozenset(vocabulary["asset"].columns([cell.text for cell in table.headers]).values())
    if "name" not in found or not ({"dic.d", "dic.i", "dic.c"} <= found or "dic" in found):
        return ()
    read = tuple(_split(record) for record in records.from_table(table, vocabulary, "asset"))
    rated = [record for record in read if any(words.categorised(record.cells.get(f"dic.{part}")) for part in "dic")]
    return read if 2 * len(rated) >= len(read) > 0 else ()


def _split(record: Record) -> Record:
    """`D=1 I=2 C=1` or `1-2-1` in one cell, as three."""
    whole = record.cells.get("dic")
    match = _DIC_TEXT.match(text.fold(whole.text).strip()) if whole is not None else None
    if whole is None or match is None:
        return record
    levels = match.groups()[:3] if match[1] else match.groups()[3:]
    made = {f"dic__{part}": Cell(int(level), level, whole.line, whole.column) for part, level in zip("dic", levels, strict=True)}
    return with_cells(record, **made)
