"""Days and months as notes, file names and calendars write them. A month alone stays a month (`2022-05`): a day is never guessed."""

from __future__ import annotations

import re

from conforme.facts.text import fold
from conforme.facts.values.dates import read_date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan", "fevrier fevr february feb", "mars march mar", "avril avr april apr", "mai may", "juin june jun",
            "juillet juil july jul",
            "aout august aug", "septembre september sept sep", "octobre october oct", "novembre november nov", "decembre december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMERIC = re.compile(r"(?<!\d)(20\d\d)[-_./](\d{1,2})(?:[-_./](\d{1,2}))?(?![\d])")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\w)(\d{{1,2}})(?:er|st|nd|rd|th)?(?: of)? ({_NAMES})\b,? (20\d\d)\b")
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\b (\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)\b")
_MONTH_ONLY = re.compile(rf"\b({_NAMES}),? ?(20\d\d)\b")
WINDOW = 6000


def find(text: str) -> str | None:
    """The first day (`2022-10-24`) of a text, else its first month (`2022-10`); None when it has none. A day that does not exist is none."""
    window = text[:WINDOW]
    found = [*_numeric(window), *_written(window)]
    days = sorted((place, day) for place, day in found if len(day) == 10)
    months = sorted((place, month) for place, month in found if len(month) == 7)
    return next((value for _, value in (*days, *months)), None)


def _numeric(text: str) -> list[tuple[int, str]]:
    found = []
    for match in (*_NUMERIC.finditer(text), *_COMPACT.finditer(text)):
        made = _made(match[1], match[2], match[3])
        if made:
            found.append((match.start(), made))
    return found


def _written(text: str) -> list[tuple[int, str]]:
    folded = fold(text)
    found = [(m.start(), _made(m[3], str(_MONTHS[m[2]]), m[1])) for m in _DAY_FIRST.finditer(folded)]
    found += [(m.start(), _made(m[3], str(_MONTHS[m[1]]), m[2])) for m in _MONTH_FIRST.finditer(folded)]
    found += [(m.start(), _made(m[2], str(_MONTHS[m[1]]), None)) for m in _MONTH_ONLY.finditer(folded)]
    return [(place, value) for place, value in found if value]


def _made(year: str, month: str, day: str | None) -> str | None:
    if day is None:
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None
    return read_date(f"{year}-{int(month):02}-{int(day):02}")[0]


def earliest(day: str) -> str:
    """The first day that a day or a month may be."""
    return day if len(day) == 10 else f"{day}-01"


def latest(day: str) -> str:
    """The last day that a day or a month may be; days that some months lack compare as they should."""
    return day if len(day) == 10 else f"{day}-31"
