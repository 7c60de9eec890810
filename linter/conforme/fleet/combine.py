"""The verdicts on a service out of its repositories: rules about the service by the best of them, the others by the worst; a contradiction wins.

A repository that was not examined is unknown for every rule: it is never what makes a service look good. The table is that of `verdicts`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from conforme import verdicts
from conforme.cards import Action, RuleCard, Standard
from conforme.catalog import Catalog
from conforme.engine.tally import weigh
from conforme.model import Verdict
from conforme.report import ActionVerdict, PracticeVerdict
from conforme.verdicts import Sign, Value

SERVICE = "service"
Kept = Mapping[str, Any]


class Judged(NamedTuple):
    """A practice of a service, and for each of its actions the roles that can move it forward."""

    practice: PracticeVerdict
    roles: Mapping[str, tuple[str, ...]]


def service(standard: Standard, cards: Catalog, kept: Sequence[Kept | None]) -> Iterator[Judged]:
    """The verdicts on a service of which each repository gave what `auditing` keeps, or None when it was not examined."""
    asked = {name for item in kept if item is not None for name in item["asked"]}
    for practice in standard.practices:
        judged = [_action(standard, action, cards, kept, asked) for action in practice.actions]
        actions = tuple(verdict for verdict, _ in judged)
        roles = {verdict.action.id: open_to for verdict, open_to in judged}
        yield Judged(PracticeVerdict(practice, verdicts.practice(item.verdict for item in actions), actions), roles)


def _action(
    standard: Standard, action: Action, cards: Catalog, kept: Sequence[Kept | None], asked: Container[str]
) -> tuple[ActionVerdict, tuple[str, ...]]:
    target = f"{standard.id}:{action.id}"
    serving = [card for card in cards.serving(target) if card.lifecycle != "experimental"]
    seen = [item for item in kept if item is not None]
    if not seen:
        return ActionVerdict(action, Verdict.NOT_EXAMINED), ()
    attested = any(target in item["attested"] for item in seen)
    values = {card.id: combined(card, [_value(item, target, card, attested) for item in kept]) for card in serving}
    examined = any(card.id in asked for card in serving)
    verdict = weigh(target, action.reach, serving, values, attested=attested, examined=examined)
    rules = tuple(card.id for card in serving if card.id in asked)
    return ActionVerdict(action, verdict, rules), _roles(target, serving, values)


def combined(card: RuleCard, values: Sequence[Value]) -> Value:
    """What a rule is worth over the repositories of a service."""
    if len(values) == 1:
        return values[0]
    return verdicts.any_of(values) if card.scope == SERVICE else verdicts.worst(values)


def _value(item: Kept | None, target: str, card: RuleCard, attested: bool) -> Value:
    if item is None:
        return verdicts.attest(verdicts.UNKNOWN) if attested else verdicts.UNKNOWN
    told = item["values"].get(target, {}).get(card.id)
    return read(told[1 if attested else 0]) if told is not None else verdicts.UNKNOWN


def read(told: Sequence[Any]) -> Value:
    """A value as `auditing` wrote it."""
    return _read(*told)


@lru_cache(maxsize=64)
def _read(sign: int, strength: str | None) -> Value:
    return Value(Sign(sign), Verdict(strength) if strength is not None else None)


def _roles(target: str, serving: Sequence[RuleCard], values: Mapping[str, Value]) -> tuple[str, ...]:
    """Who can act: the roles of the rules that keep the action from being shown."""
    open_signs = (Sign.WRONG, Sign.UNMET, Sign.MISSING)
    needed = (
        card for card in serving if any(serves.to == target and serves.necessary for serves in card.serves) or values[card.id].sign is Sign.WRONG
    )
    return tuple(sorted({card.role for card in needed if values[card.id].sign in open_signs}))
