"""How a report shows the text of a repository: bounded, no person in it, nothing that cannot be seen.

What is masked is looked for in a plain copy, in which dashes, blanks, digits and letters of other widths are the usual ones and what draws
nothing is left out: no typography hides an address or a number. Dates, years and counts are no persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

QUOTE_LIMIT = 200
MASK = "[…]"


def quote(text: object, limit: int = QUOTE_LIMIT) -> str:
    """Repository text as any report may show it.

    At most `limit` characters; e-mail addresses, telephone and identity numbers replaced; control and bidirectional characters made
    visible; white space folded to single spaces, a lone no-break space kept.
    """
    shown = visible(mask(_BLANKS.sub(_blank, str(text)[: limit * 8].strip())))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


_BLANKS = re.compile(r"\s+")


def _blank(match: re.Match[str]) -> str:
    return match.group() if match.group() in ("\u00a0", "\u202f") else " "


# --- what cannot be seen


def visible(text: str) -> str:
    """`text` with what cannot be seen written as escapes, so that two texts are never shown alike.

    `\\x1b` is a control character, `\\xe9` a byte that is not UTF-8, `\\u202e` and `\\U000e0041` other characters; a backslash that would
    read as the start of such an escape is written `\\x5c`.
    """
    return printable(_AMBIGUOUS.sub(r"\\x5c", text) if "\\" in text else text)


def printable(text: str) -> str:
    """`text` with control, bidirectional, invisible and lone surrogate characters written as escapes; what is escaped already stays."""
    return _UNSEEN.sub(_escape, text)


_AMBIGUOUS = re.compile(r"\\(?=x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
# Controls, format and bidirectional characters, fillers that draw nothing, variation selectors but the one of emoji, tags, surrogates.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8, kept by surrogateescape
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# --- persons


def mask(text: str) -> str:
    """`text` with e-mail addresses, telephone and identity numbers replaced by `[…]`."""
    plain, places = plainly(text)
    if "@" not in plain and not _FOUR_DIGITS.search(plain):
        return text
    kept, end = [], 0
    for start, stop in sorted(_personal(plain)):
        if start >= end:
            kept += [text[places[end] if end else 0 : places[start]], MASK]
            end = stop
    return "".join(kept) + text[places[end] if end else 0 :] if kept else text


def plainly(text: str) -> tuple[str, range | list[int]]:
    """`text` in the characters that patterns are written with, and the place in `text` of each of them and of the end."""
    if text.isascii():
        return text, range(len(text) + 1)
    shown = [(_plain(character), place) for place, character in enumerate(text)]
    kept = [(character, place) for character, place in shown if character]
    return "".join(character for character, _ in kept), [*(place for _, place in kept), len(text)]


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character.isascii():
        return character
    import unicodedata

    like = unicodedata.normalize("NFKC", character)
    like = like if len(like) == 1 else character
    category = unicodedata.category(like)
    if category == "Nd":
        return str(unicodedata.digit(like))
    if like in _SAME:
        return _SAME[like]
    return {"Pd": "-", "Zs": " ", "Cf": "", "Mn": ""}.get(category, like)


_SAME = {"\u2212": "-", "\u3002": ".", "\u2024": ".", "\u00b7": ".", "\u3164": "", "\u115f": "", "\u1160": "", "\u2044": "/"}
_FOUR_DIGITS = re.compile(r"\d(?:[^\n]{0,4}\d){3}")
_EMAIL = re.compile(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HEALTH = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{4}[ -]?\d{4}[ -]?\d{4}(?!\d)")
_GAP = r"[ .()/-]{1,3}"
_TELEPHONE = re.compile(rf"(?<![\d])(?:\+?1{_GAP})?\(?[2-9]\d\d(?:{_GAP})[2-9]\d\d(?:{_GAP})\d{{4}}(?!\d)")
_ABROAD = re.compile(r"\+\d(?:[ .()/-]{0,3}\d){7,14}(?!\d)|(?<![\w.,])00 ?[1-9](?:[ .()/-]{0,3}\d){8,14}(?!\d)")
_PAIRS = re.compile(r"(?<!\d)0[1-9]([ ./-]?)\d\d\1\d\d\1\d\d\1\d\d(?!\d)")
_RUN = re.compile(r"(?<![\d])\d(?:[ .()/-]{0,3}\d){8,24}(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d([./-]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])|\d{1,2}([./-])\d{1,2}\2(?:19|20)\d\d)(?!\d)")
_YEARS = re.compile(r"(?:(?:1[89]|20)\d\d[ ./-]{1,3}){1,8}(?:1[89]|20)\d\d")
_COUNT = re.compile(r"\d{1,3}(?:([ .])\d{3})(?:\1\d{3}){1,4}")
_DECIMALS = re.compile(r"(?:\d{1,20}\.\d{1,20}[ /-]{1,3}){0,8}\d{1,20}\.\d{1,20}")
_BYTES = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_BOOK = re.compile(r"97[89][ -]?(?:\d[ -]?){9}\d")


def _personal(plain: str) -> Iterator[tuple[int, int]]:
    for pattern in (_EMAIL, _TELEPHONE, _PAIRS):
        yield from (match.span() for match in pattern.finditer(plain))
    yield from (match.span() for match in _ABROAD.finditer(plain) if not _COUNT.fullmatch(match.group().lstrip("+")))
    yield from (match.span() for match in _HEALTH.finditer(plain) if _is_health(match.group()))
    yield from (match.span() for match in _RUN.finditer(plain) if _is_person(match.group(), plain[max(0, match.start() - 1) : match.start()]))


def _is_health(text: str) -> bool:
    # As written on the card, whatever the digits; in another form, only with a month and a day of birth in it.
    if text[:4].isupper() and "-" not in text:
        return True
    digits = "".join(character for character in text if character.isdigit())
    month, day = int(digits[2:4]), int(digits[4:6])
    return (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31


def _is_person(text: str, before: str) -> bool:
    """Whether nine digits or more are likely somebody's, and no date, year, count, measure, network address, book or id in a longer word."""
    digits = "".join(character for character in text if character.isdigit())
    if _YEARS.fullmatch(text) or _BYTES.fullmatch(text) or _BOOK.fullmatch(text):
        return False
    if sum(character.isdigit() for character in _DAY.sub("", text)) < 9:
        return False
    if _COUNT.fullmatch(text):
        return len(digits) == 9 and _luhn(digits)  # written as a social insurance number is
    if text.isdigit():
        return not before.isalnum() and _is_bare(digits)
    return not before.isalpha() and not _DECIMALS.fullmatch(text)


def _is_bare(digits: str) -> bool:
    if len(digits) in (9, *range(13, 20)):
        return _luhn(digits)
    return re.fullmatch(r"1?[2-9]\d\d[2-9]\d{6}|0[1-9]\d{8}", digits) is not None


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
