"""What stands where a human text should: placeholders, hollow sections, untouched templates. Precision first: real text is never hollow."""

from __future__ import annotations

from conforme.facts.placeholders.marks import is_fictitious_address, is_placeholder
from conforme.facts.placeholders.substance import hollow, is_hollow, words_of_substance
from conforme.facts.placeholders.templates import Mark, template, unfilled

__all__ = ["Mark", "hollow", "is_fictitious_address", "is_hollow", "is_placeholder", "template", "unfilled", "words_of_substance"]
