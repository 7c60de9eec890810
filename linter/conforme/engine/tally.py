"""Results against a standard: the verdict on each action and each practice, with the rules that bear on it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from conforme import verdicts
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
    serving = catalog.serving(target)
    groups: dict[str, list[verdicts.Value]] = {}
    supporting: list[verdicts.Value] = []
    for card in serving:
        if card.lifecycle == "experimental":
            continue
        value = _value(card, by_rule.get(card.id), target, declared, attested)
        for serves in card.serves:
            if serves.to == target and serves.necessary:
                groups.setdefault(serves.any_of or card.id, []).append(value)
            elif serves.to == target:
                supporting.append(value)
    necessary = [verdicts.any_of(values) for values in groups.values()]
    examined = any(card.id in chosen for card in serving if card.lifecycle != "experimental")
    verdict = verdicts.action(action.reach, necessary, supporting, attested=attested, examined=examined)
    return ActionVerdict(action, verdict, tuple(card.id for card in serving if card.id in by_rule))


def _value(card: RuleCard, results: Sequence[Result] | None, target: str, declared: Manifest, attested: bool) -> verdicts.Value:
    judged = {result.part: _of_part(result, target, declared) for result in results or ()}
    left_out = [verdicts.UNKNOWN for part in parts_of(card, declared) if part not in judged and not declared.excludes(target, part)]
    values = [*judged.values(), *left_out]
    # Part by part, so that what an attestation does not fill (an error) is not hidden behind what it does.
    return verdicts.worst([verdicts.attest(value) for value in values] if attested else values)


def _of_part(result: Result, target: str, declared: Manifest) -> verdicts.Value:
    value = verdicts.value(result)
    apart = declared.excludes(target, result.part) and value.sign is not verdicts.Sign.WRONG
    return verdicts.APART if apart else value
