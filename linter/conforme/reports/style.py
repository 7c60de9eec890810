"""How a terminal shows a report: width, colour, how much."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 100
CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}


@dataclass(frozen=True, slots=True)
class Style:
    """`width` in columns; without `colour` no escape sequence is written; `quiet` leaves the grid out, `verbose` adds what was seen."""

    width: int = WIDTH
    colour: bool = False
    quiet: bool = False
    verbose: bool = False

    def paint(self, text: str, hue: str) -> str:
        return f"\x1b[{CODES[hue]}m{text}\x1b[0m" if self.colour and hue and text else text

    def bold(self, text: str) -> str:
        return self.paint(text, "bold")

    def dim(self, text: str) -> str:
        return self.paint(text, "dim")
