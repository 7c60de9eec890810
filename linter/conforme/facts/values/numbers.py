"""Numbers and quantities as French and English write them."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.text import fold

Number = int | float


class Quantity(NamedTuple):
    """A number with its unit.

    `unit` is language-neutral for the usual ones (`%`, `$`, `second`, `minute`, `hour`, `day`, `week`, `month`, `year`, `ms`), else the folded
    words written. `comparator`: `>=`, `<=`, `>`, `<`, `~` or "". `high`: the upper end of a range (`3 à 5 jours`), else None.
    """

    number: Number
    unit: str = ""
    comparator: str = ""
    high: Number | None = None


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# One comma, three digits after it: 1.234 to a French reader, 1234 to an English one. Only the unit can tell.
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2},\d{3}\Z")
_DIGITS = r"\d(?:[\d.,'’ ]{0,28}\d)?"
_PLAIN = re.compile(r"\d{1,18}(?:[.,]\d{1,12})?\Z")
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3}){1,5}(?:[.,]\d{1,12})?\Z")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,12})?\Z")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3}){1,5},\d{1,12}\Z|\d{1,3}(?:\.\d{3}){2,5}\Z")
_WHOLE = re.compile(rf"(?P<before>[^\d+-]{{0,40}}?) ?(?P<sign>[+-]?)(?P<number>{_DIGITS})(?P<after>[^\d].{{0,120}})?\Z")
_RANGE = re.compile(rf" ?(?P<unit>[^\d ]{{0,10}}?) ?(?:-|–|à|a|to|et|and) ?(?P<number>{_DIGITS})(?P<after>[^\d].{{0,120}})?\Z", re.IGNORECASE)
# A unit does not begin by another number, nor by a sign before one: `2026-04-01` is no quantity.
_UNIT_SHAPE = re.compile(r"(?! ?[-–.,:] ?\d| ?\d)")
_NOTE = re.compile(r" ?\([^()]{0,200}\)[ .]{0,2}\Z")

_COMPARATORS = {
    ">=": ("≥", ">=", "=>", "⩾", "au moins", "minimum", "minimum de", "min", "at least", "pas moins de", "no less than", "not less than",
    "superieur ou egal a", "a partir de"),
    "<=": (
        "≤", "<=", "=<", "⩽", "au plus", "au maximum", "maximum", "maximum de", "max", "at most", "up to", "jusqu'a", "pas plus de",
        "no more than", "not more than", "inferieur ou egal a", "within", "d'ici", "dans les", "en deca de",
    ),
    ">": (">", "plus de", "more than", "over", "above", "greater than", "superieur a", "au dessus de"),
    "<": ("<", "moins de", "less than", "under", "below", "fewer than", "inferieur a", "au dessous de", "sous"),
    "~": ("~", "≈", "environ", "about", "around", "approximately", "approx", "approximativement", "a peu pres", "+/", "±", "circa"),
    "": ("", "=", ":", "de", "of", "cible", "target"),
}  # fmt: skip
_COMPARATOR = {phrase: sign for sign, phrases in _COMPARATORS.items() for phrase in phrases}
_AFTER = {"et plus": ">=", "ou plus": ">=", "or more": ">=", "and more": ">=", "and above": ">=", "minimum": ">=", "min": ">=", "au moins": ">=",
          "et moins": "<=", "ou moins": "<=", "or less": "<=", "or fewer": "<=", "and under": "<=", "maximum": "<=", "max": "<=",
          "au plus": "<="}  # fmt: skip
_CURRENCIES = {"$": "$", "$ ca": "$", "$ca": "$", "ca$": "$", "cad": "$", "$ cad": "$", "cad$": "$", "dollars": "$", "dollar": "$", "€": "€",
"eur": "€", "euros": "€",
               "£": "£", "gbp": "£", "us$": "us$", "usd": "us$", "$ us": "us$", "$us": "us$"}  # fmt: skip
_MULTIPLES = {"k$": 1000, "m$": 1_000_000, "g$": 1_000_000_000, "m €": 1_000_000, "m€": 1_000_000, "k€": 1000,
              "millions $": 1_000_000, "million $": 1_000_000, "millions de dollars": 1_000_000, "million de dollars": 1_000_000,
              "million dollars": 1_000_000}  # fmt: skip
_UNITS = {
    "%": ("%", "pour cent", "pourcent", "percent", "per cent", "pct", "p 100"),
    "ms": ("ms", "msec", "milliseconde", "millisecondes", "millisecond", "milliseconds"),
    "second": ("s", "sec", "secs", "seconde", "secondes", "second", "seconds"),
    "minute": ("min", "mins", "mn", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "heure", "heures", "hour", "hours"),
    "day": ("j", "d", "jour", "jours", "day", "days"),
    "week": ("semaine", "semaines", "sem", "week", "weeks", "wk", "wks"),
    "month": ("mois", "month", "months"),
    "year": ("an", "ans", "annee", "annees", "year", "years", "yr", "yrs"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words} | _CURRENCIES
_FRENCH = _set(
    "pour cent pourcent seconde secondes millisecondes heure heures j jour jours semaine semaines mois an ans annee annees millions de dollars"
)
_ENGLISH = _set("percent hour hours d day days week weeks month months year years seconds milliseconds hrs yrs users requests")


def read_number(text: str) -> tuple[Number | None, str | None]:
    """A bare number (a note in parentheses aside): `10 000`, `3,5`, `1,234.5`, `-2`; else a problem."""
    written = _NOTE.sub("", text.replace("−", "-"))
    sign, digits = (written[0], written[1:]) if written[:1] in ("+", "-") else ("", written)
    value, problem = parse_digits(digits.strip())
    return (-value if value is not None and sign == "-" else value), problem


def read_quantity(text: str) -> tuple[Quantity | None, str | None]:
    """A number with what is around it: comparator, currency, unit, upper end."""
    written = _NOTE.sub("", text.replace("−", "-").replace("\u202f", " ").replace("\u00a0", " "))
    match = _WHOLE.match(written)
    if match is None:
        return None, "not-a-number"
    comparator, lead = _before(match["before"])
    if comparator is None:
        return None, "not-a-number"
    return _measured(match, comparator, lead)


def _measured(match: re.Match[str], comparator: str, lead: str) -> tuple[Quantity | None, str | None]:
    after = match["after"] or ""
    upper = _RANGE.match(after)
    if upper:
        after = upper["after"] or upper["unit"]
    if not _UNIT_SHAPE.match(after):
        return None, "not-a-number"
    unit, factor, closing = _unit(after, lead)
    value, problem = parse_digits(match["number"], _language(after, lead))
    high, high_problem = parse_digits(upper["number"], _language(after, lead)) if upper else (None, None)
    if value is None or high_problem:
        return None, problem or high_problem
    scaled = (-value if match["sign"] == "-" else value) * factor
    return Quantity(scaled, unit, comparator or closing, None if high is None else high * factor), None


def _before(written: str) -> tuple[str | None, str]:
    """The comparator and the currency before a number; (None, "") when other words stand there."""
    text = fold(written)
    lead = ""
    for currency in ("us$", "ca$", "cad", "usd", "$", "€", "£"):
        if text.endswith(currency):
            text, lead = text.removesuffix(currency).strip(), _CURRENCIES[currency]
            break
    return _COMPARATOR.get(text.rstrip(": ")), lead


def _unit(after: str, lead: str) -> tuple[str, int, str]:
    """Canonical unit, factor, and comparator written after (`10 jours ou moins`)."""
    text = fold(after).strip(" .,;")
    closing = ""
    for phrase, sign in _AFTER.items():
        if (text == phrase != "min") or text.endswith(f" {phrase}"):
            text, closing = text.removesuffix(phrase).strip(), sign
            break
    if text in _MULTIPLES:
        return ("€" if "€" in text else "$"), _MULTIPLES[text], closing
    return _UNIT.get(text, text) or lead, 1, closing


def _language(after: str, lead: str) -> str:
    if lead:
        return "en"
    found = fold(after).split()
    if "$" in found[:1] or any(word in _FRENCH for word in found):
        return "fr"
    return "en" if any(word in _ENGLISH for word in found) else ""


def parse_digits(written: str, language: str = "") -> tuple[Number | None, str | None]:
    """The number; `ambiguous-number` for `1,234` when no `language` ("fr" or "en") tells what its comma means."""
    text = written.replace("\u202f", " ").replace("\u00a0", " ")
    if _AMBIGUOUS.match(text):
        if not language:
            return None, "ambiguous-number"
        text = text.replace(",", "." if language == "fr" else "")
    elif _COMMAS.match(text) and not text.startswith("0"):
        text = text.replace(",", "")
    elif _DOTS.match(text):
        text = text.replace(".", "").replace(",", ".")
    elif _SPACED.match(text):
        text = re.sub("[ '’]", "", text)
    text = text.replace(",", ".")
    if not _PLAIN.match(text):
        return None, "not-a-number"
    return (float(text) if "." in text else int(text)), None
