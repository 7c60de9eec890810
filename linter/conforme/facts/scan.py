"""Places of a pattern in a text, for what is recognised by how it is written in any language of programming."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme.facts import regex as re


class Place(NamedTuple):
    """A match: its 1-based line, the matched text and its groups."""

    line: int
    text: str
    groups: tuple[str | None, ...]


def first(text: str, pattern: re.Pattern[str]) -> Place | None:
    """The first place of `pattern`, None when there is none."""
    return next(places(text, pattern), None)


def places(text: str, pattern: re.Pattern[str]) -> Iterator[Place]:
    """Every place of `pattern`, in order; linear in the length of the text."""
    line, at = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        yield Place(line, match.group(), match.groups())


def line_at(text: str, position: int) -> int:
    """The 1-based line of a position in the text."""
    return text.count("\n", 0, position) + 1


_FILLED_IN = re.compile(r"\{%|\{\{|<%|<\?php|@(?:yield|section|Model|if|foreach|extends|page)\b|th:\w|<c:|<#|\{#")


def is_sample(path: str, text: str) -> bool:
    """Whether a file under a root folder of templates is one to copy, not one that the service fills in to make its pages."""
    return path.lower().startswith("templates/") and not _FILLED_IN.search(text)
