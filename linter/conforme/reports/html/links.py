"""From a place in the repository to its line on the forge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote as percent

from conforme.model import Location
from conforme.reports import sentences
from conforme.reports.html.markup import Markup, tag, text

_WEB = re.compile(r"https?://[^\s<>\"'\\@\x00-\x20\x7f]+", re.IGNORECASE)


def is_base(address: str) -> bool:
    """Whether places may be linked to it: an http or https address, without white space, quotes or a password."""
    return _WEB.fullmatch(address) is not None


@dataclass(frozen=True, slots=True)
class Links:
    """`base` is what comes before a path (`https://forge/x/blob/<commit>/`), or a whole address with `{path}`, `{line}` and `{commit}` in it.

    Without a base, places are plain text.
    """

    base: str = ""
    commit: str = ""

    def address(self, place: Location) -> str | None:
        """The address of a place; None without a base, and for what has no file."""
        if place.path is None or not is_base(self.base):
            return None
        base = self.base.replace("{commit}", percent(self.commit))
        path = percent(place.path.encode("utf-8", "surrogateescape"), safe="/")
        if "{path}" in base:
            return base.replace("{path}", path).replace("{line}", str(place.line or 1))
        return f"{base.rstrip('/')}/{path}" + (f"#L{place.line}" if place.line else "")

    def place(self, place: Location) -> Markup:
        """`path:line`, linked where there is somewhere to go."""
        shown = tag("code", sentences.place(Location(place.path, place.line)))
        address = self.address(place)
        return tag("a", shown, href=address, rel="noreferrer") if address else shown if place.path is not None else text("—")
