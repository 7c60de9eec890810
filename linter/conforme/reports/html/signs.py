"""The signs of verdicts and outcomes, drawn: a font may lack a character, a shape is always there, on paper too."""

from __future__ import annotations

from conforme.reports.html.markup import Markup, tag

_RING = "M8 1.2A6.8 6.8 0 1 1 8 14.8A6.8 6.8 0 1 1 8 1.2ZM8 2.8A5.2 5.2 0 1 0 8 13.2A5.2 5.2 0 1 0 8 2.8Z"
_DISC = "M8 1.2A6.8 6.8 0 1 1 8 14.8A6.8 6.8 0 1 1 8 1.2Z"
_CROSS = "M3.4 1.8L8 6.4L12.6 1.8L14.2 3.4L9.6 8L14.2 12.6L12.6 14.2L8 9.6L3.4 14.2L1.8 12.6L6.4 8L1.8 3.4Z"
_QUESTION = "M4.4 5.2A3.6 3.6 0 1 1 9 8.7V10H7V7.3A1.7 1.7 0 1 0 6.3 5.2ZM7 11.6H9V13.8H7Z"

SHAPES = {
    "demonstrated": _DISC,
    "declared": f"{_RING}M8 2.8A5.2 5.2 0 1 1 2.8 8H8Z",
    "attested": f"{_RING}M8 2.8A5.2 5.2 0 0 1 8 13.2Z",
    "partial": f"{_RING}M8 2.8A5.2 5.2 0 0 0 8 13.2Z",
    "not-shown": _RING,
    "contradicted": _CROSS,
    "to-attest": "M2 14L3 10.4L10.8 2.6L13.4 5.2L5.6 13ZM2 14.8H14V15.8H2Z",
    "not-applicable": "M2 7H14V9H2Z",
    "unverified": _QUESTION,
    "not-examined": "M8 5.6A2.4 2.4 0 1 1 8 10.4A2.4 2.4 0 1 1 8 5.6Z",
    "pass": "M6.2 13.4L1.4 8.6L3 7L6.2 10.2L13 3.4L14.6 5Z",
    "fail": _RING,
    "error": "M8 1L15.4 14.6H0.6ZM7.2 6V10.4H8.8V6ZM7.2 11.6V13.2H8.8V11.6Z",
}


def drawings() -> Markup:
    """The shapes, once, for the page to use."""
    shapes = [tag("symbol", tag("path", d=path, fill_rule="evenodd"), id=f"i-{name}", viewBox="0 0 16 16") for name, path in SHAPES.items()]
    return tag("svg", *shapes, class_="drawings", aria_hidden="true", focusable="false", width=0, height=0)
