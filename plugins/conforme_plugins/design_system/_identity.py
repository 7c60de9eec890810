"""What lets people recognise a service of the Gouvernement du Québec: the header and footer of the visual identity programme."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts import scan

_PARTS = {
    "header": re.compile(r"<qc-piv-header\b|PivHeader\b|class(?:Name)?=[\"'{][^\"'\n]{0,120}\bqc-piv-header", re.IGNORECASE),
    "footer": re.compile(r"<qc-piv-footer\b|PivFooter\b|class(?:Name)?=[\"'{][^\"'\n]{0,120}\bqc-piv-footer", re.IGNORECASE),
    "domain": re.compile(r"https?://(?:[\w-]{1,60}\.){0,4}(?:gouv\.qc\.ca|quebec\.ca)\b", re.IGNORECASE),
}
_LINKS = {
    "accessibility": re.compile(r"href=[\"'{][^\"'\n]{0,200}accessib", re.IGNORECASE),
    "privacy": re.compile(r"href=[\"'{][^\"'\n]{0,200}(?:confidentialit|privacy|renseignements-personnels)", re.IGNORECASE),
}


def read(text: str) -> Iterator[tuple[str, int]]:
    """The parts of the identity that a file holds, with their lines: header, footer, domain, and the links that a footer gives."""
    for name, pattern in (*_PARTS.items(), *_LINKS.items()):
        place = scan.first(text, pattern)
        if place is not None:
            yield name, place.line
