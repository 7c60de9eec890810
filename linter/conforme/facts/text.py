"""Folding and comparing of words, French and English alike: for matching only, never for showing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from conforme.facts import regex as re
from conforme.model import digest

WORD_LIMIT = 64
CANDIDATE_LIMIT = 200
SLUG_LIMIT = 80
_CACHED_LENGTH = 256

_SEPARATORS = re.compile(r"[\s._\-\u00b7\u2010-\u2015\u2212]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_NOT_WORD = re.compile(r"[\W_]+")
# What Unicode does not decompose, and the apostrophes that keyboards and word processors write.
_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th",
        "’": "'", "‘": "'", "ʼ": "'", "′": "'", "ʹ": "'",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """`text` for matching: no case, accent, ligature, format character; one apostrophe; hyphens, underscores, dots and white space as one space.

    NFC, NFD and compatibility forms fold alike, and folding twice changes nothing.
    """
    return _fold_cached(text) if len(text) <= _CACHED_LENGTH else _fold(text)


def _fold(text: str) -> str:
    plain = text.lower() if text.isascii() else _bare(_bare(text.translate(_LETTERS)).translate(_LETTERS))
    return _SEPARATORS.sub(" ", plain).strip()


_fold_cached = lru_cache(maxsize=8192)(_fold)


def _bare(text: str) -> str:
    """Case, marks and format characters taken off."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _BEYOND_ASCII.sub(_without_marks, decomposed)


def _without_marks(match: re.Match[str]) -> str:
    return "".join(character for character in match.group() if unicodedata.category(character) not in ("Mn", "Me", "Cf"))


def words(text: str) -> list[str]:
    """The folded words of `text`; an apostrophe ends a word (`l'accès` → `l`, `acces`)."""
    return _NOT_WORD.sub(" ", fold(text)).split()


def slug(text: str) -> str:
    """A canonical ASCII id: `Délai de traitement` → `delai-de-traitement`. "" only when `text` holds no letter and no digit.

    What ASCII cannot write, and what is longer than SLUG_LIMIT, is told apart by a digest.
    """
    found = words(text)
    ascii_only = "-".join(word for word in found if word.isascii())
    if len(ascii_only) <= SLUG_LIMIT and all(word.isascii() for word in found):
        return ascii_only
    kept = ascii_only[:SLUG_LIMIT].strip("-")
    return f"{kept or 'x'}-{digest('slug', *found)[:8]}"


def matches(title: str, patterns: Iterable[str]) -> bool:
    """Whether a heading or a column name contains one of the patterns, as whole folded words."""
    return best_match(title, patterns) is not None


def best_match(title: str, patterns: Iterable[str]) -> str | None:
    """The pattern, as given, that `title` contains as whole folded words: the one of most letters; the first of equals."""
    padded = _padded(title)
    found = [pattern for pattern in patterns if len(key := _padded(pattern)) > 2 and key in padded]
    return max(found, key=lambda pattern: len(_padded(pattern)), default=None)


def _padded(text: str) -> str:
    return f" {' '.join(words(text))} " if len(text) > _CACHED_LENGTH else _padded_cached(text)


@lru_cache(maxsize=8192)
def _padded_cached(text: str) -> str:
    return f" {' '.join(words(text))} "


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate, as given, most like `word` once folded; None when none is near, or when there is too much to compare."""
    from difflib import get_close_matches

    if len(word) > WORD_LIMIT:
        return None
    folded: dict[str, str] = {}
    for index, candidate in enumerate(candidates):
        if index >= CANDIDATE_LIMIT:
            break
        if len(candidate) <= WORD_LIMIT:
            folded.setdefault(fold(candidate), candidate)
    close = get_close_matches(fold(word), list(folded), n=1, cutoff=0.7)
    return folded[close[0]] if close else None
