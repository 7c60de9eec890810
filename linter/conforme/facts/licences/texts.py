"""Licence texts, recognised by their words: which known text stands where in a file, and what else the file says.

A text is reduced to words (case, accents, punctuation, addresses, list marks and the spelling licence/license left out) and to the hashes of all
runs of four of them. A known licence is a sample of such hashes, kept in `data/fingerprints.json`; its coverage is the share of its sample
found within one window of the file. So holders, years, headings and surrounding text cost nothing, and several texts in one file are told apart.
"""

from __future__ import annotations

import os
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from conforme.facts import regex as re

RUN = 4
SAMPLE = 320
READ_LIMIT = 1 << 18  # characters of a file that are looked at
ENOUGH = 0.88  # of a text's sample: below, words were changed, and the licence is another one
NEAR = 0.40
REPEATS = 8  # places of one run that are looked at: a text repeated more often is no file of honest people
MOST = 8  # texts looked for in one file

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)>\]\"']{1,500}")
_CC_PAGE = re.compile(r"creativecommons\.org/(?:licenses/(by[a-z-]{0,9})|publicdomain/(zero))/([0-9])\.([0-9])")
_ENTITY = re.compile(r"&[a-z]{2,6};|&#\d{1,5};", re.IGNORECASE)
_MARK = re.compile(r"^[\s>#*_•·—–-]{0,40}(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)°]{1,2}|\(?[0-9]{1,2}\)|\(?[a-z]{1,3}\)|[a-z]\.)?\s")
_WORD = re.compile(r"[a-z0-9]+")
_PLUS = re.compile(r"(liliq[- ]?r)\s?\+")  # a sign that words would lose, and another licence
_SPELLING = {"licence": "license", "licences": "licenses", "licenced": "licensed", "sublicence": "sublicense"}


class Words(NamedTuple):
    """The words of a text in order, and the 1-based line of each."""

    words: Sequence[str]
    lines: Sequence[int]


class Match(NamedTuple):
    """A known licence in a text: its SPDX id, the share of its sample seen, the first line, and the words of the file that it takes (half open)."""

    id: str
    coverage: float
    line: int
    start: int
    end: int


class Reading(NamedTuple):
    """What a text holds: the known licences in order of place; the nearest one when there is none; the words that belong to none of them."""

    matches: tuple[Match, ...]
    near: Match | None
    words: Words
    rest: Words


class Print(NamedTuple):
    """The fingerprint of one known text."""

    id: str
    words: int
    sample: frozenset[int]


def fold(text: str) -> str:
    """Lower case without accents; for matching only."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
        text = "".join(character for character in text if not unicodedata.combining(character))
    return text.lower()


def words_of(text: str) -> Words:
    """The comparable words of `text`, each with its line."""
    words: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(text[:READ_LIMIT].split("\n"), 1):
        found = [_SPELLING.get(word, word) for word in _WORD.findall(_bare(line))]
        words += found
        lines += [number] * len(found)
    return Words(words, lines)


def _bare(line: str) -> str:
    line = _PLUS.sub(r"\1plus", fold(line))
    if "creativecommons" in line:
        line = _CC_PAGE.sub(_cc_words, line)
    return _MARK.sub(" ", _ENTITY.sub(" ", _ADDRESS.sub(" ", line)), count=1)


def _cc_words(page: re.Match[str]) -> str:
    """The address of a Creative Commons licence is one of its names."""
    return f" {'cc0' if page[2] else 'cc ' + page[1]} {page[3]} {page[4]} "


def runs(words: Sequence[str]) -> list[int]:
    """The hash of each run of four words, by place."""
    return [crc32(" ".join(words[place : place + RUN]).encode()) for place in range(len(words) - RUN + 1)]


def fingerprint(text: str) -> tuple[int, list[int]]:
    """What is kept of a known text: its number of words and its sample, the lowest hashes so that like texts share theirs."""
    words = words_of(text).words
    return len(words), sorted(set(runs(words)))[:SAMPLE]


@lru_cache(maxsize=1)
def known() -> tuple[Print, ...]:
    """The fingerprints that ship with the project."""
    import json
    from base64 import b64decode

    with open(os.path.join(os.path.dirname(__file__), "data", "fingerprints.json"), encoding="utf-8") as file:
        held = json.load(file)
    return tuple(Print(entry["id"], entry["words"], frozenset(_unpacked(b64decode(entry["sample"])))) for entry in held["licences"])


def _unpacked(raw: bytes) -> Iterable[int]:
    import sys

    numbers = array("I", raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def read(text: str, prints: Sequence[Print] | None = None) -> Reading:
    """Which known licences `text` holds."""
    words = words_of(text)
    spans = [(0, len(words.words))]
    matches: list[Match] = []
    near: Match | None = None
    while spans and len(matches) < MOST:
        start, end = spans.pop()
        best, seen = _best(words, start, end, known() if prints is None else prints)
        near = max((near, seen), key=_covered)
        if best is not None:
            matches.append(best)
            spans += [(best.end, end), (start, best.start)]
    return Reading(tuple(sorted(matches, key=lambda match: match.start)), None if matches else near, words, _rest(words, matches))


def _covered(match: Match | None) -> float:
    return match.coverage if match is not None else 0.0


def _rest(words: Words, matches: Sequence[Match]) -> Words:
    taken = bytearray(len(words.words))
    for match in matches:
        taken[match.start : match.end] = b"\1" * (match.end - match.start)
    left = [place for place in range(len(words.words)) if not taken[place]]
    return Words([words.words[place] for place in left], [words.lines[place] for place in left])


def _best(words: Words, start: int, end: int, prints: Sequence[Print]) -> tuple[Match | None, Match | None]:
    """The known text that explains most of these words, and the one nearest to be seen when none does."""
    places: dict[int, list[int]] = {}
    for place, run in enumerate(runs(words.words[start:end]), start):
        seen = places.setdefault(run, [])
        if len(seen) < REPEATS:
            seen.append(place)
    best: tuple[float, Match] | None = None
    near: Match | None = None
    for held in prints:
        match = _seen(held, places, words)
        if match is None:
            continue
        score = held.words * (4 * match.coverage - 3)
        if match.coverage >= ENOUGH and (best is None or score > best[0]):
            best = (score, match)
        if match.coverage >= NEAR and match.coverage > _covered(near):
            near = match
    return (best[1] if best else None), near


def _seen(held: Print, places: dict[int, list[int]], words: Words) -> Match | None:
    """The densest window of the file for this text; None when too little of it is there."""
    shared = held.sample & places.keys()
    if len(shared) < NEAR * len(held.sample):
        return None
    start, end, count = _densest(sorted((place, run) for run in shared for place in places[run]), held.words + held.words // 5 + 3 * RUN)
    return Match(held.id, count / len(held.sample), words.lines[start], start, end)


def _densest(hits: Sequence[tuple[int, int]], width: int) -> tuple[int, int, int]:
    """The shortest stretch at most `width` words long that holds most distinct runs: start, end, how many runs."""
    within: dict[int, int] = {}
    best, low = (0, 0, 0), 0
    for place, run in hits:
        within[run] = within.get(run, 0) + 1
        while place - hits[low][0] > width or within[hits[low][1]] > 1:
            left = hits[low][1]
            within[left] -= 1
            if not within[left]:
                del within[left]
            low += 1
        start, end, count = hits[low][0], place + RUN, len(within)
        if count > best[2] or (count == best[2] and end - start < best[1] - best[0]):
            best = (start, end, count)
    return best
