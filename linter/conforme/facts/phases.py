"""The phase that a service says it is in outside its manifest: a badge of its README, the status of its publiccode.yml."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts.text import fold

TOP_LINES = 60
_IMAGE = re.compile(r"!\[([^\]\n]{0,120})\]\(([^)\s]{1,400})|<img\s[^>]{0,400}>", re.IGNORECASE)
_ESCAPED = re.compile(r"%[0-9A-F]{2}|[/?=&:]")
_ABOUT = re.compile(r"\b(?:phase|statut|status|etat|stage|lifecycle|cycle|etape)\b")
_WORDS = (
    ("discovery", re.compile(r"\b(?:discovery|decouverte)\b")),
    ("alpha", re.compile(r"\balpha\b")),
    ("beta", re.compile(r"\bbeta\b")),
    ("live", re.compile(r"\b(?:live|en service)\b")),
)
# `development` and `stable` are about the software: a stable version may serve nobody yet.
_STATUS = {"concept": "discovery", "beta": "beta"}


def of_badge(page: str) -> str | None:
    """The phase that an image at the top of a page names as such, in its text or its address; None when none does, or one of them names two."""
    for line in page.split("\n")[:TOP_LINES]:
        for match in _IMAGE.finditer(line[:3000]):
            folded = fold(_ESCAPED.sub(" ", match[0]))
            if _ABOUT.search(folded):
                named = [phase for phase, word in _WORDS if word.search(folded)]
                if named:
                    return named[0] if len(named) == 1 else None
    return None


def of_status(written: str) -> str | None:
    """The phase that a `developmentStatus` stands for, None where it tells none."""
    return _STATUS.get(fold(written))
