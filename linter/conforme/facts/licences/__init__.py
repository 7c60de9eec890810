"""Licences of a repository: what a licence file grants, and what a manifest states.

`read` is the fact of a licence file. A known text is demonstrated by its words; a licence granted by its name is only said. What could not be
understood is told as such: the nearest known text, or nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts.licences import prose as licence_prose
from conforme.facts.licences import texts as licence_texts
from conforme.facts.licences.ids import Kind, Statement, agree, base, is_open, kind, parse, spdx, statement
from conforme.facts.licences.prose import Grant, Place
from conforme.facts.licences.texts import READ_LIMIT, Match
from conforme.repo import Document

__all__ = ["Kind", "Licence", "Statement", "agree", "base", "is_open", "kind", "parse", "read", "read_text", "spdx", "statement"]

BYTES = 1 << 20
# Texts in which the holder writes the year and its name; the others have theirs in an appendix, or none.
_FILLED = ("MIT", "ISC", "BSD-", "0BSD", "Zlib", "NCSA", "X11", "HPND", "PostgreSQL", "UPL-", "curl", "ICU", "JSON", "MIT-0", "Xnet")


class Licence(NamedTuple):
    """What one file says of rights.

    `texts`: the known licences it holds, each once. `tags`: SPDX-License-Identifier lines. `grants`: licences granted by name outside the texts.
    `near`: the known text it is most like when it holds none. `takes`: terms outside the texts that take rights back, by key. `closed`: the line
    that keeps all rights. `holders`, `blanks`: who holds the rights, and what was left to fill there. `united_states`: in the public domain in the
    United States alone.
    """

    texts: tuple[Match, ...] = ()
    tags: tuple[tuple[Statement, int], ...] = ()
    grants: tuple[Grant, ...] = ()
    near: Match | None = None
    takes: tuple[Place, ...] = ()
    closed: int | None = None
    holders: tuple[Place, ...] = ()
    blanks: tuple[Place, ...] = ()
    united_states: bool = False
    words: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """The SPDX identifiers, from the surest source that there is: the texts, else the tags, else the grants; with a waiver of rights."""
        names = [self._told(match.id) for match in self.texts]
        names = names or [name for stated, _ in self.tags for name in sorted(stated.ids)] or [grant.id for grant in self.grants]
        return tuple(dict.fromkeys((*names, *(grant.id for grant in self.grants if grant.waiver))))

    @property
    def named(self) -> frozenset[str]:
        """All the identifiers that it holds or names, sure or not: what a statement elsewhere may rightly repeat."""
        stated = (name for said, _ in self.tags for name in said.ids)
        return frozenset((*self.ids, *stated, *(grant.id for grant in self.grants)))

    def _told(self, name: str) -> str:
        """A text does not say « only » or « or later »: the tag of the same file may."""
        exact = [known for stated, _ in self.tags for known in stated.ids if base(known) == name]
        return exact[0] if len(exact) == 1 else name

    @property
    def needs_holder(self) -> bool:
        """Whether its text is one in which the holder writes its name."""
        return any(match.id.startswith(_FILLED) for match in self.texts)


def read(document: Document) -> Licence:
    """The licence that a file holds; raises Unreadable. Only its first quarter of a million characters are looked at."""
    document.bytes(BYTES)
    return read_text(document.text)


def read_text(text: str) -> Licence:
    """The same, of a text."""
    text = text[:READ_LIMIT]
    reading = licence_texts.read(text)
    texts = _once(reading.matches)
    return Licence(
        texts=texts,
        tags=tuple(licence_prose.tags(text)),
        grants=tuple(licence_prose.grants(reading.rest)),
        near=reading.near,
        takes=tuple(licence_prose.takes(reading.rest)),
        closed=licence_prose.closes(reading.rest) if not texts else None,
        holders=tuple(licence_prose.holders(text, reading.rest)),
        blanks=tuple(licence_prose.blanks(text, reading.rest)),
        united_states=not texts and licence_prose.of_united_states(reading.rest),
        words=len(reading.words.words),
    )


def _once(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Each licence once, at its first place; the GPL on which an LGPL stands goes with it."""
    first = {match.id: match for match in reversed(matches)}
    if "LGPL-3.0" in first:
        first.pop("GPL-3.0", None)
    return tuple(sorted(first.values(), key=lambda match: match.start))
