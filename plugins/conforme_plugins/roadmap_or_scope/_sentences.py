"""How many things the opening of a page says of what a product is for: a scope takes more than one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conforme.facts import markdown, said, text
from conforme.facts import regex as re
from conforme_plugins.roadmap_or_scope import _lexicon

LEAST_WORDS = 5
READ = 6000
_BREAK = re.compile(r"(?<=[.!?:;])\s+|\n[ \t]{0,20}\n|\n[ \t]{0,20}(?=[-*+] |\d{1,2}[.)] |\|)")
# What a sentence is about when it is not the product: the repository, the page, how it is built.
_BUILT = (
    "ce readme", "this readme", "dépôt de code", "ce dépôt", "pour plus d", "for more info*", "voir la", "click here", "frontend", "backend",
    "front end", "back end", "npm install", "monorepo", "is divided into",
    "est divisé en", "to install", "pour installer", "to run", "module", "modules", "package.json", "badge", "github", "documentation technique",
)  # fmt: skip
_ENGLISH = frozenset("the of and to is are for that this with it by in on".split())
_FRENCH = frozenset("le la les des et pour est sont du de une un qui que aux en".split())


def count(body: str) -> int:
    """How many sentences and points say it, in the language in which most do: the same said twice in two languages is said once."""
    found = Counter(_language(sentence) for sentence in _purposes(body[:READ]))
    return max(found.values(), default=0)


def _purposes(body: str) -> Iterator[str]:
    for part in _BREAK.split(body):
        shown = " ".join(markdown.plain(part).split())
        told = said.spoken([shown])
        if told.count >= LEAST_WORDS and told.has(_lexicon.STRONG + _lexicon.WEAK) and not told.has(_BUILT):
            yield shown


def _language(sentence: str) -> str:
    found = text.words(sentence)
    english, french = sum(word in _ENGLISH for word in found), sum(word in _FRENCH for word in found)
    return "en" if english > french else "fr" if french > english else "other"
