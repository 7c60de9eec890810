"""The phase that a README shows by a badge: the service's own word for where it stands."""

from __future__ import annotations

from typing import NamedTuple

from conforme import Document
from conforme.facts import regex as re
from conforme.facts import text


class Badge(NamedTuple):
    """`phase`: discovery, alpha, beta, live; `said`: as written; `line`: where."""

    phase: str
    said: str
    line: int


_IMAGE = re.compile(r"!\[([^\]\n]{0,120})\]\(([^)\s]{1,400})|<img\s[^>]{0,400}>", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:phase|statut|status|etat|stage|lifecycle|cycle|etape)\b")
_WORDS = (
    ("discovery", re.compile(r"\b(?:discovery|decouverte|exploration)\b")),
    ("alpha", re.compile(r"\balpha\b")),
    ("beta", re.compile(r"\bbeta\b")),
    ("live", re.compile(r"\b(?:live|en service|mise en service|production|stable)\b")),
)


def badge(document: Document) -> Badge | None:
    """The first image at the top of the page whose text or address names a phase as such."""
    for number, line in enumerate(document.text.split("\n")[:60], 1):
        for match in _IMAGE.finditer(line[:3000]):
            folded = text.fold(re.sub(r"%[0-9A-F]{2}|[/?=&:]", " ", match[0]))
            if _ABOUT.search(folded):
                named = [phase for phase, word in _WORDS if word.search(folded)]
                if len(named) == 1:
                    return Badge(named[0], (match[1] or match[0])[:80], number)
    return None
