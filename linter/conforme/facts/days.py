"""Days and months as people write them in titles and sentences: `2026-03-02`, `2 mars 2026`, `March 2nd, 2026`, `mars 2026`."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts.text import fold
from conforme.facts.values.dates import read_date

__all__ = ["all_in", "last_in"]

WINDOW = 20_000
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan januari januar gennaio enero", "fevrier fevr february feb februari februar febbraio febrero",
            "mars march mar maart marz marzo", "avril avr april apr aprile abril", "mai may mei maggio mayo", "juin june jun juni giugno junio",
            "juillet juil july jul juli luglio julio", "aout august aug augustus agosto", "septembre september sept sep settembre septiembre",
            "octobre october oct oktober ottobre octubre", "novembre november nov noviembre", "decembre december dec dezember dicembre diciembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMERIC = re.compile(r"(?<![\d.])(20\d\d)[-/](\d{1,2})(?:[-/](\d{1,2}))?(?![\d.])")
_DAY_FIRST = re.compile(rf"(?<!\w)(\d{{1,2}})(?:er|st|nd|rd|th)?(?: of| de)? ({_NAMES})\b,?(?: de)? (20\d\d)\b")
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\b (\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)\b")
_MONTH_ONLY = re.compile(rf"\b({_NAMES}),? (20\d\d)\b")


def all_in(text: str) -> tuple[str, ...]:
    """The days (`2026-03-02`) and, where no day is told, months (`2026-03`) of a text, in the order of the calendar; what is no day is left out."""
    window = text[:WINDOW]
    plain, folded = window, fold(window)
    made = [_made(m[1], m[2], m[3]) for m in _NUMERIC.finditer(plain)]
    made += [_made(m[3], str(_MONTHS[m[2]]), m[1]) for m in _DAY_FIRST.finditer(folded)]
    made += [_made(m[3], str(_MONTHS[m[1]]), m[2]) for m in _MONTH_FIRST.finditer(folded)]
    made += [_made(m[2], str(_MONTHS[m[1]]), None) for m in _MONTH_ONLY.finditer(folded)]
    days = sorted({day for day in made if day})
    return tuple(day for day in days if len(day) == 10 or not any(other.startswith(day + "-") for other in days))


def last_in(text: str) -> str | None:
    """The latest day or month of a text, None when it tells none."""
    return max(all_in(text), default=None)


def _made(year: str, month: str, day: str | None) -> str | None:
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02}"
    return read_date(f"{year}-{int(month):02}-{int(day):02}")[0]
