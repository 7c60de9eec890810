"""XML 1.0 text: what its grammar forbids is written as a visible escape, what it means something by is escaped."""

from __future__ import annotations

import re

# All but tab, newline and the characters of XML 1.0 (printable() has made most of them visible already).
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEANT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\n": "&#10;", "\t": "&#9;", "#": "&#35;"}
_MARKUP = re.compile("[&<>\"'\n\t]|#(?=#)")


def text(value: object) -> str:
    """`value` as the content of an element: newlines kept."""
    return attribute(value).replace("&#10;", "\n").replace("&#9;", "\t")


def attribute(value: object) -> str:
    """`value` as an attribute between double quotes. `##`, which pipelines read commands after, never stands in it as such."""
    allowed = _FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", str(value))
    return _MARKUP.sub(lambda match: _MEANT[match.group()], allowed)
