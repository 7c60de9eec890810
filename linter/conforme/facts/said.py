"""What a page of a service says to whoever reads it, whatever it is written in: Markdown, templates of all makes, catalogues of messages.

For matching only: markup and code are taken out as far as words need it, lines keep their numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from conforme.facts import markdown, markup
from conforme.facts import regex as re
from conforme.facts.text import words
from conforme.repo import Document

__all__ = ["Said", "Signals", "best_window", "is_catalogue", "lines_of", "read", "spoken"]

Signals = Mapping[str, tuple[str, ...]]
"""What may be said, by name: phrases in any language, folded when compared; `*` ends a word that goes on."""

LIMIT = 2 << 20
HIT_LIMIT = 5000
BODY_WORDS, FIELD_WORDS = 40, 6
PROSE = frozenset("md markdown mdx rst adoc txt".split())
CATALOGUES = frozenset("json yml yaml po properties xliff xlf arb ftl resx strings toml ts js".split())


@dataclass(frozen=True, slots=True)
class Said:
    """The folded words of some lines as one padded text; `starts` is where each line begins in it, the first being line `first`."""

    text: str
    starts: tuple[int, ...]
    first: int = 1

    @property
    def count(self) -> int:
        """How many words are said."""
        return len(self.text.split())

    def line_at(self, offset: int) -> int:
        return self.first + max(0, bisect_right(self.starts, offset) - 1)

    def hits(self, phrases: tuple[str, ...]) -> list[int]:
        """The lines on which one of the phrases begins, in order."""
        return [self.line_at(match.start() + 1) for match in _pattern(phrases).finditer(self.text)]

    def has(self, phrases: tuple[str, ...]) -> bool:
        return _pattern(phrases).search(self.text) is not None

    def signals(self, signals: Signals) -> dict[str, int]:
        """The signals that are given, each with the first line that does."""
        found = {}
        for name, phrases in signals.items():
            match = _pattern(phrases).search(self.text)
            if match is not None:
                found[name] = self.line_at(match.start() + 1)
        return found


def read(document: Document) -> Said:
    """What the whole file says; raises Unreadable. Meant for `document.fact(said.read)`."""
    return spoken(lines_of(document))


def spoken(lines: Sequence[str], first: int = 1) -> Said:
    """What those lines say; `first` is the number of the first of them."""
    starts, parts, at = [], [], 1
    for line in lines:
        starts.append(at)
        folded = " ".join(words(line))
        if folded:
            parts.append(folded)
            at += len(folded) + 1
    return Said(f" {' '.join(parts)} ", tuple(starts), first)


def lines_of(document: Document) -> list[str]:
    """The lines of the file without markup: those of a page of prose as it is shown, of others without tags and comments."""
    document.bytes(LIMIT)
    extension = document.path.rsplit(".", 1)[-1].lower()
    if extension in PROSE:
        return _with_front(document.fact(markdown.parse))
    return markup.unmarked(document.text).split("\n")


def _with_front(page: markdown.Page) -> list[str]:
    """The prose of a page, and the sentences of its front matter when they are its text: what an editor of contents writes has no body."""
    lines = page.prose.split("\n")
    front = page.front_matter
    if front is None or len(words(page.prose)) >= BODY_WORDS:
        return lines
    for node in front.fields().values():
        if isinstance(node.value, str) and len(words(node.value)) >= FIELD_WORDS:
            _put(lines, node.line, markdown.plain(node.value).split("\n"))
    return lines


def _put(lines: list[str], line: int, added: Sequence[str]) -> None:
    for place, text in enumerate(added, line - 1):
        if place < len(lines):
            lines[place] = f"{lines[place]} {text}"


def is_catalogue(path: str) -> bool:
    """Whether the file holds the messages of a whole product rather than one page."""
    return path.rsplit(".", 1)[-1].lower() in CATALOGUES


def best_window(said: Said, signals: Signals, height: int) -> dict[str, int]:
    """The lines that give most signals within `height` lines: each signal's first line there."""
    hits = sorted((line, name) for name, phrases in signals.items() for line in said.hits(phrases)[:HIT_LIMIT])
    best: dict[str, int] = {}
    start = 0
    for end, (line, _) in enumerate(hits):
        while line - hits[start][0] > height:
            start += 1
        names: dict[str, int] = {}
        for place, name in hits[start : end + 1]:
            names.setdefault(name, place)
        if len(names) > len(best):
            best = names
    return best


@lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as whole folded words."""
    alternatives = sorted({_folded(phrase) for phrase in phrases} - {""}, key=len, reverse=True)
    return re.compile(r"(?<= )(?:" + "|".join(alternatives) + r")(?= )")


def _folded(phrase: str) -> str:
    parts = [" ".join(map(re.escape, words(part))) for part in phrase.split("*")]
    # A star ends a word that goes on; between words of the phrase it stands for the rest of that word.
    return r"\w* ".join(part for part in parts[:-1]) + r"\w*" + (f" {parts[-1]}" if parts[-1] else "") if len(parts) > 1 else parts[0]
