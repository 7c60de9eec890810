"""Which registers apply to a repository: those that a rule of this phase reads, of a kind of evidence for which no carrier was found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from conforme.catalog import Catalog
from conforme.engine import Collected
from conforme.facts import registers
from conforme.model import PHASES, Strength
from conforme.repo import Repo, Unreadable

MANIFEST = "service"
# Why a register is not written, the most telling first.
_ORDER = ("found", "flawed", "unseen", "later", "not-applicable", "unread")


class Choice(NamedTuple):
    """One register: whether it is to be written, and why (or why not); `data` for the sentence; `kinds` of evidence that it would carry."""

    name: str
    why: str
    data: Mapping[str, str] = {}
    kinds: tuple[str, ...] = ()

    @property
    def wanted(self) -> bool:
        return self.why in ("manifest", "write", "named")


@dataclass(frozen=True)
class Asked:
    """The registers named, or all, or those that apply; the service's phase, if it is known; the files that are there, tracked or not."""

    names: Sequence[str] = ()
    all: bool = False
    phase: str | None = None
    on_disk: Collection[str] = field(default_factory=tuple)


def choose(repo: Repo, cards: Catalog, collected: Collected, asked: Asked) -> list[Choice]:
    """The manifest first, then each register in the order of their names; those already there are `kept`, whatever is asked."""
    order = sorted(registers.names(), key=lambda name: (name != MANIFEST, name))
    chosen = (name for name in order if not asked.names or name in asked.names)
    return [_choice(name, repo, cards, collected, asked) for name in chosen]


def _choice(name: str, repo: Repo, cards: Catalog, collected: Collected, asked: Asked) -> Choice:
    there = existing(repo, name, collected.manifest.registers.get(name), asked.on_disk)
    if there is not None:
        return Choice(name, "kept", {"place": there})
    if name == MANIFEST:
        return Choice(name, "manifest")
    if name in asked.names:
        return Choice(name, "named")
    kinds = [kind for kind, card in cards.finders.items() if name in card.registers]
    told = [_of_kind(kind, cards, collected, asked.phase) for kind in kinds]
    missing = tuple(kind for kind, choice in zip(kinds, told, strict=True) if choice.why == "write")
    if missing:
        return Choice(name, "write", {}, missing)
    if asked.all:
        return Choice(name, "named")
    return min((choice._replace(name=name) for choice in told), key=lambda choice: _ORDER.index(choice.why), default=Choice(name, "unread"))


def existing(repo: Repo, name: str, declared: str | None, on_disk: Collection[str] = ()) -> str | None:
    """Where the register is already, tracked or not, in whatever language; a file of another tool with the same name is none."""
    paths = dict.fromkeys([*repo.paths, *repo.untracked(), *on_disk])
    for path in registers.find(paths, name, declared):
        if path not in repo.entries or "/" in path or not _is_foreign(repo, path, name):
            return path
    return None


def _is_foreign(repo: Repo, path: str, name: str) -> bool:
    from conforme.facts.structured import Invalid

    try:
        return registers.read(repo.document(path), name).foreign
    except (Invalid, Unreadable):
        return False


def _of_kind(kind: str, cards: Catalog, collected: Collected, phase: str | None) -> Choice:
    """What one kind of evidence says of the register that could carry it."""
    rules = [rule for rule in cards.rules.values() if kind in rule.evidence]
    live = [rule for rule in rules if collected.manifest.not_applicable_to(rule, "") is None]
    found = collected.found[kind]
    carriers = [item for item in found.evidence if item.strength is not Strength.INDICATIVE]
    if carriers:
        return Choice("", "found", {"place": next((item.path for item in carriers if item.path), "") or "git"})
    if found.flaws:
        return Choice("", "flawed", {"place": found.flaws[0].path})
    if found.limits:
        return Choice("", "unseen")
    if rules and not live:
        return Choice("", "not-applicable")
    if not rules:
        return Choice("", "unread")
    # Of a service whose phase nobody says, nothing can be said to come later.
    first = min(PHASES.index(rule.asked_from) for rule in live)
    return Choice("", "write") if phase is None or first <= PHASES.index(phase) else Choice("", "later", {"phase": PHASES[first]})
