"""What a console or a pipeline's runner may be shown: no control character, and no line that a runner takes for a command.

Runners read commands in what a job prints, on both streams: `##[error]`, `##vso[task…]` and `##teamcity[` anywhere in a line, `::error::` at
its start, after blanks. Nothing that a repository writes may steer them.
"""

from __future__ import annotations

import re

from conforme.model import printable

_MARKS = re.compile("#(?=#)")
_FIRST = re.compile(r"((?:\s|\x1b\[\d{1,2}m)*):(?=:)")
_COLOUR = re.compile(r"(\x1b\[\d{1,2}m|\t)")


def safe(text: str, colour: bool = False) -> str:
    """`text` line by line, as any report may print it; `colour` keeps the sequences that our own style writes."""
    return "\n".join(_line(line, colour) for line in text.split("\n"))


def _line(line: str, colour: bool) -> str:
    shown = "".join(part if part == "\t" or (colour and _COLOUR.fullmatch(part)) else printable(part) for part in _COLOUR.split(line))
    shown = _MARKS.sub("# ", shown)
    first = _FIRST.match(shown)
    return f"{first.group()} {shown[first.end() :]}" if first else shown
