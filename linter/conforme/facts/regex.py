"""`re`, with patterns compiled when they are first used: what recognises a rare carrier costs nothing to a repository that has none.

Imported in place of it, `from conforme.facts import regex as re`. A pattern that is wrong is found by its first use, and by the tests, which compile
them all.
"""

from __future__ import annotations

import re
from re import DOTALL, IGNORECASE, MULTILINE, VERBOSE, Match, Pattern, escape, findall, finditer, fullmatch, match, search, split, sub
from typing import TYPE_CHECKING, Any

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

if TYPE_CHECKING:
    from re import compile
else:

    def compile(pattern: str, flags: int = 0) -> Lazy:
        """The pattern, compiled by its first use; `pattern` and `flags` are as `re.compile` takes them."""
        return Lazy(pattern, flags)


class Lazy:
    """What `re.compile` would return, made when one of its methods is first asked for; the method is then kept here."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(self.compiled(), name)
        self.__dict__[name] = value
        return value

    def compiled(self) -> re.Pattern[str]:
        """The pattern of the standard library."""
        if "_compiled" not in self.__dict__:
            self.__dict__["_compiled"] = re.compile(self._source, self._flags)
        found: re.Pattern[str] = self.__dict__["_compiled"]
        return found

    def __repr__(self) -> str:
        return f"Lazy({self._source!r}, {self._flags!r})"
