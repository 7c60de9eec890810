"""Dates and frequencies as French and English write them. A date that can be read in two ways, or in part, is not guessed."""

from __future__ import annotations

from datetime import date
from math import ceil

from conforme.facts import regex as re
from conforme.facts.text import fold

CONTINUOUS = 1


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_MONTHS = {
    1: ("janvier", "janv", "jan", "january"),
    2: ("fevrier", "fevr", "fev", "february", "feb"),
    3: ("mars", "march", "mar"),
    4: ("avril", "avr", "april", "apr"),
    5: ("mai", "may"),
    6: ("juin", "june", "jun"),
    7: ("juillet", "juil", "july", "jul"),
    8: ("aout", "august", "aug"),
    9: ("septembre", "sept", "september", "sep"),
    10: ("octobre", "oct", "october"),
    11: ("novembre", "nov", "november"),
    12: ("decembre", "dec", "december"),
}
_MONTH = {name: number for number, names in _MONTHS.items() for name in names}
_WEEKDAYS = _set(
    """lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    le on the"""
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}\S{0,24})?\Z")
_DAY = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|e)?\Z")
_YEAR = re.compile(r"\d{4}\Z")
_NOTE = re.compile(r" ?\([^()]{0,200}\)[ .]{0,2}\Z")


def read_date(text: str) -> tuple[str | None, str | None]:
    """`YYYY-MM-DD`, or the problem: `no-such-date`, else `write-date` (the answer to give: « écrire 2026-04-01 »)."""
    written = _NOTE.sub("", text).strip()
    numeric = _YEAR_FIRST.match(written)
    if numeric:
        return _made(int(numeric[1]), int(numeric[3]), int(numeric[4]))
    found = [word for word in fold(written).replace(",", " ").split() if word not in _WEEKDAYS and word != "of"]
    if len(found) != 3 or not _YEAR.match(found[2]):
        return None, "write-date"
    day, month = (found[0], found[1]) if found[1] in _MONTH else (found[1], found[0])
    number = _DAY.match(day)
    if month not in _MONTH or number is None:
        return None, "write-date"
    return _made(int(found[2]), _MONTH[month], int(number[1]))


def _made(year: int, month: int, day: int) -> tuple[str | None, str | None]:
    try:
        return date(year, month, day).isoformat(), None
    except ValueError:
        return None, "no-such-date"


_NAMED = {
    CONTINUOUS: (
        "en continu", "continu", "continue", "continuellement", "continuous", "continuously", "continual", "real time", "temps reel",
        "en temps reel", "in real time", "quotidien", "quotidienne", "quotidiennement", "journalier", "journaliere", "daily", "chaque jour",
        "tous les jours",
        "every day",
        "each day", "nightly", "par jour", "per day", "hourly", "horaire", "chaque heure", "every hour", "toutes les heures",
    ),
    7: ("hebdomadaire", "hebdomadairement", "hebdo", "weekly", "chaque semaine", "toutes les semaines", "every week", "each week", "par semaine",
        "per week", "once a week"),
    14: ("aux deux semaines", "toutes les deux semaines", "biweekly", "bi weekly", "fortnightly", "every two weeks", "every other week",
         "bihebdomadaire",
         "every sprint", "chaque sprint", "a chaque sprint"),
    31: ("mensuel", "mensuelle", "mensuellement", "monthly", "chaque mois", "tous les mois", "every month", "each month", "par mois", "per month",
         "once a month"),
    62: ("bimestriel", "bimestrielle", "aux deux mois", "tous les deux mois", "every two months", "every other month"),
    92: ("trimestriel", "trimestrielle", "trimestriellement", "quarterly", "chaque trimestre", "tous les trimestres", "every quarter", "each quarter",
         "par trimestre", "per quarter", "once a quarter"),
    184: ("semestriel", "semestrielle", "semestriellement", "semiannual", "semi annual", "semiannually", "semi annually", "biannual", "bi annual",
          "biannually",
          "bi annually", "half yearly", "twice a year", "deux fois par an", "deux fois par annee", "2 fois par an", "chaque semestre",
          "every six months",
          "aux six mois", "tous les six mois", "twice yearly", "biannuel", "biannuelle"),
    366: ("annuel", "annuelle", "annuellement", "annual", "annually", "yearly", "chaque annee", "tous les ans", "every year", "each year",
          "par an", "par annee",
          "per year", "once a year", "une fois par an", "une fois par annee"),
    731: ("bisannuel", "bisannuelle", "biennial", "biennially", "aux deux ans", "tous les deux ans", "every two years"),
}  # fmt: skip
_PERIODS = {name: days for days, names in _NAMED.items() for name in names}
_TWO_READINGS = frozenset(("bimensuel", "bimensuelle", "bimonthly", "bi monthly", "bi mensuel"))
_NO_FIXED = (
    "au besoin", "sur demande", "selon les besoins", "as needed", "on demand", "ad hoc", "ponctuel", "ponctuelle", "one time", "unique",
    "une fois", "once", "a chaque livraison", "a chaque version", "a chaque deploiement", "every release", "each release", "per release",
    "on release", "on change", "a chaque changement", "irregulier", "irregular", "variable", "jamais", "never", "lors de", "as required",
)  # fmt: skip
_COUNT = {
    "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6,
    "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "onze": 11, "eleven": 11, "douze": 12,
    "twelve": 12, "quinze": 15, "fifteen": 15,
}  # fmt: skip
_EVERY = re.compile(
    r"(?:(?:a |une fois )?(?:tous les|toutes les|aux) |chaque |(?:once )?every |each )?([a-z]{1,10}|\d{1,4}) "
    r"(jours?|days?|semaines?|weeks?|mois|months?|trimestres?|quarters?|ans?|annees?|years?)\Z"
)
_ISO = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?\Z")


def read_period(text: str) -> tuple[int | None, str | None]:
    """Days that a declared frequency allows between two times: the longest one, so that no review made in time is called late."""
    written = _NOTE.sub("", text).strip()
    iso = _ISO.match(written)
    if iso and len(written) > 1:
        years, months, weeks, days = (int(number or 0) for number in iso.groups())
        return _positive(_months(12 * years + months) + 7 * weeks + days)
    return _period(fold(written).strip(" .;,:"))


def _period(folded: str) -> tuple[int | None, str | None]:
    if folded in _PERIODS:
        return _PERIODS[folded], None
    if folded in _TWO_READINGS:
        return None, "ambiguous-period"
    every = _EVERY.match(folded)
    if every and (every[1].isdecimal() or every[1] in _COUNT):
        return _positive(_days(int(every[1]) if every[1].isdecimal() else _COUNT[every[1]], every[2]))
    if any(folded.startswith(phrase) for phrase in _NO_FIXED):
        return None, "no-fixed-period"
    return _leading(folded)


def _leading(folded: str) -> tuple[int | None, str | None]:
    """`mensuelle, le premier lundi`: the frequency before the first comma, semicolon or colon."""
    first = re.split(r"[,;:/]", folded, maxsplit=1)[0].strip()
    return (_PERIODS[first], None) if first in _PERIODS and first != folded else (None, "not-a-period")


def _days(count: int, unit: str) -> int:
    if unit.startswith(("jour", "day")):
        return count
    if unit.startswith(("semaine", "week")):
        return 7 * count
    if unit.startswith(("mois", "month")):
        return _months(count)
    return _months(3 * count if unit.startswith(("trimestre", "quarter")) else 12 * count)


def _months(count: int) -> int:
    """The most days that `count` months can last: 1 → 31, 3 → 92, 12 → 366."""
    years, rest = divmod(count, 12)
    return ceil(365.25 * years) + ceil(30.6 * rest)


def _positive(days: int) -> tuple[int | None, str | None]:
    return (days, None) if 1 <= days <= 36600 else (None, "not-a-period")
