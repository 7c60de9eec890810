"""Names that people give to licences, in French or English, and the SPDX identifiers that they mean."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.licences.texts import words_of

_V = r"(?: version| v)? ?v?"
_LATER = r"(?: or (?:any )?later| ou (?:toute version )?(?:ulterieure|posterieure)| only)?"
_CC = re.compile(
    r"\b(?:cc|creative commons) (?:by|attribution)(?P<rest>(?: nc| nd| sa| non ?commercial| no ?deriv\w{0,9}| share ?alike){0,3})"
    r"(?: international| unported| license){0,3}(?: version)? v?(?P<major>[1-4]) (?P<minor>[05])\b"
)


class Named(NamedTuple):
    """A licence named in a text: its identifier and the words (half open) that name it."""

    id: str
    start: int
    end: int


# In words as licence_texts makes them: no accents, `license` for both spellings. The first that matches at a place wins.
_NAMES: tuple[tuple[str, str], ...] = (
    ("LiLiQ-Rplus-1.1", r"liliq r ?plus(?: v?1 1)?|license libre du quebec reciprocite forte|quebec free and open source license strong reciprocity"),
    ("LiLiQ-R-1.1", r"liliq r(?: v?1 1)?(?! ?plus)|license libre du quebec reciprocite(?! forte)|quebec free and open source license reciprocity"),
    ("LiLiQ-P-1.1", r"liliq p(?: v?1 1)?|license libre du quebec permissive|quebec free and open source license permissive"),
    ("AGPL-3.0", rf"(?:gnu )?affero (?:general public license|gpl){_V}3(?: 0)?{_LATER}|(?:gnu )?agpl{_V}3(?: 0)?{_LATER}"),
    ("LGPL-3.0", rf"(?:gnu )?(?:lesser general public license|lgpl){_V}3(?: 0)?{_LATER}"),
    ("LGPL-2.1", rf"(?:gnu )?(?:lesser general public license|lgpl){_V}2 1{_LATER}"),
    ("GPL-3.0", rf"(?:gnu )?(?:general public license|gpl){_V}3(?: 0)?{_LATER}"),
    ("GPL-2.0", rf"(?:gnu )?(?:general public license|gpl){_V}2(?: 0)?{_LATER}"),
    ("EUPL-1.2", rf"(?:european union public license|license publique de l union europeenne|eupl){_V}1 2"),
    ("EUPL-1.1", rf"(?:european union public license|license publique de l union europeenne|eupl){_V}1 1"),
    ("Apache-2.0", rf"apache(?: software)?(?: public)? license{_V}2(?: 0)?|apache{_V}2(?: 0)?|asl 2 0|license apache{_V}2(?: 0)?"),
    ("MPL-2.0", rf"mozilla public license{_V}2(?: 0)?|mpl{_V}2(?: 0)?"),
    ("MIT-0", r"mit 0(?: license)?|mit no attribution(?: license)?"),
    ("MIT", r"(?:mit|expat)(?: x11)? license|license mit|mit licensed"),
    ("BSD-3-Clause", r"(?:bsd 3 clause|3 clause bsd|new bsd|modified bsd|revised bsd)(?: license)?|license bsd 3 clauses"),
    ("BSD-2-Clause", r"(?:bsd 2 clause|2 clause bsd|simplified bsd|freebsd)(?: license)?|license bsd 2 clauses"),
    ("0BSD", r"bsd zero clause(?: license)?|zero clause bsd(?: license)?"),
    ("ISC", r"isc license(?: iscl)?|license isc"),
    ("EPL-2.0", rf"eclipse public license{_V}2(?: 0)?|epl{_V}2(?: 0)?"),
    ("EPL-1.0", rf"eclipse public license{_V}1(?: 0)?|epl{_V}1(?: 0)?"),
    ("CECILL-2.1", rf"cecill{_V}2 1"),
    ("BSL-1.0", r"boost software license(?: v?1 0)?"),
    ("BUSL-1.1", r"business source license(?: v?1 1)?"),
    ("Unlicense", r"unlicense"),
    ("CC0-1.0", r"(?:creative commons zero|cc0)(?: v?1 0)?(?: universal)?"),
    ("OGL-Canada-2.0", r"open government license canada"),
    ("OGL-UK-3.0", rf"open government license{_V}3(?: 0)?|ogl{_V}3(?: 0)?"),
    ("etalab-2.0", rf"(?:license ouverte|open license)(?: open license)?(?: etalab)?{_V}2(?: 0)?|etalab{_V}2(?: 0)?"),
    ("ODbL-1.0", r"(?:open database license|odbl)(?: v?1 0)?"),
    ("Zlib", r"zlib license"),
    ("WTFPL", r"wtfpl"),
)
_TABLE = [(name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _NAMES]
_NOISE = frozenset(
    ("the", "la", "le", "gnu", "license", "licensed", "under", "sous", "version", "v", "only", "osi", "approved", "software", "open", "source")
)
_PAGE = re.compile(r"https?://(?:www\.)?(?:spdx\.org/licenses|opensource\.org/licen[sc]es?)/([A-Za-z0-9.+-]{1,60})", re.IGNORECASE)
_OR_LATER = re.compile(r"(GPL[- ]?v?[23](?:\.[01])?)\s?\+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s{0,9}(?:/|,|;|\bou\b|\bor\b)\s{0,9}", re.IGNORECASE)


def in_words(words: list[str]) -> list[Named]:
    """The licences that are named in these words, in their order, none inside another."""
    text = " ".join(words)
    offsets = list(accumulate((len(word) + 1 for word in words), initial=0))
    found = [(match.start(), match.end(), _with(name, match)) for name, pattern in _TABLE for match in pattern.finditer(text)]
    found += [(match.start(), match.end(), name) for match in _CC.finditer(text) if (name := _creative(match))]
    named, last = [], -1
    for start, end, name in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= last:
            first = bisect_right(offsets, start) - 1
            named.append(Named(name, first, first + text.count(" ", start, end) + 1))
            last = end
    return named


def _with(name: str, match: re.Match[str]) -> str:
    last = match[0].rpartition(" ")[2]
    return f"{name}-only" if last == "only" else f"{name}-or-later" if last in ("later", "ulterieure", "posterieure") else name


def _creative(match: re.Match[str]) -> str | None:
    rest = match["rest"].replace(" ", "")
    kinds = (("NC", ("nc", "noncommercial")), ("ND", ("nd", "noderiv")), ("SA", ("sa", "sharealike")))
    marks = [mark for mark, words in kinds if any(word in rest for word in words)]
    return "-".join(["CC-BY", *marks, f"{match['major']}.{match['minor']}"]) if len(marks) < 3 else None


def prepared(text: str) -> str:
    """`text` with what words would lose: the sign of GPLv3+, the identifier at the end of a licence's web page."""
    text = _OR_LATER.sub(r"\1 or later", text)
    return _PAGE.sub(lambda match: f" {match[1].removesuffix('.html').removesuffix('.json')} ", text)


class Meant(NamedTuple):
    """What a text that is no SPDX expression most likely means; `sure` when it can only mean that."""

    expression: str
    sure: bool


def meant(text: str) -> Meant | None:
    """The valid expression nearest to `text`; None when nothing is near."""
    from conforme.facts.licences.ids import parse

    page = prepared(text).strip().rpartition("::")[2].strip()
    if whole := _one(page):
        return Meant(whole, page.lower() not in _VAGUE)
    pieces = [piece for piece in _SEPARATOR.split(page) if piece.strip("() ")]
    names = [_one(piece.strip("() ")) for piece in pieces[:8]]
    if names and len(pieces) <= 8 and all(names):
        return Meant(" OR ".join(name for name in names if name), True)
    if len(page) > 64 or parse(page) is not None:
        return Meant(page, True) if parse(page) is not None else None
    return _spelt(page)


def _one(text: str) -> str | None:
    from conforme.facts.licences.ids import base, parse, spdx

    if known := spdx().ids.get(text.lower()):
        return known
    if parse(text) is not None:
        return f"({text})"
    words = list(words_of(f" {text}").words)
    named = in_words(words)
    left = [word for place, word in enumerate(words) if word not in _NOISE and not any(item.start <= place < item.end for item in named)]
    loose = _LOOSE.get(" ".join(left))
    if not named:
        return loose
    same = len({base(item.id) for item in named}) == 1 and (not left or base(loose or "") == base(named[0].id))
    return max((item.id for item in named), key=len) if same else None


# Without a version or a variant: what they are taken for, as package registries do.
_LOOSE = {
    "apache": "Apache-2.0",
    "mit": "MIT",
    "expat": "MIT",
    "cc0": "CC0-1.0",
    "boost": "BSL-1.0",
    "agpl": "AGPL-3.0-or-later",
    "agplv3": "AGPL-3.0-only",
    "gplv3": "GPL-3.0-only",
    "gplv2": "GPL-2.0-only",
    "lgplv3": "LGPL-3.0-only",
    "gpl3": "GPL-3.0-only",
    "agpl3": "AGPL-3.0-only",
    "eupl": "EUPL-1.2",
}


_VAGUE = frozenset({"apache", "agpl", "eupl"})  # several versions go by that name


def _spelt(text: str) -> Meant | None:
    """A slip of the pen in an identifier."""
    from difflib import get_close_matches

    from conforme.facts.licences.ids import spdx

    lower = text.lower()
    near = [name for name in spdx().ids if name[:2] == lower[:2]][:200]
    close = get_close_matches(lower, near, n=1, cutoff=0.8)
    return Meant(spdx().ids[close[0]], False) if close else None
