"""Days, months and seasons as notes write them: see `conforme.facts.dated`."""

from __future__ import annotations

from conforme.facts.dated import earliest, find, is_exact, latest, of_doing, precision, within

__all__ = ["earliest", "find", "is_exact", "latest", "of_doing", "precision", "within"]
