"""Whether a decision weighs what exists already against making it anew, by the words of the card.

Three things are told apart: an existing solution is weighed (it stands where a choice is made, and is held against something else), only
mentioned, or absent. Held against: two options at least, one of which exists already (a product, a library, a shared service), said to be so or
named among the libraries or products that were evaluated. To build one's own, with nothing beside it, weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from conforme.facts import regex as re
from conforme_plugins.decision_records import _words
from conforme_plugins.decision_records._sentences import Sentence

WEIGHED, MENTIONED = "weighed", "mentioned"
_LISTS = ("existing", "shared", "own", "anew", "compare")
_GAP, _FIRST, _SHORT = 4, 3, 25
_LISTED_WORDS, _NEAR = 4, 3
# A name: a word with a capital inside the sentence, an acronym, a mixed-case or dotted word (`cloud.gov`, `eHerkenning`).
_NAME = re.compile(
    r"(?<=[\w,;:()’'\"«“—–-] )[\"«“(]?\s?[A-ZÀ-Þ][\w.’'-]{1,40}|\b[A-Za-z]{1,20}[a-z][A-Z]\w{0,20}|\b[A-Z]{2,12}\b|"
    r"\b\w{2,30}\.(?:gov|io|js|org|com|net|gouv|ca|quebec|uk)\b"
)


class Reuse(NamedTuple):
    """`how`: WEIGHED, MENTIONED or "" ; the sentence that shows it."""

    how: str
    sentence: Sentence | None = None


def judge(card: Mapping[str, Any], sentences: Iterable[Sentence], options: int, products: Sequence[tuple[str, int]] = ()) -> Reuse:
    """What the sentences of one decision say of existing solutions.

    `options`: how many options it lists; `products`: names and lines of outside products that it sets side by side.
    """
    read = [(sentence, _said(card, sentence.text)) for sentence in sentences]
    compares = options >= 2 or any(said & {"compare", "anew", "own"} for _, said in read)
    main = _main(sentence for sentence, _ in read)
    spoken = [(sentence, said) for sentence, said in read if said & {"existing", "own"} or ("shared" in said and sentence in main)]
    named = any(_NAME.search(sentence.text) for sentence, _ in read if sentence in main or sentence.role in ("decision", "options"))
    held = options >= 2 or any(said & {"compare", "anew", "existing", "shared", "others"} for _, said in read)
    for sentence, said in spoken:
        if _weighs(said, sentence, sentence in main, compares, options, held) and (named or _NAME.search(sentence.text)):
            return Reuse(WEIGHED, sentence)
    chosen = _chosen(card, main, products) or _evaluated(card, read, options)
    if chosen is not None:
        return Reuse(WEIGHED, chosen)
    return Reuse(MENTIONED, spoken[0][0]) if spoken else Reuse("")


def _chosen(card: Mapping[str, Any], main: Iterable[Sentence], products: Sequence[tuple[str, int]]) -> Sentence | None:
    """The product, of those set side by side, that the title names."""
    title = " ".join(_words.folded(sentence.text) for sentence in main if sentence.role == "title")
    languages = _words.phrases(card, "reuse", "languages")
    products = [(name, line) for name, line in products if not languages.is_all_of(name)]
    if len(products) < 2:
        return None
    return next((Sentence(name, line, "options") for name, line in products if len(_words.folded(name)) > 3 and _words.folded(name) in title), None)


def _evaluated(card: Mapping[str, Any], read: Sequence[tuple[Sentence, frozenset[str]]], options: int) -> Sentence | None:
    """The sentence that says that libraries, tools or products were evaluated, when two of them are named and one of these is what was decided."""
    decided = " ".join(_words.folded(sentence.text) for sentence, _ in read if sentence.role in ("title", "decision"))
    languages = _words.phrases(card, "reuse", "languages")
    for at, (sentence, said) in enumerate(read):
        if "others" in said and sentence.role == "options" and options >= 2:
            return sentence
        if "evaluates" in said and sentence.role != "title":
            names = [name for name in (*_listed(read[at + 1 :]), *_names(sentence.text)) if not languages.is_all_of(name)]
            if len(names) >= 2 and any(_words.folded(name) in decided for name in names):
                return sentence
    return None


def _listed(read: Iterable[tuple[Sentence, frozenset[str]]]) -> list[str]:
    """The short items that follow a sentence, up to the first long one."""
    return [sentence.text for sentence, _ in takewhile(lambda item: len(item[0].text.split()) <= _LISTED_WORDS and not item[0].heads, read)]


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(found.group().strip(' "«“(') for found in _NAME.finditer(text)))


def _main(sentences: Iterable[Sentence]) -> frozenset[Sentence]:
    """Where a decision says what it is about: its title, the names of its options, the first sentences of what was decided."""
    kept: list[Sentence] = []
    decided = 0
    for sentence in sentences:
        decided += sentence.role == "decision"
        first = sentence.role == "decision" and decided <= _FIRST and len(sentence.text.split()) <= _SHORT
        if sentence.role == "title" or sentence.heads or first:
            kept.append(sentence)
    return frozenset(kept)


def _said(card: Mapping[str, Any], sentence: str) -> frozenset[str]:
    """The lists of the card that a sentence has a phrase of; `chooses` when one of them is what it chooses or weighs."""
    folded = _words.folded(sentence)
    found = {name for name in _LISTS if _words.phrases(card, "reuse", name).first(folded) is not None}
    for name in found & {"existing", "shared"}:
        near = (_words.after(card, "reuse", "choice", name, _GAP), _words.after(card, "reuse", name, "chosen_after", _GAP))
        if any(phrases.first(folded) for phrases in near):
            found.add(f"chooses-{name}")
    kinds = (_words.after(card, "reuse", "evaluate", "kinds", _NEAR), _words.after(card, "reuse", "kinds", "evaluated_after", _NEAR))
    if any(phrases.first(folded) for phrases in kinds):
        found.add("evaluates")
    if _words.after(card, "reuse", "others", "kinds", _NEAR).first(folded):
        found.add("others")
    return frozenset(found)


def _weighs(said: frozenset[str], sentence: Sentence, main: bool, compares: bool, options: int, held: bool) -> bool:
    """Whether a sentence holds what exists against making it anew, or chooses it in a decision that compares.

    `held`: something in the decision is held against something else, or exists already.
    """
    if ("own" in said and held) or ("anew" in said and said & {"existing", "shared"}):
        return True
    if compares and ("chooses-existing" in said or (main and "chooses-shared" in said)):
        return True
    return "existing" in said and options >= 2 and sentence.role in ("options", "decision")
