"""In which of the two languages a text is, by its small words; None where they do not tell."""

from __future__ import annotations

from collections.abc import Iterable

from conforme.facts import placeholders, text

_FRENCH = frozenset(
    "le la les des du une un vous votre vos et est pour dans sur avec ce cette nous sont pas au aux qui que par ou de en se ne il elle".split()
)
_ENGLISH = frozenset(
    "the a an of and is are your you to for with this that on in we our be not it by or can from has have if at was will please".split()
)
_BOTH = frozenset({"a", "on", "or", "an"})
SAMPLE = 400


def language(texts: Iterable[str]) -> str | None:
    """`fr`, `en` or None."""
    french = english = 0
    for position, sentence in enumerate(texts):
        if position >= SAMPLE:
            break
        found = [word for word in text.words(sentence[:500]) if word not in _BOTH]
        french += sum(word in _FRENCH for word in found)
        english += sum(word in _ENGLISH for word in found)
    if max(french, english) < 2:
        return None
    return "fr" if french > 2 * english else "en" if english > 2 * french else None


def says(value: str) -> bool:
    """Whether a text of a catalogue is one for people: letters, and no placeholder."""
    return sum(character.isalpha() for character in value) >= 2 and not placeholders.is_placeholder(value)


def is_sentence(value: str) -> bool:
    """Three words or more: a name or a code is the same in every language, a sentence is not."""
    return len(text.words(value)) >= 3
