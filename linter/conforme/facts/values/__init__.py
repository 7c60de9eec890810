"""The one typed reader of French and English values: cells of tables, registers and front matter.

`read(kind, text, line, column)` gives a Cell. Its `value` by kind:

| kind | value |
|---|---|
| text, role | str, NFC, single spaces |
| number | int or float |
| quantity | Quantity(number, unit, comparator, high) |
| date | str, `YYYY-MM-DD` |
| period | int, days: the longest that the frequency allows (monthly 31, quarterly 92); continuous is 1 |
| boolean | bool |
| direction | `up`, `down`, `hold` |
| level | int 1 (very low) to 5 (very high) |
| status | `open`, `in-progress`, `closed`, `accepted`, `transferred`, `avoided` |
| url | str |
| list | tuple of str |

Nothing written: value None, problem None. Otherwise a None value comes with a `problem`: `n/a`, `placeholder`, or why it could not be
read (`not-a-number`, `ambiguous-number`, `write-date`, `no-such-date`, `not-a-period`, `ambiguous-period`, `no-fixed-period`, `not-a-boolean`,
`not-a-direction`, `not-a-level`, `not-a-status`, `not-a-url`, `e-mail`, `too-long`, `not-a-<kind>`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from conforme.facts import regex as re
from conforme.facts.personal import holds_email
from conforme.facts.placeholders import is_placeholder
from conforme.facts.text import fold
from conforme.facts.values.dates import read_date, read_period
from conforme.facts.values.numbers import Quantity, read_number, read_quantity
from conforme.facts.values.words import read_boolean, read_direction, read_level, read_status
from conforme.model import Cell

__all__ = ["KINDS", "Quantity", "Read", "read", "read_native"]

TYPED_LIMIT = 400
TEXT_LIMIT = 100_000
ITEM_LIMIT = 1000

Read = tuple[Any, "str | None"]

_NOTHING = frozenset(("", "-", "--", "---", "–", "—", "―", "−", "|", "null", "~"))
_NOT_APPLICABLE = frozenset(
    ("n/a", "n / a", "n a", "na", "s o", "s/o", "so", "sans objet", "non applicable", "not applicable", "ne s'applique pas", "does not apply")
)
_EMPHASIS = "*_` \t\n"
_INLINE = re.compile(r"</?(?:sup|sub|b|i|em|strong|small|span|code|nobr|u)>", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_BULLET = re.compile(r"^ {0,8}(?:[-*+•]|\d{1,3}[.)])[ \t]{1,4}")
_LINK = re.compile(r"\[[^\[\]]{0,300}\]\(<?([^\s()<>]{1,2000})>?(?: \"[^\"]{0,200}\")?\)\Z")
_URL = re.compile(r"(?:https?|ftps?)://[^\s<>\"|]{1,2000}\Z|mailto:[^\s<>\"|]{1,320}\Z|tel:[+\d().-]{3,30}\Z", re.IGNORECASE)


def read(kind: str, text: str, line: int, column: int = 1) -> Cell:
    """One written value as `kind`; raises KeyError for an unknown kind, nothing else."""
    reader = _READERS[kind]
    shown = tidy(text)
    plain = shown.strip(_EMPHASIS)
    if plain in _NOTHING:
        return Cell(None, text, line, column, None)
    if len(plain) > (TEXT_LIMIT if kind in _LONG else TYPED_LIMIT):
        return Cell(None, text, line, column, "too-long")
    value, problem = _read(kind, reader, shown, plain)
    return Cell(value, text, line, column, problem)


def _read(kind: str, reader: Callable[[str], Read], shown: str, plain: str) -> Read:
    if fold(plain) in _NOT_APPLICABLE:
        return None, "n/a"
    value, problem = reader(shown if kind in _LONG else _INLINE.sub("", plain))
    # A status may be written « à faire » and a list may hold one item to complete: words of the kind come first.
    if (value is None or kind in _FREE) and is_placeholder(plain):
        return None, "placeholder"
    return value, problem


def read_native(kind: str, value: Any, text: str, line: int, column: int = 1) -> Cell:
    """The same for a value that YAML, JSON or TOML already typed; `text` is what was written, "" when unknown."""
    written = text or ("" if value is None else str(value)[:TYPED_LIMIT])
    if value is None:
        return Cell(None, written, line, column, None)
    if isinstance(value, str):
        return read(kind, value, line, column)._replace(text=text or value)
    found, problem = _native(kind, value, written)
    return Cell(found, written, line, column, problem)


def _native(kind: str, value: Any, written: str) -> Read:
    _READERS[kind]
    if isinstance(value, bool):
        return (value, None) if kind == "boolean" else _as_text(kind, written)
    if isinstance(value, int | float):
        return _native_number(kind, value, written)
    if isinstance(value, date):
        return (value.isoformat()[:10], None) if kind == "date" else _as_text(kind, written)
    if isinstance(value, list | tuple):
        return _native_list(kind, value)
    return None, f"not-a-{kind}"


def _native_number(kind: str, value: float, written: str) -> Read:
    if not abs(value) <= 1e18:  # NaN compares false
        return None, f"not-a-{kind}"
    if kind == "number":
        return value, None
    if kind == "quantity":
        return Quantity(value), None
    if kind == "period":
        return (value, None) if isinstance(value, int) and 1 <= value <= 36600 else (None, "not-a-period")
    if kind == "level":
        return (value, None) if isinstance(value, int) and 1 <= value <= 5 else (None, "not-a-level")
    if kind == "boolean":
        return (bool(value), None) if value in (0, 1) else (None, "not-a-boolean")
    return _as_text(kind, written)


def _as_text(kind: str, written: str) -> Read:
    if kind in ("text", "role"):
        return written, None
    if kind == "list":
        return (written,), None
    return None, "write-date" if kind == "date" else f"not-a-{kind}"


def _native_list(kind: str, value: list[Any] | tuple[Any, ...]) -> Read:
    if kind != "list":
        return None, f"not-a-{kind}"
    items = [tidy(str(item)) for item in value[:ITEM_LIMIT] if isinstance(item, str | int | float) and item != ""]
    kept = tuple(item for item in items if item and not is_placeholder(item))
    if kept:
        return kept, None
    return None, "placeholder" if items else None


def tidy(text: str) -> str:
    """NFC, every white space but the line end as one space, trimmed."""
    lines = unicodedata.normalize("NFC", text.replace("\ufeff", "")).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _text(shown: str) -> Read:
    return " ".join(shown.split()), None


def _role(plain: str) -> Read:
    return (None, "e-mail") if holds_email(plain) else (" ".join(plain.split()), None)


def _url(plain: str) -> Read:
    link = _LINK.match(plain)
    if link:
        return link.group(1), None
    bare = plain[1:-1] if plain.startswith("<") and plain.endswith(">") else plain
    return (bare, None) if _URL.match(bare) else (None, "not-a-url")


def _list(shown: str) -> Read:
    items = split_list(shown)
    kept = tuple(item for item in items if item not in _NOTHING and not is_placeholder(item))
    if kept:
        return kept, None
    return None, "placeholder" if items else None


def split_list(text: str) -> tuple[str, ...]:
    """Items of a written list, at most ITEM_LIMIT: one per line or `<br>`, else by `;`, else by `,`.

    A last « et » or "and" separates too, after a comma or between two single words (`français et anglais`).
    """
    lines = [_BULLET.sub("", line).strip() for line in _BREAK.sub("\n", text).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1:
        return tuple(line.rstrip(";,").rstrip() for line in lines[:ITEM_LIMIT])
    line = lines[0] if lines else ""
    separator = ";" if ";" in line else ","
    items = [item.strip() for item in line.rstrip(".").split(separator) if item.strip()]
    if items and separator == ",":
        items[-1:] = _split_last(items[-1], len(items) > 1)
    return tuple(items[:ITEM_LIMIT])


def _split_last(item: str, after_comma: bool) -> list[str]:
    first, _, last = item.rpartition(" et ") if " et " in item else item.rpartition(" and ")
    if not first:
        return [item.removeprefix("and ").removeprefix("et ")]
    single = " " not in first and " " not in last
    return [first.strip(), last.strip()] if after_comma or single else [item]


_READERS: dict[str, Callable[[str], Read]] = {
    "text": _text,
    "number": read_number,
    "quantity": read_quantity,
    "date": read_date,
    "period": read_period,
    "boolean": read_boolean,
    "direction": read_direction,
    "level": read_level,
    "status": read_status,
    "role": _role,
    "url": _url,
    "list": _list,
}
_LONG = frozenset(("text", "list"))
_FREE = frozenset(("text", "list", "role", "url"))
KINDS = tuple(_READERS)
