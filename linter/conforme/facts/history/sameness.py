"""What a record says, for comparing it with itself at other times."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from conforme.facts import regex as re
from conforme.facts import text
from conforme.model import Cell, Record

OTHER = "other:"
UNSUBSTANTIAL = frozenset(
    "review_by reviewed_on reviewed last_review next_review updated_on updated last_updated comment comments note notes".split()
)
"""Fields that may change without the record saying anything else: review dates and comments."""
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_REVIEWS = "revue, revision, revise, review, reviewed, verifie, verification, maj, mise a jour, modifie, updated, update, modified"
_COMMENTS = "commentaire, commentaires, comment, comments, note, notes, remarque, remarques, remarks"
_TOUCHED = tuple(f"{_REVIEWS}, {_COMMENTS}".split(", "))


def substance(record: Record, ignore: Iterable[str] = UNSUBSTANTIAL) -> Hashable:
    """What a record says, for comparing with itself at other times: typed values, without review dates, comments, order and white space.

    A column outside the vocabulary counts, unless it is one of dates or its title is that of a review or a comment.
    """
    ignored = frozenset(ignore)
    cells = tuple((name, _canonical(cell)) for name, cell in sorted(record.cells.items()) if _says(name, cell, ignored))
    children = tuple((name, _all(nested, ignored)) for name, nested in sorted(record.children.items()))
    return (record.type, record.id, cells, children)


def _all(records: Iterable[Record], ignored: frozenset[str]) -> tuple[Hashable, ...]:
    return tuple(sorted((substance(record, ignored) for record in records), key=repr))


def _says(name: str, cell: Cell, ignored: frozenset[str]) -> bool:
    if name in ignored or (cell.value is None and not cell.text.strip()):
        return False
    return not name.startswith(OTHER) or not (text.matches(name.removeprefix(OTHER), _TOUCHED) or _DATED.search(cell.text[:200]))


def _canonical(cell: Cell) -> Hashable:
    value = cell.value if cell.value is not None else cell.text
    if isinstance(value, str):
        return text.fold(value)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(sorted(text.fold(item) for item in value))
    return repr(value)
