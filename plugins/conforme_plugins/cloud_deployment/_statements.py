"""Where a page says that the service, or its data, is hosted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme import Document
from conforme.facts import markdown, said, text
from conforme.facts import regex as re


class Statement(NamedTuple):
    """`place`: quebec or canada; `said`: the sentence; `line`: where."""

    place: str
    said: str
    line: int


_HOSTED = re.compile(
    r"\b(?:donnees|renseignements|service|systeme|application|plateforme|solution|serveurs?|site|portail|data|information|"
    r"servers?|system|platform|website)\b[^.]{0,80}?"
    r"\b(?:heberge\w{0,3}|conserve\w{0,3}|stocke\w{0,3}|hosted|stored|kept|resides?)\b[^.]{0,40}?\b(?:au|in|within|"
    r"dans la province d[eu]|sur le territoire d[eu])\b ?(?:province of )?\b(quebec|canada)\b"
)
_NOT = re.compile(r"\b(?:ne|pas|not|never|jamais|hors|outside|peut|peuvent|may|might|devr\w{2,5}|should|could|si|if)\b")


def read(document: Document) -> Iterator[Statement]:
    """The sentences that state it; negations and conditions are left out."""
    lines = document.fact(said.lines_of) if document.path.lower().endswith(".html") else document.fact(markdown.parse).prose.split("\n")
    for number, line in enumerate(lines, 1):
        for sentence in re.split(r"(?<=[.!?])\s", line[:4000]):
            folded = text.fold(sentence)
            if "heberg" not in folded and "host" not in folded and "stor" not in folded and "conserv" not in folded:
                continue
            match = _HOSTED.search(folded)
            if match and not _NOT.search(folded):
                yield Statement(match[1], sentence.strip()[:200], number)
