"""The auditor's policy: which rules count, their thresholds, and what bounds waivers, exclusions and attestations.

It comes from the auditor alone (an option). Nothing of the audited repository is read here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from conforme.cards import RuleCard
from conforme.facts.registers import Problem
from conforme.manifest import Exclusion, Manifest, covers
from conforme.repo import Document


@dataclass(frozen=True, slots=True)
class Policy:
    """What is allowed; the defaults are those of an audit without a policy. `rules`, `actions`… are None when nothing bounds them."""

    name: str | None = None
    digest: str | None = None
    rules: tuple[str, ...] | None = None
    plugins: tuple[str, ...] = ()
    plugins_shown: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    thresholds: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    waivers: bool = True
    waiver_days: int | None = None
    waiver_reasons: tuple[str, ...] | None = None
    waive_contradicted: bool = False
    waive_unsafe: bool = False
    exclusions: bool = True
    never_excluded: tuple[str, ...] = ()
    attestations: bool = True
    attestation_days: int | None = None
    attested_actions: tuple[str, ...] | None = None

    def counts(self, card: RuleCard) -> bool:
        """Whether the rule is one of those that count."""
        from fnmatch import fnmatchcase

        return self.rules is None or any(fnmatchcase(card.id, pattern) for pattern in self.rules)

    def bounded(self, card: RuleCard) -> RuleCard:
        """The card with the policy's thresholds."""
        return replace(card, params={**card.params, **self.thresholds[card.id]}) if card.id in self.thresholds else card

    def excludes(self, line: Exclusion, card: RuleCard | None) -> bool:
        """Whether the manifest may say so: the exclusion of an action, or of the rule `card`."""
        if not self.exclusions:
            return False
        touched = [line.action] if line.action else [serves.to for serves in card.serves] if card is not None else []
        return not any(_covered(number, self.never_excluded) for number in touched)

    def attests(self, target: str) -> bool:
        """Whether somebody may vouch for that action (`standard:number`)."""
        return self.attestations and (self.attested_actions is None or _covered(target, self.attested_actions))

    def bound(self, declared: Manifest, rules: Mapping[str, RuleCard]) -> Manifest:
        """The manifest without the exclusions that the policy refuses."""
        return declared.without([line for line in declared.exclusions if not self.excludes(line, rules.get(line.rule))], "policy-exclusion")


NO_POLICY = Policy()


def _covered(target: str, numbers: Iterable[str]) -> bool:
    standard, _, action = target.rpartition(":")
    for number in numbers:
        named, _, bare = number.rpartition(":")
        if (not named or not standard or named == standard) and (covers(bare, action) or covers(action, bare)):
            return True
    return False


class PolicyInvalid(Exception):
    """The file is no valid policy: `problem` says the first thing that is wrong."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


def read(document: Document) -> Policy:
    """The policy that the document holds, keys in French or English; raises PolicyInvalid, Invalid and Unreadable."""
    from conforme.facts import registers

    register = registers.read(document, "policy")
    if register.problems:
        raise PolicyInvalid(register.problems[0])
    return _of(register.plain(), hashlib.sha256(document.bytes()).hexdigest())


def _of(data: Mapping[str, Any], digest: str) -> Policy:
    waivers, exclusions, attestations = (data.get(name) or {} for name in ("waivers", "not_applicable", "attestations"))
    return Policy(
        name=str(data["name"]),
        digest=digest,
        rules=_several(data.get("rules")),
        plugins=_several(data.get("plugins")) or (),
        plugins_shown=_several(data.get("plugins_shown")) or (),
        fail_on=_several(data.get("fail_on")) or (),
        thresholds=data.get("thresholds") or {},
        waivers=waivers.get("allowed", True),
        waiver_days=waivers.get("max_days"),
        waiver_reasons=_several(waivers.get("reasons")),
        waive_contradicted=waivers.get("contradicted", False),
        waive_unsafe=waivers.get("unsafe", False),
        exclusions=exclusions.get("allowed", True),
        never_excluded=_several(exclusions.get("never")) or (),
        attestations=attestations.get("allowed", True),
        attestation_days=attestations.get("max_days"),
        attested_actions=_several(attestations.get("actions")),
    )


def _several(values: Iterable[Any] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(str(value) for value in values)
