"""What stands where a human text should: placeholders, hollow sections, untouched templates. Precision first: real text is never hollow."""

from __future__ import annotations

from conforme.facts.placeholder_marks import is_fictitious_address, is_placeholder
from conforme.facts.placeholder_templates import Mark, template, unfilled
from conforme.facts.substance import hollow, is_hollow, words_of_substance

__all__ = ["Mark", "hollow", "is_fictitious_address", "is_hollow", "is_placeholder", "template", "unfilled", "words_of_substance"]
