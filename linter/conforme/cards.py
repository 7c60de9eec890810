"""What the cards and the standards say, as frozen values. The catalog reads them; everything that a person reads comes from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from conforme.model import Reason, Strength


class Words(NamedTuple):
    """One text in both languages."""

    fr: str
    en: str

    def to(self, lang: str) -> str:
        return self.en if lang == "en" else self.fr


class Serves(NamedTuple):
    """An action that a rule bears on: `to` is `standard:action`; `any_of` groups necessary rules of which one is enough."""

    to: str
    need: str
    any_of: str = ""

    @property
    def necessary(self) -> bool:
        return self.need == "necessary"


class Source(NamedTuple):
    """The instrument that a rule rests on; guidance unless a binding one is confirmed."""

    id: str
    binding: bool
    confirmed: bool


class Message(NamedTuple):
    reason: Reason
    words: Words


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule, whole but for its code."""

    id: str
    kind: str
    evidence: tuple[str, ...]
    also: tuple[str, ...]
    requires: str
    serves: tuple[Serves, ...]
    shows: Strength
    scope: str
    judges: str
    asked_from: str
    role: str
    effort: str
    lifecycle: str
    sources: tuple[Source, ...]
    title: Words
    why: Words
    fix: Words
    messages: Mapping[str, Message]
    limits: Mapping[str, Words]
    params: Mapping[str, Any]
    parts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    examples: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds of evidence that the rule may read."""
        return self.evidence + self.also

    @property
    def binding(self) -> bool:
        return any(source.binding and source.confirmed for source in self.sources)


class Glob(NamedTuple):
    """A path pattern; with `containing`, the file is kept only if its content holds one of these markers."""

    glob: str
    containing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FinderCard:
    """Where one kind of evidence is looked for."""

    kind: str
    title: Words
    names: tuple[str, ...]
    globs: tuple[Glob, ...]
    pages: tuple[str, ...]
    headings: tuple[str, ...]
    registers: tuple[str, ...]
    history: str
    also_in: tuple[str, ...]
    fields: Mapping[str, Any]
    saw: Mapping[str, Words]
    values: Mapping[str, Words] = field(default_factory=dict)
    inherits: bool = False


class Action(NamedTuple):
    id: str
    practice: str
    title: Words
    wording: str
    provenance: str
    reach: str
    shows: Words
    attests: Words


class Practice(NamedTuple):
    id: str
    theme: str
    title: Words
    definition: Words
    provenance: str
    aliases: tuple[str, ...]
    actions: tuple[Action, ...]


class Theme(NamedTuple):
    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Standard:
    """A dated version of a standard: themes, practices, actions, in its own order."""

    id: str
    version: str
    title: Words
    note: Words
    source: Mapping[str, Any]
    default_phase: str
    phases: Mapping[str, Words]
    themes: tuple[Theme, ...]
    practices: tuple[Practice, ...]
    instruments: Mapping[str, Mapping[str, Any]]

    def actions(self) -> Iterator[Action]:
        return (action for practice in self.practices for action in practice.actions)
