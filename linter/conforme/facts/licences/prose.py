"""What a licence file says around the known texts: who holds the rights, blanks left to fill, grants by name, and terms that take rights back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.licences.ids import Statement, statement
from conforme.facts.licences.names import in_words, prepared
from conforme.facts.licences.texts import READ_LIMIT, Words, fold, words_of

PROSE_LIMIT = 4000  # words
LINES_LIMIT = 400  # lines looked at for a holder
MOST_GRANTS = 3
REACH = 15  # words between a verb and the licence that it grants


class Place(NamedTuple):
    """Something said, as written or by a key, and its 1-based line."""

    text: str
    line: int


class Grant(NamedTuple):
    """A licence granted by naming it: its identifier and line. `waiver`: the words themselves give the rights up."""

    id: str
    line: int
    waiver: bool = False


_TAG = re.compile(r"SPDX-License-Identifier:[ \t]{0,9}([^\n]{1,200})")
_COMMENT = re.compile(r"\s{0,9}(?:\*/|-->|#\}|\"{3})?\s{0,9}\Z")


def tags(text: str) -> list[tuple[Statement, int]]:
    """The SPDX-License-Identifier lines: what they state, where."""
    text = text[:READ_LIMIT]
    return [(statement(_COMMENT.sub("", match[1])), text.count("\n", 0, match.start()) + 1) for match in list(_TAG.finditer(text))[:20]]


_HOLDER = re.compile(
    r"^[\s>*#_/;-]{0,20}(?:portions? )?(?P<crown>crown )?(?:copyright(?: notice)?|droits? d['’ ]auteur|©|\(c\))[\s:,]{0,9}(?P<who>.{0,300})$",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"©|&copy;|\(c\)|copyright|\b(?:1[89]|20)\d\d\b|\bpresent\b|\bby\b|\bpar\b|all rights reserved|tous droits r[ée]serv[ée]s", re.IGNORECASE
)
_PROSE = re.compile(r"(?:notice|holders?|owners?|law|licen[sc]e|interests?|act|statements?|and|or|in|to|du logiciel)\b", re.IGNORECASE)


def _lines(text: str, rest: Words) -> Iterator[tuple[int, str]]:
    """The lines that known texts leave at least in part."""
    outside = set(rest.lines)
    numbered = enumerate(text[:READ_LIMIT].split("\n")[:LINES_LIMIT], 1)
    return ((number, line) for number, line in numbered if number in outside)


def holders(text: str, rest: Words) -> list[Place]:
    """Who is said to hold the rights: the lines outside known texts that open with a copyright sign, the sign and the years left out."""
    found = []
    for number, line in _lines(text, rest):
        match = _HOLDER.match(line)
        if match and not _PROSE.match(match["who"]):
            named = " ".join(_DATES.sub(" ", match["who"]).split()).strip(" ,.;:-–—_*")
            found.append(Place(" ".join(((match["crown"] or "") + named).split()), number))  # « Crown Copyright » names its holder first
    return found


_BRACKET = re.compile(r"\[[^\[\]]{1,60}\]|<[^<>]{1,60}>|\{{1,2}[^{}]{1,60}\}{1,2}")
_BARE = re.compile(
    r"\bYOUR[ _]NAME(?:[ _]HERE)?\b|\b(?:YEAR|YYYY|yyyy|AAAA|ANNÉE|AUTHOR|FULLNAME|OWNER|NOM)\b|\b[Yy]our (?:[Nn]ame|[Oo]rgani[sz]ation)\b"
    r"|\b[Vv]otre (?:nom|organisme|organisation|ministère)\b"
)
_BLANKS = frozenset(
    {"year", "years", "yyyy", "aaaa", "name", "names", "fullname", "full", "of", "the", "copyright", "owner", "owners", "holder", "holders",
    "author", "authors", "organization", "organisation", "company", "project", "your", "email", "insert", "current", "annee", "annees",
    "nom", "complet", "du", "de", "des", "la", "le", "l", "d", "titulaire", "titulaires", "droits", "droit", "auteur", "auteurs",
    "organisme", "ministere", "votre", "et", "and", "or", "ou"}
)  # fmt: skip


def blanks(text: str, rest: Words) -> list[Place]:
    """What was left to fill in the lines that name a holder: `[year]`, `<copyright holders>`, `YEAR`."""
    found = []
    for number, line in _lines(text, rest):
        if _HOLDER.match(line):
            found += [Place(piece, number) for piece in _blank_pieces(line)]
    return found


def _blank_pieces(line: str) -> Iterator[str]:
    for match in _BRACKET.finditer(line):
        words = words_of(f" {match[0]}").words
        if words and all(word in _BLANKS for word in words):
            yield match[0]
    yield from (match[0] for match in _BARE.finditer(_BRACKET.sub(" ", line)))


_VERBS = frozenset(
    {"license", "licensed", "licensing", "released", "release", "distributed", "available", "provided", "covered", "placed", "published",
    "under", "dedicated", "subject", "terms", "sous", "soumis", "soumise", "distribue", "distribuee", "publie", "publiee", "diffuse",
    "diffusee", "couvert", "couverte", "place", "placee", "disponible", "disponibles", "regi", "regie", "offert", "offerte"}
)  # fmt: skip
_WAIVER = re.compile(
    r"\bwaives? (?:all )?(?:of )?(?:his |her |their |its )?copyright and (?:related|neighbou?ring)(?: or neighbou?ring)? rights\b.{0,120}?\bcc0\b"
)
_UNITED_STATES = re.compile(r"\bwork of the (?:united states|u s|us) government\b")


def grants(rest: Words) -> list[Grant]:
    """The licences that the words outside known texts grant by name, a waiver of rights (CC0, as agencies of the United States write it) first."""
    words = list(rest.words[:PROSE_LIMIT])
    waiver = _waiver(" ".join(words), rest)
    if waiver is not None:
        return [waiver]
    found: dict[str, Grant] = {}
    for item in in_words(words):
        before = words[max(0, item.start - REACH) : item.start + 1]
        if any(word in _VERBS for word in before):
            found.setdefault(item.id, Grant(item.id, rest.lines[item.start]))
    return list(found.values()) if len(found) <= MOST_GRANTS else []  # more are a list of what others grant


def _waiver(joined: str, rest: Words) -> Grant | None:
    match = _WAIVER.search(joined)
    return Grant("CC0-1.0", rest.lines[joined.count(" ", 0, match.start())], True) if match else None


def of_united_states(rest: Words) -> bool:
    """Whether the words say only that this is a work of the United States government, in the public domain there."""
    joined = " ".join(rest.words[:PROSE_LIMIT])
    return bool(_UNITED_STATES.search(joined)) and "public domain" in joined


# Each takes away a right that open licences give. In words, without accents; searched outside known texts.
_TAKES = {
    "non-commercial": r"non ?commercial|not (?:be used )?for (?:any )?commercial|no commercial use|commercial use (?:is )?(?:not|forbidden)"
    r"|(?:usage|utilisation|exploitation) commerciale (?:est |sont )?(?:interdite?|prohibee)|pas (?:a|pour) des fins commerciales",
    "commons-clause": r"commons clause",
    "no-sale": r"may not (?:be sold|sell)|not (?:be )?(?:sold|resold)|vente (?:est )?interdite",
    "internal-use": r"internal use only|usage interne (?:seulement|uniquement|exclusivement)|evaluation purposes only|academic use only",
    "commercial-terms": r"applies only to|commercial license (?:for|terms)|separate commercial license",
    "further-terms": r"subject further to|with the following (?:additional |further )?(?:restrictions|conditions|exceptions)"
    r"|following additional (?:terms|conditions|restrictions)"
    r"|sous reserve des (?:conditions|restrictions) supplementaires",
}
_CLOSES = re.compile(
    r"\ball rights (?:are )?reserved\b|\btous (?:les )?droits (?:sont )?reserves\b|\bproprietary and confidential\b|\bunauthorized copying\b"
    r"|\bno license is granted\b|\baucune license n est (?:accordee|octroyee)\b|\breproduction interdite\b"
)
_TAKE = [(key, re.compile(rf"\b(?:{pattern})\b")) for key, pattern in _TAKES.items()]


def takes(rest: Words) -> list[Place]:
    """The terms that take rights back, by key, each with the line where it stands."""
    joined = " ".join(rest.words[:PROSE_LIMIT])
    return [Place(key, _line(joined, match.start(), rest)) for key, pattern in _TAKE if (match := pattern.search(joined))]


def closes(rest: Words) -> int | None:
    """The line that keeps all rights, None when none does."""
    joined = " ".join(rest.words[:PROSE_LIMIT])
    match = _CLOSES.search(joined)
    return _line(joined, match.start(), rest) if match else None


def _line(joined: str, offset: int, rest: Words) -> int:
    return rest.lines[joined.count(" ", 0, offset)]


def holder_words(text: str) -> Sequence[str]:
    """The words of a holder's name that tell it from others, folded."""
    return [word for word in words_of(f" {fold(prepared(text))}").words if len(word) > 2 and word not in _COMMON]


_COMMON = frozenset(
    {"the", "and", "les", "des", "inc", "ltd", "llc", "corp", "corporation", "company", "contributors", "authors", "contributeurs",
    "auteurs", "its", "all", "others"}
)  # fmt: skip
