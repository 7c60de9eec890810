"""SPDX licence identifiers and expressions: which exist, what they allow, which ones say the same thing.

The list is SPDX's, in `data/spdx.json`. Open means approved by the Open Source Initiative or free for the Free Software Foundation; licences
made for contents or data, however open, are told apart, for they say nothing of software.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from conforme.facts import regex as re

TEXT_LIMIT = 400
DEPTH = 16
ALTERNATIVES = 64


class Kind(StrEnum):
    """What a licence is good for."""

    SOFTWARE = "software"
    CONTENT = "content"
    RESTRICTED = "restricted"
    UNKNOWN = "unknown"


class Spdx(NamedTuple):
    """The SPDX list: its version; identifiers by their lower case; flags (o: OSI, f: FSF, d: deprecated); exceptions by their lower case."""

    version: str
    ids: dict[str, str]
    flags: dict[str, str]
    exceptions: dict[str, str]


class Statement(NamedTuple):
    """What someone wrote where a licence is stated.

    `alternatives`: the choices offered, each a set of identifiers that hold together; empty when the text could not be understood.
    `valid`: whether it is an SPDX expression as written. `nearest`: the valid expression most like it, when there is one and it is not valid.
    `closed`: it says that no licence is granted. `elsewhere`: it names a file instead of a licence.
    """

    text: str
    alternatives: frozenset[frozenset[str]] = frozenset()
    valid: bool = False
    nearest: str | None = None
    closed: bool = False
    elsewhere: bool = False

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(name for choice in self.alternatives for name in choice)


@lru_cache(maxsize=1)
def spdx() -> Spdx:
    """The SPDX list that ships with the project."""
    import json

    with open(os.path.join(os.path.dirname(__file__), "data", "spdx.json"), encoding="utf-8") as file:
        held = json.load(file)
    lower = {name.lower(): name for name in held["licences"]}
    return Spdx(held["version"], lower, held["licences"], {name.lower(): name for name in held["exceptions"]})


_RESTRICTED = re.compile(
    r"CC-BY-(?:NC|ND)|NCGL-|BUSL-|SSPL-|Elastic-|PolyForm-|FSL-|SUL-|Hippocratic-|JSON\Z|PPL\Z|C-UDA|CPOL|BSD-3-Clause-No-(?:Mil|Nuc)|Aladdin"
)
_CONTENT = re.compile(r"CC-BY-|CC-SA-|ODbL|ODC-By|PDDL|OGL-Canada|OGDL|etalab|DL-DE|CDLA|NLOD|O-UDA|GFDL|OPUBL|FreeBSD-DOC|CC-PD")
_BOTH = re.compile(r"OGL-UK-")  # its definition of « information » names source code
_LATER = re.compile(r"(?:-only|-or-later|\+)\Z")
_WITH = re.compile(r"(GPL-[23]\.0)-with-.*\Z")
_SAME = {"X11": "MIT", "MPL-2.0-no-copyleft-exception": "MPL-2.0", "BSD-2-Clause-FreeBSD": "BSD-2-Clause", "BSD-2-Clause-Views": "BSD-2-Clause"}


def kind(name: str) -> Kind:
    """What the licence of that identifier is good for; UNKNOWN when neither list says."""
    if _RESTRICTED.match(name):
        return Kind.RESTRICTED
    if _CONTENT.match(name):
        return Kind.CONTENT
    flags = spdx().flags.get(name, spdx().flags.get(base(name), ""))
    return Kind.SOFTWARE if "o" in flags or "f" in flags or _BOTH.match(name) else Kind.UNKNOWN


def is_open(name: str) -> bool:
    """Whether that licence opens software."""
    return kind(name) is Kind.SOFTWARE


def base(name: str) -> str:
    """The text that an identifier names: `GPL-3.0` for `GPL-3.0-or-later`, `MIT` for `X11`."""
    name = _LATER.sub("", name.partition(" WITH ")[0])
    return _SAME.get(name, _WITH.sub(r"\1", name))


def agree(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two sets of identifiers have a licence in common, by the texts that they name.

    Texts that hold another count for both: an LGPL 3 stands on the GPL 3, the licence of Python holds that of its foundation.
    """
    return bool(_texts(left) & _texts(right))


def _texts(names: Iterable[str]) -> set[str]:
    found = {base(name) for name in names}
    found |= {name[1:] for name in found if name.startswith("LGPL-3")}
    return found | {"PSF-2.0" for name in found if name.startswith("Python-2")}


def statement(text: str) -> Statement:
    """Understand a stated licence: an SPDX expression, a name that people use for one, or neither."""
    text = " ".join(text.split())[:TEXT_LIMIT]
    if _CLOSED.fullmatch(text):
        return Statement(text, valid=text in ("UNLICENSED", "NONE", "proprietary"), closed=True)
    if _ELSEWHERE.match(text):
        return Statement(text, valid=True, elsewhere=True)
    strict = parse(text)
    if strict is not None:
        return Statement(text, strict, valid=True)
    from conforme.facts.licences.names import meant

    likely = meant(text)
    if likely is None:
        return Statement(text)
    understood = parse(likely.expression) if likely.sure else None
    return Statement(text, understood or frozenset(), nearest=likely.expression)


_CLOSED = re.compile(
    r"UNLICENSED|NONE|NOASSERTION|proprietary|propri[ée]taire|commercial|all rights reserved|tous droits r[ée]serv[ée]s", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"SEE LICEN[SC]E IN ", re.IGNORECASE)


class _Unparsed(Exception):
    """Not an SPDX expression."""


_TOKEN = re.compile(r"\s*([()]|[A-Za-z0-9.:+-]+)")


def parse(text: str) -> frozenset[frozenset[str]] | None:
    """The alternatives of an SPDX expression, its identifiers spelt as in the list; None when it is none."""
    tokens, place = [], 0
    text = text.strip()[:TEXT_LIMIT]
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            return None
        tokens.append(found.group(1))
        place = found.end()
    try:
        reader = _Reader(tokens)
        alternatives = reader.either(0)
        return frozenset(alternatives) if not reader.left else None
    except _Unparsed:
        return None


class _Reader:
    """One expression, read from left to right: OR binds less than AND, AND less than WITH."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens[::-1]

    def _next(self, *words: str) -> bool:
        if self.left and self.left[-1] in words:
            self.left.pop()
            return True
        return False

    def either(self, depth: int) -> set[frozenset[str]]:
        found = self._both(depth)
        while self._next("OR", "or"):
            found |= self._both(depth)
        return _bounded(found)

    def _both(self, depth: int) -> set[frozenset[str]]:
        found = self._one(depth)
        while self._next("AND", "and"):
            also = self._one(depth)
            found = _bounded({left | right for left in found for right in also})
        return found

    def _one(self, depth: int) -> set[frozenset[str]]:
        if self._next("("):
            if depth >= DEPTH:
                raise _Unparsed
            found = self.either(depth + 1)
            if not self._next(")"):
                raise _Unparsed
            return found
        name = self._name()
        return {frozenset({f"{name} WITH {self._exception()}" if self._next("WITH", "with") else name})}

    def _name(self) -> str:
        word = self.left.pop() if self.left else ""
        if word.startswith(("LicenseRef-", "DocumentRef-")) and len(word) > 11:
            return word
        known = spdx().ids.get(word.lower())
        if known is None and word.endswith("+") and (plain := spdx().ids.get(word[:-1].lower())):
            known = f"{plain}+"
        if known is None:
            raise _Unparsed
        return known

    def _exception(self) -> str:
        known = spdx().exceptions.get(self.left.pop().lower()) if self.left else None
        if known is None:
            raise _Unparsed
        return known


def _bounded(found: set[frozenset[str]]) -> set[frozenset[str]]:
    if len(found) > ALTERNATIVES:
        raise _Unparsed
    return found
