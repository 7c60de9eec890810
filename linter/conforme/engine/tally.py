"""Results against a standard: the verdict on each action and each practice, with the rules that bear on it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from conforme import model, verdicts
from conforme.cards import Action, RuleCard, Standard
from conforme.catalog import Catalog
from conforme.engine.judging import parts_of
from conforme.manifest import Manifest
from conforme.model import Result
from conforme.report import ActionVerdict, PracticeVerdict


def tally(
    standard: Standard,
    catalog: Catalog,
    chosen: Mapping[str, RuleCard],
    results: Sequence[Result],
    declared: Manifest,
    vouched: Container[str] = frozenset(),
) -> list[PracticeVerdict]:
    """The verdicts; a rule that was not chosen, or not asked of each part, leaves open what it would have said.

    `vouched`: the actions (`standard:number`) for which a valid attestation stands.
    """
    by_rule: dict[str, list[Result]] = {}
    for result in results:
        by_rule.setdefault(result.rule, []).append(result)
    practices = []
    for practice in standard.practices:
        targets = ((f"{standard.id}:{action.id}", action) for action in practice.actions)
        actions = tuple(_action(target, action, catalog, chosen, by_rule, declared, target in vouched) for target, action in targets)
        practices.append(PracticeVerdict(practice, verdicts.practice(item.verdict for item in actions), actions))
    return practices


def _action(
    target: str,
    action: Action,
    catalog: Catalog,
    chosen: Mapping[str, RuleCard],
    by_rule: Mapping[str, list[Result]],
    declared: Manifest,
    attested: bool,
) -> ActionVerdict:
    serving = [card for card in catalog.serving(target) if card.lifecycle != "experimental"]
    values = {card.id: value_of(card, by_rule.get(card.id), target, declared, attested) for card in serving}
    examined = any(card.id in chosen for card in serving)
    verdict = weigh(target, action.reach, serving, values, attested=attested, examined=examined)
    return ActionVerdict(action, verdict, tuple(card.id for card in catalog.serving(target) if card.id in by_rule))


def weigh(
    target: str, reach: str, serving: Sequence[RuleCard], values: Mapping[str, verdicts.Value], *, attested: bool, examined: bool
) -> model.Verdict:
    """The verdict on an action (`target`) from what each rule that serves it is worth; see `verdicts.action`."""
    groups: dict[str, list[verdicts.Value]] = {}
    supporting: list[verdicts.Value] = []
    for card in serving:
        for serves in card.serves:
            if serves.to == target and serves.necessary:
                groups.setdefault(serves.any_of or card.id, []).append(values[card.id])
            elif serves.to == target:
                supporting.append(values[card.id])
    necessary = [verdicts.any_of(group) for group in groups.values()]
    return verdicts.action(reach, necessary, supporting, attested=attested, examined=examined)


def value_of(card: RuleCard, results: Sequence[Result] | None, target: str, declared: Manifest, attested: bool) -> verdicts.Value:
    """What a rule is worth for an action, over the parts of a repository; what was not asked, or of no part, is unknown."""
    judged = {result.part: _of_part(result, target, declared) for result in results or ()}
    left_out = [verdicts.UNKNOWN for part in parts_of(card, declared) if part not in judged and not declared.excludes(target, part)]
    values = [*judged.values(), *left_out]
    # Part by part, so that what an attestation does not fill (an error) is not hidden behind what it does.
    return verdicts.worst([verdicts.attest(value) for value in values] if attested else values)


def _of_part(result: Result, target: str, declared: Manifest) -> verdicts.Value:
    value = verdicts.value(result)
    apart = declared.excludes(target, result.part) and value.sign is not verdicts.Sign.WRONG
    return verdicts.APART if apart else value
