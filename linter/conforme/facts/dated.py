"""Days, months and seasons as notes, file names and calendars write them. None is made more precise than it is written: a day is never guessed."""

from __future__ import annotations

from conforme.facts import regex as re
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
# Of `5 to 8 May 2014` and `May 5th and 8th, 2014`, the first day counts.
_TH = r"(?:er|st|nd|rd|th)?"
_JOIN = r"(?:&|and|et|au|to)"
_DAY_FIRST = re.compile(rf"(?<!\w)(\d{{1,2}}){_TH}(?: ({_NAMES}))?(?: {_JOIN} \d{{1,2}}{_TH})?(?: of)? ({_NAMES})\b,? (20\d\d)\b")
_MONTH_FIRST = re.compile(rf"\b({_NAMES}) (\d{{1,2}}){_TH}(?:,? ?{_JOIN}?(?: (?:{_NAMES}))? \d{{1,2}}{_TH})?,? (20\d\d)\b")
_RANGE = re.compile(r"(?<=\d)[-–](?=\d{1,2}\b)")  # « 3 – 10 mai » may be the tenth of the third session: only `3-10` is a range
_MONTH_ONLY = re.compile(rf"\b({_NAMES})(?: (?:{_NAMES}))?,? ?(20\d\d)\b")
# Seasons of the north, from the first day that usage gives them to the last: « hiver 2024 » may begin in December 2023 and end in March 2025.
_SEASONS = {"spring": (0, 3, 0, 6), "summer": (0, 6, 0, 9), "fall": (0, 9, 0, 12), "winter": (-1, 12, 1, 3)}
_SEASON_NAMES = {"printemps": "spring", "ete": "summer", "automne": "fall", "autumn": "fall", "hiver": "winter"} | {name: name for name in _SEASONS}
_SEASON = "|".join(_SEASON_NAMES)
_SEASON_FIRST = re.compile(rf"(?<!a )(?<!ont )(?<!avait )\b({_SEASON})(?: of| de)? (20\d\d)\b")
_YEAR_FIRST = re.compile(rf"(?<!\w)(20\d\d)[,_/]? ?({_SEASON})\b")
_DONE = re.compile(
    r"\b(?:conducted|carried out|took place|was held|were held|tested|interviewed|surveyed|"
    r"we (?:held|ran|met|observed|spoke)|a eu lieu|ont eu lieu|menee?s?|tenue?s?|realisee?s?|effectuee?s?|"
    r"avons (?:rencontre|interroge|observe|teste|mene|tenu)|ont ete (?:rencontre|interroge|observe|teste)\w{0,3})\b"
)
_SENTENCE = re.compile(r"(?<=[^\W_]{2}[.!?])[ \t]|\n")
WINDOW = 6000


def find(text: str) -> str | None:
    """The first day (`2022-10-24`) of a text, else its first month (`2022-10`), else its first season, as an interval of months (`2022-09/2022-12`).

    None when it has none of these. A day that does not exist is none.
    """
    window = text[:WINDOW]
    found = [*_numeric(window), *_written(window)]
    days = sorted((place, day) for place, day in found if len(day) == 10)
    months = sorted((place, month) for place, month in found if len(month) == 7)
    return next((value for _, value in (*days, *months, *sorted(_seasons(window)))), None)


def of_doing(text: str) -> str | None:
    """The first day or month in a sentence that tells of something done with people (« usability testing was conducted on August 7, 2013 »)."""
    told = (sentence for sentence in _SENTENCE.split(text[:WINDOW]) if _DONE.search(fold(sentence)))
    return next((day for day in map(find, told) if day), None)


def _numeric(text: str) -> list[tuple[int, str]]:
    found = []
    for match in (*_NUMERIC.finditer(text), *_COMPACT.finditer(text)):
        made = _made(match[1], match[2], match[3])
        if made:
            found.append((match.start(), made))
    return found


def _written(text: str) -> list[tuple[int, str]]:
    folded = fold(_RANGE.sub(" to ", text))
    found = [(m.start(), _made(m[4], str(_MONTHS[m[2] or m[3]]), m[1])) for m in _DAY_FIRST.finditer(folded)]
    found += [(m.start(), _made(m[3], str(_MONTHS[m[1]]), m[2])) for m in _MONTH_FIRST.finditer(folded)]
    found += [(m.start(), _made(m[2], str(_MONTHS[m[1]]), None)) for m in _MONTH_ONLY.finditer(folded)]
    return [(place, value) for place, value in found if value]


def _made(year: str, month: str, day: str | None) -> str | None:
    if day is None:
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None
    return read_date(f"{year}-{int(month):02}-{int(day):02}")[0]


def _seasons(text: str) -> list[tuple[int, str]]:
    folded = fold(text)
    found = [(match.start(), _season(match[1], int(match[2]))) for match in _SEASON_FIRST.finditer(folded)]
    return found + [(match.start(), _season(match[2], int(match[1]))) for match in _YEAR_FIRST.finditer(folded)]


def _season(name: str, year: int) -> str:
    before, first, after, last = _SEASONS[_SEASON_NAMES[name]]
    return f"{year + before}-{first:02}/{year + after}-{last:02}"


def is_exact(day: str) -> bool:
    """Whether a date is a day or a month, and no season."""
    return "/" not in day


def precision(day: str) -> int:
    """How precise a date is: 3 for a day, 2 for a month, 1 for a season."""
    return 1 if "/" in day else 3 if len(day) == 10 else 2


def earliest(day: str) -> str:
    """The first day that a day, a month or a season may be."""
    first = day.partition("/")[0]
    return first if len(first) == 10 else f"{first}-01"


def within(inner: str, outer: str) -> bool:
    """Whether a date lies within a less precise one."""
    return earliest(outer) <= earliest(inner) and latest(inner) <= latest(outer)


def latest(day: str) -> str:
    """The last day that a day, a month or a season may be; days that some months lack compare as they should."""
    last = day.rpartition("/")[2]
    return last if len(last) == 10 else f"{last}-31"
