"""The card's phrases as one linear pattern over folded words: « logiciel* libre* », "rather than build*"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from conforme.facts import regex as re
from conforme.facts import text

_WORD_END = r"[a-z0-9]{0,14}"


class Phrases:
    """Finds the phrases of one list of the card in a text; the longest of those that start at one place counts."""

    def __init__(self, phrases: Iterable[str], after: Iterable[str] | None = None, gap: int = 0) -> None:
        before = rf"(?:{_any(after)})(?: [a-z0-9]+){{0,{gap}}} " if after is not None else ""
        self._regex = re.compile(rf"(?<= ){before}(?:{_any(phrases)})(?= )")

    def first(self, folded: str) -> re.Match[str] | None:
        """The first phrase in a text prepared by `folded`."""
        return self._regex.search(folded)

    def is_all_of(self, prose: str) -> bool:
        """Whether a text is one of the phrases, nothing more."""
        said = folded(prose)
        found = self._regex.search(said)
        return found is not None and len(found.group()) == len(said) - 2


def folded(prose: str) -> str:
    """The folded words of a text, a space around each."""
    return f" {' '.join(text.words(prose))} "


def phrases(card: Mapping[str, Any], group: str, name: str) -> Phrases:
    """The phrases of `fields: {group: {name: {fr, en}}}`, both languages together."""
    return _compiled(_listed(card, group, name))


def after(card: Mapping[str, Any], group: str, first: str, second: str, gap: int) -> Phrases:
    """The phrases of `second` that follow a phrase of `first`, with at most `gap` words between."""
    return _compiled(_listed(card, group, second), _listed(card, group, first), gap)


def _listed(card: Mapping[str, Any], group: str, name: str) -> tuple[str, ...]:
    given = card[group][name]
    return (*given.get("fr", ()), *given.get("en", ()))


@lru_cache(maxsize=64)
def _compiled(given: tuple[str, ...], before: tuple[str, ...] | None = None, gap: int = 0) -> Phrases:
    return Phrases(given, before, gap)


def _any(given: Iterable[str]) -> str:
    return "|".join(sorted({_pattern(phrase) for phrase in given}, key=len, reverse=True))


def _pattern(phrase: str) -> str:
    # The star is kept out of folding, which would take it for punctuation.
    words = " ".join(text.words(phrase.replace("*", "zzstarzz")))
    return re.escape(words).replace("zzstarzz", _WORD_END).replace(r"\ ", " ")
