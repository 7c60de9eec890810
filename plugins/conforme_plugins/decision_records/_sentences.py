"""The sentences of a page, each with its line and the part of a decision record that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.markdown import plain
from conforme.facts.placeholders.substance import blocks

_END = re.compile(r"(?<=[.!?;])\s+")
SENTENCES = 600


class Sentence(NamedTuple):
    text: str
    line: int
    role: str
    heads: bool = False  # a title, not a text


def of(body: str, first: int, role: str) -> Iterator[Sentence]:
    """The sentences of a section's body that starts on line `first`; code and what only holds a place are left out."""
    from conforme.facts.placeholders import is_placeholder

    for block in blocks(body):
        if block.kind == "code":
            continue
        shown = " ".join(plain(block.text).split())
        for sentence in _END.split(shown):
            if sentence and not is_placeholder(sentence):
                yield Sentence(sentence, first + block.line - 1, role)
