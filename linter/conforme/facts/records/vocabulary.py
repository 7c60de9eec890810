"""The words under which people write the fields of a record: from the `fields:` of a finder's card to the field that a column, key or label means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from conforme.facts import text

LABEL_WORDS = 10
"""A longer title is a sentence, not the name of a field."""
PHRASE_WORDS = 6
TITLE_LIMIT = 120
COLUMN_LIMIT = 100
ID_WORDS = ("id", "identifiant", "identifier")
RECORDS = "records"
"""The type of a field that holds nested records; `of` names theirs."""


class Field(NamedTuple):
    """One field: canonical `name`, `kind` of value (facts.values, or RECORDS), words of both languages, canonical ones first.

    `names` tells whether records are named by it. `french` is the French key of the field, "" when the card gives none.
    """

    name: str
    kind: str = "text"
    words: tuple[str, ...] = ()
    names: bool = False
    french: str = ""
    of: str = ""


class Match(NamedTuple):
    """How well a title names a field: sorts best first."""

    inexact: bool
    shortness: int
    place: int
    field: str


Words = tuple[str, ...]
SEEN_LIMIT = 4096


@dataclass(frozen=True, eq=False)
class Fields:
    """The fields of one type of record, by canonical name, and all their words."""

    type: str
    by_name: Mapping[str, Field]
    phrases: Mapping[Words, Words] = field(repr=False)
    _seen: dict[str, tuple[Match, ...]] = field(default_factory=dict, repr=False)

    def exactly(self, title: str) -> str | None:
        """The field that `title` is a word of, nothing more and nothing less: for keys of mappings."""
        return next(iter(self.phrases.get(tuple(text.words(title)), ())), None)

    def within(self, title: str) -> tuple[Match, ...]:
        """The fields whose words `title` holds, best first: the whole title, then the longest words, then the earliest place."""
        if title not in self._seen:
            if len(self._seen) >= SEEN_LIMIT:
                self._seen.clear()
            self._seen[title] = self._within(tuple(text.words(title))) if len(title) <= TITLE_LIMIT else ()
        return self._seen[title]

    def _within(self, words: Words) -> tuple[Match, ...]:
        found: dict[str, Match] = {}
        for start, end in _spans(len(words)):
            phrase = words[start:end]
            for name in self.phrases.get(phrase, ()):
                match = Match(len(phrase) != len(words), -len(" ".join(phrase)), start, name)
                found[name] = min(match, found.get(name, match))
        return tuple(sorted(found.values()))

    def label(self, title: str) -> str | None:
        """The field that `title` names best, None when it names none."""
        return next((match.field for match in self.within(title)), None)

    def columns(self, titles: Sequence[str]) -> dict[int, str]:
        """The field of each column: the best matches first, one column to a field; columns that name none are left out."""
        ranked = sorted((match, column) for column, title in enumerate(titles[:COLUMN_LIMIT]) for match in self.within(title))
        found: dict[int, str] = {}
        for match, column in ranked:
            if column not in found and match.field not in found.values():
                found[column] = match.field
        return dict(sorted(found.items()))

    @property
    def naming(self) -> tuple[str, ...]:
        """The fields that records take their name from, in the card's order."""
        marked = tuple(each.name for each in self.by_name.values() if each.names and each.name != "id")
        return marked or ("name",)


def _spans(count: int) -> Iterator[tuple[int, int]]:
    if count <= LABEL_WORDS:
        yield from ((start, end) for start in range(count) for end in range(start + 1, min(count, start + PHRASE_WORDS) + 1))


@dataclass(frozen=True)
class Vocabulary:
    """The types of record that a finder's card describes."""

    types: Mapping[str, Fields]

    def __getitem__(self, kind: str) -> Fields:
        return self.types[kind]

    @classmethod
    def of(cls, mapping: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Vocabulary:
        """The vocabulary of a card's `fields:`: `{type: {field: {type: kind, fr: [words], en: [words], id: true, of: type}}}`.

        A canonical name is a word of its field (`_` as a space); the first French word is its French key. `id` is always there. Raises ValueError on
        an unknown kind of value.
        """
        return cls({kind: _known(kind, given) for kind, given in mapping.items()})


# By identity: a card is read once, and its finder asks for its words again for every document.
_KNOWN: dict[tuple[str, int], tuple[Mapping[str, Any], Fields]] = {}
_KNOWN_LIMIT = 256


def _known(kind: str, given: Mapping[str, Mapping[str, Any]]) -> Fields:
    kept = _KNOWN.get((kind, id(given)))
    if kept is not None and kept[0] is given:
        return kept[1]
    made = _fields(kind, given)
    if len(_KNOWN) >= _KNOWN_LIMIT:
        _KNOWN.clear()
    _KNOWN[kind, id(given)] = (given, made)
    return made


def _fields(kind: str, given: Mapping[str, Mapping[str, Any]]) -> Fields:
    by_name = {name: _field(name, spec or {}) for name, spec in given.items()}
    by_name.setdefault("id", Field("id", "text", ID_WORDS))
    phrases: dict[Words, Words] = {}
    for each in by_name.values():
        for word in each.words:
            key = tuple(text.words(word))
            if key and each.name not in phrases.get(key, ()):
                phrases[key] = (*phrases.get(key, ()), each.name)
    return Fields(kind, by_name, phrases)


def _field(name: str, spec: Mapping[str, Any]) -> Field:
    from conforme.facts.values import KINDS

    kind = str(spec.get("type", "text"))
    if kind not in KINDS and kind != RECORDS:
        raise ValueError(f"{name}: unknown kind of value {kind!r}")
    french, english = _several(spec.get("fr")), _several(spec.get("en"))
    words = tuple(dict.fromkeys((name.replace("_", " "), *french, *english)))
    return Field(name, kind, words, bool(spec.get("id")), french[0] if french else "", str(spec.get("of", "")))


def _several(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())
