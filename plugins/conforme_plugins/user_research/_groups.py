"""How many people took part, and of which segments, as notes write it: `Locataires (x3)`, `7 people in libraries`, « Aînés : moins de 5 »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from conforme.facts.text import fold
from conforme_plugins.user_research import _lexicon

_UNITS = (
    "un une one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven", "huit eight", "neuf nine", "dix ten",
    "onze eleven", "douze twelve", "treize thirteen", "quatorze fourteen", "quinze fifteen", "seize sixteen",
    "dix-sept seventeen", "dix-huit eighteen", "dix-neuf nineteen",
)  # fmt: skip
_TENS = (("vingt", "twenty", 20), ("trente", "thirty", 30), ("quarante", "forty", 40), ("cinquante", "fifty", 50))
_TENS_WORDS = frozenset(word for french, english, _ in _TENS for word in (french, english))


def _number_words() -> dict[str, int]:
    """The words of 1 to 59, French and English, with hyphens and with spaces (`fold` makes spaces of hyphens)."""
    units = {word: number for number, names in enumerate(_UNITS, 1) for word in names.split()}
    french, english = _UNITS[0].split()[:2], [names.split()[-1] for names in _UNITS[:9]]
    found = dict(units)
    for tens, anglais, value in _TENS:
        found |= {tens: value, anglais: value}
        found |= {f"{tens}-et-{one}": value + 1 for one in french}
        found |= {f"{tens}-{names.split()[0]}": value + unit for unit, names in enumerate(_UNITS[1:9], 2)}
        found |= {f"{anglais}-{name}": value + unit for unit, name in enumerate(english, 1)}
    return found | {word.replace("-", " "): number for word, number in found.items()}


SMALL = _number_words()
SMALL |= {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "dozen": 12}
_COUNT = rf"(?:\d{{1,5}}|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
_MASKED = r"(?:<|≤|moins de|fewer than|less than|under|jusqu'a|up to)"
_AFTER = re.compile(
    rf"(?P<name>[^\d:;,(<≤]{{2,80}}?)[ \t\u00a0]{{0,3}}(?:[:=(–—-]|"
    rf"[x×])[ \t\u00a0]{{0,3}}(?:n[ \u00a0]?=[ \u00a0]?)?(?:[x×][ \u00a0]?)?(?P<masked>{_MASKED})?[ \u00a0]{{0,2}}"
    rf"(?P<count>{_COUNT})(?![\w%-]|[.,]\d)(?P<noun>[^;,)]{{0,60}})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<masked>{_MASKED})?[ \u00a0]{{0,2}}(?P<count>{_COUNT})(?![\w%-]|[.,]\d)[ \u00a0]?(?:[x×][ \u00a0])?(?P<name>[^\d;,]{{2,100}})",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"[;\n]|(?<=\d)[ \u00a0]?\((?={_COUNT}\b)|,(?=[ \u00a0]{{0,2}}(?:and |et |{_MASKED}[ \u00a0])?{_COUNT}\b)"
    rf"|(?<!vingt )(?<!trente )(?<!quarante )(?<!cinquante )\b(?:and|et|plus)[ \u00a0](?={_COUNT}\b)",
    re.IGNORECASE,
)
_NO_PEOPLE = re.compile(
    r"(?:minutes?|mins?|min|hours?|heures?|h|days?|jours?|weeks?|semaines?|months?|mois|years?|ans|annees?|rounds?|sessions?|seances?|sprints?|"
    r"tours?|phases?|tasks?|taches?|questions?|scenarios?|"
    r"screens|ecrans|prototypes|forms|formulaires|devices|services|departments|ministeres|organi[sz]ations|organismes|teams|equipes|%|percent|"
    r"pour cent|cents?|fois|times?|versions?|"
    r"(?:screen|ecran|prototype|form|formulaire|device|service|department|ministere|organi[sz]ation|organisme|team|equipe)\Z|des|or|ou|to|"
    r"out|sur|of (?:the|whom|which|these|those|them)|dont|d'entre|parmi|a)(?:\b|\Z)"
)
_OF_PEOPLE = re.compile(r"(?:interviews?|entrevues?|entretiens?|sessions?|seances?|tests?)\b")


_ITEM = re.compile(r"[ \t>]{0,40}(?:[-*+•]|\d{1,3}[.)])[ \t]")
_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|owns?|uses?|used|works?|lives?|did|est|sont|etait|a|ont)\b"
    r"|\w+ (?:was|were|has|have|had|did|owns?|ont|etaient|avaient)\b"
)
# « 6 participants were involved », « 12 were 36–55 years old », « an average age of 65 »: told of people, and no segment's name.
_TOLD = re.compile(
    r"(?P<who>(?:\w+ )?)(?:is|are|was|were|has|have|had|would|will|could|owns?|uses?|used|considers?|prefer(?:s|red)?|access(?:es)?|"
    r"est|sont|etait|etaient|ont|avait|avaient)\b"
    r"|(?:all|most|some|many|tous|toutes|la plupart|(?:do|does|did) not)\b"
    r"|(?:\w+ ){0,4}?(?:average|median|mean|moyenne|mediane)\b|(?:participants? )?ages? (?:from|of|between|range|\d)|participants? ages?\Z"
)
_WERE_MET = re.compile(r"\b(?:involved|interviewed|recruited|tested|surveyed|ont (?:participe|pris part|ete \w+))\b")
SENTENCE_WORDS = 14
CELL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Group:
    """A segment and how many of it took part: `count` None when it is masked (« moins de 5 ») or not said; 1-based line.

    `cell` when segment and number are written as in a table (`Locataires (3)`), rather than told in a sentence.
    """

    segment: str
    count: int | None
    line: int
    masked: bool = False
    cell: bool = False


class People(NamedTuple):
    """`total` is None when nothing tells how many; `groups` are the segments, with or without a count."""

    total: int | None
    groups: tuple[Group, ...]

    @property
    def counted(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.count is not None or group.masked)


def read(lines: Iterable[tuple[int, str]]) -> People:
    """The people of a participants section: its lines, each with its 1-based number."""
    totals: list[int] = []
    groups: dict[str, Group] = {}
    for number, line in lines:
        if _is_sentence(line):
            totals += [count for count, _ in phrases(line, (*_PROSE, _NAMED))]
            continue
        for piece in _APART.split(_ITEM.sub("", line[:600], count=1)):
            found = _piece(piece.strip(" \t*_-•.\u00a0"), number)
            if isinstance(found, int):
                totals.append(found)
            elif found is not None:
                groups.setdefault(fold(found.segment), found)
    counts = [group.count for group in groups.values() if group.count]
    return People(max(totals) if totals else sum(counts) or None, tuple(groups.values()))


def _is_sentence(line: str) -> bool:
    """Whether a line tells something, rather than listing: long, and no item."""
    return len(line.split()) > SENTENCE_WORDS and not _ITEM.match(line)


def _piece(piece: str, line: int) -> Group | int | None:
    """A group, a total, or None; a piece without a number may name a segment."""
    if piece.isdecimal() and len(piece) < 6:
        return int(piece)
    for pattern in (_BEFORE, _AFTER):
        match = pattern.match(piece)
        if match is None:
            continue
        found = _counted(match, line)
        if found is not None or (pattern is _BEFORE and _TOLD.match(fold(match["name"]))):
            return found
    return None if re.search(r"\d", piece) or not _names_people(piece) else Group(_clean(piece), None, line)


def _counted(match: re.Match[str], line: int) -> Group | int | None:
    written = match["count"].casefold()
    count = int(written) if written.isdigit() else SMALL[written]
    name = _clean(match["name"])
    folded = fold(name)
    if told := _TOLD.match(folded):
        return count if told["who"] is not None and _lexicon.is_total(told["who"]) and _WERE_MET.search(folded) and not match["masked"] else None
    if _NO_PEOPLE.match(folded) and not (match.re is _BEFORE and _OF_PEOPLE.match(folded)):
        return None
    if match.re is _AFTER and folded.rpartition(" ")[2] in _TENS_WORDS:  # the « thirty » of « with thirty-two people »
        return None
    if match.re is _AFTER and match["noun"] and _NO_PEOPLE.match(fold(match["noun"])):
        return None
    if _lexicon.is_total(re.split(r"[(\[]", name, maxsplit=1)[0]) or (match.re is _BEFORE and _OF_PEOPLE.match(folded)):
        return None if match["masked"] else count
    cell = written.isdigit() and len(folded.split()) <= CELL_WORDS and not _VERB.match(folded)
    return Group(name, None if match["masked"] else count, line, bool(match["masked"]), cell)


def _clean(name: str) -> str:
    return " ".join(name.strip(" \t*_-:().,\u00a0").split())[:80]


def _names_people(piece: str) -> bool:
    """Whether a short line without a number names a segment (`Civil servants`) rather than telling something."""
    found = fold(piece).split()
    return 1 <= len(found) <= 8 and not piece.rstrip().endswith((":", "?")) and not _lexicon.is_total(piece)


def phrases(text: str, patterns: Iterable[re.Pattern[str]] | None = None) -> Iterator[tuple[int, int]]:
    """The numbers of people that prose says took part (« a survey of 139 caseworkers », « nous avons rencontré 8 personnes »), with their places."""
    folded = fold(text)
    for pattern in patterns or _PROSE:
        for match in pattern.finditer(folded):
            written = match["count"]
            if not _NO_PEOPLE.match(folded[match.end("count") :].lstrip()):
                yield int(written) if written.isdigit() else SMALL[written], match.start()


_METHOD_OF = re.compile(
    r"\b(?:surveys?|sondages?|interviews?|entrevues?|entretiens?|usability test(?:s|ing)?|user test(?:s|ing)?|focus groups?|"
    r"groupes? de discussion|workshops?|ateliers?|tests? d'utilisabilite|tests? utilisateurs?|"
    r"a reuni|reunissant|tested|recruited|engaged|study included|research included|etude (?:comptait|comprenait)|"
    r"interviewed|surveyed|research|sessions|seances|spoke|talked|talking|met|rencontre|interroge|sonde|questionne|teste|recrute)"
    rf" (?:was |were |carried |conducted |run |held |out |completed )?(?:of|with|among|to|by|from|aupres de|avec|de|d')? ?(?:a total of |over |"
    rf"about |plus de |environ |une |un )?(?P<count>{_COUNT}) (?:de |d'|of )?(?:[a-z']{{1,30}} ){{0,3}}?"
    rf"(?:[a-z]{{3,30}}(?:s|eurs|x)|{_lexicon.NOUNS})\b"
)
_DID = re.compile(
    rf"\b(?P<count>{_COUNT}) (?:[a-z']{{1,30}} ){{0,3}}?(?:[a-z]{{3,30}}s|people|personnes) (?:(?:who |qui )?(?:completed (?:a |the |our )?(?:survey|"
    rf"questionnaire|test|interview)\w*|responded|participated|took part|"
    r"were (?:interviewed|surveyed|directly engaged|engaged|consulted|recruited|involved|tested)|"
    r"ont (?:ete reuni\w*|repondu|participe|teste|ete (?:rencontre|interroge|consulte|sonde)\w*)|rencontre\w*|interroge\w*))"
)
_WITH = re.compile(
    rf"\b(?:with|avec|aupres de|among) (?:a total of |about |environ )?(?P<count>{_COUNT}) (?:\w+ )?"
    r"(?:participants?|participantes?|respondents?|interviewees|testers|personnes (?:participantes|rencontrees|interrogees))\b"
)
_HELD = re.compile(
    rf"\b(?P<count>{_COUNT}) (?:[a-z']{{1,20}} )?(?:entrevues|entretiens|interviews|usability tests|seances|tests utilisateurs)(?: \w+)? "
    r"(?:with|avec|aupres d\w{0,2})\b"
)
_PROSE = (_METHOD_OF, _DID, _WITH, _HELD)
# In a section about who took part, a number of participants is one, however the sentence goes.
_NAMED = re.compile(
    rf"(?<![\w-])(?P<count>{_COUNT}) (?:\w+ )?(?:participants?|participantes?|respondents?|repondant\w{{1,3}}|interviewees|testers|"
    r"people|personnes|users|usagers)\b"
)
