"""Where a decision stands: accepted, replaced (it was accepted once), rejected, proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conforme import Cell
from conforme.facts import regex as re
from conforme_plugins.decision_records import _words

STATUSES = ("accepted", "replaced", "rejected", "proposed")
_READ = 300
_CHOICE = re.compile(r"\A[^.;(]{0,30}(?:\||/| or | ou )")


def read(card: Mapping[str, Any], written: str, line: int) -> Cell:
    """The status that a text says first; no value and a problem when it says none (`unknown`) or offers several to choose from (`choice`)."""
    shown = " ".join(written[:_READ].split()).strip("*_`~<>{} ")
    said = _words.folded(shown)
    found = [(match.start(), -len(match.group()), name) for name in STATUSES if (match := _words.phrases(card, "status", name).first(said))]
    if len(found) > 1 and _CHOICE.search(shown):
        return Cell(None, shown, line, 1, "choice")
    return Cell(min(found)[2], shown, line) if found else Cell(None, shown, line, 1, "unknown" if shown else None)
