"""The one object from which every format, every count and the exit code come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from conforme.cards import Action, FinderCard, Practice, RuleCard, Standard
from conforme.model import Evidence, Finding, Limit, Location, Outcome, Result, Severity, Snapshot, Verdict

ATTESTED = (Verdict.ATTESTED,)
SHOWN = (Verdict.DEMONSTRATED, Verdict.DECLARED, Verdict.ATTESTED)
BY_EVIDENCE = (Verdict.DEMONSTRATED, Verdict.DECLARED, Verdict.PARTIAL, Verdict.NOT_SHOWN, Verdict.CONTRADICTED, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class ActionVerdict:
    """An action of the standard, what is seen of it, and the rules that bear on it in this run."""

    action: Action
    verdict: Verdict
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeVerdict:
    practice: Practice
    verdict: Verdict
    actions: tuple[ActionVerdict, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of its actions are decided by evidence, attested, open."""
        verdicts = [action.verdict for action in self.actions]
        decided = sum(verdict in BY_EVIDENCE for verdict in verdicts)
        attested = sum(verdict in ATTESTED for verdict in verdicts)
        return {"evidence": decided, "attested": attested, "open": len(verdicts) - decided - attested}

    @property
    def shown(self) -> tuple[int, int]:
        """How many of its actions are shown, by evidence or attestation, and how many apply; what is seen to lack is not shown."""
        applicable = [action.verdict for action in self.actions if action.verdict is not Verdict.NOT_APPLICABLE]
        return sum(verdict in SHOWN for verdict in applicable), len(applicable)


@dataclass(frozen=True, slots=True)
class Service:
    """What the manifest declares of the service: names by language, organisation, parts."""

    name: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    fictitious: bool = False
    manifest: str | None = None
    parts: tuple[Mapping[str, str], ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """What was already so at the revision that a change is held against, and so blocks nothing.

    `already`: fingerprints of findings; `undecided`: rule and part of what could not be told then either.
    """

    commit: str
    already: frozenset[str]
    undecided: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding set aside for a time, as its register says; `part` and `subject` are None when it names all of them.

    `state`: active, expiring (within 30 days) or, when it does not hold, unknown-rule, incomplete, not-yet, expired, refused (by the policy),
    too-long, not-waivable (a contradiction or something unsafe), unused. `data` fills the sentence on the state. `used`: findings set aside.
    """

    id: str
    rule: str
    part: str | None
    subject: str | None
    reason: str
    explanation: str
    role: str
    decision: str
    date: str
    expires: str
    location: Location
    state: str
    data: Mapping[str, object] = field(default_factory=dict)
    used: int = 0


@dataclass(frozen=True, slots=True)
class Attestation:
    """A statement by a role of an organisation on an action that no machine sees. `target` is `standard:action`, "" when there is no such action.

    `state`: valid, expiring (within 30 days) or, when it does not hold, unknown-action, incomplete, not-yet, expired, refused, too-long,
    other-commit (not one of this snapshot's past), unknown-commit (no history can tell).
    """

    id: str
    target: str
    action: str
    statement: str
    role: str
    organisation: str
    date: str
    valid_until: str
    commit: str
    link: str
    location: Location
    inherited: bool
    state: str
    data: Mapping[str, object] = field(default_factory=dict)


class Weakened(NamedTuple):
    """What the audited repository lowered: a line of its manifest (`not-applicable`) or a waiver, and whether the policy let it."""

    what: str
    ref: str
    part: str
    role: str
    location: Location
    allowed: bool


class PolicyNote(NamedTuple):
    """The auditor's policy, by name and digest (None when there was none), and what the repository lowered, with or without one."""

    name: str | None = None
    digest: str | None = None
    weakened: tuple[Weakened, ...] = ()


NO_POLICY = PolicyNote()


@dataclass(frozen=True, slots=True)
class Report:
    """An audit, whole: whatever a format shows is here, and no format judges, counts or filters.

    `there`: the paths that findings cite and that this snapshot has (others may be an organisation's). `anchor`: a file of this snapshot to
    which a format that needs a place ties a finding that has none; None in an empty repository.
    """

    standards: tuple[Standard, ...]
    snapshot: Snapshot
    date: datetime.date
    phase: str
    phase_source: str
    service: Service
    practices: tuple[PracticeVerdict, ...]
    results: tuple[Result, ...]
    evidence: tuple[Evidence, ...]
    limits: tuple[Limit, ...]
    rules: Mapping[str, RuleCard]
    finders: Mapping[str, FinderCard]
    since: Since | None = None
    waivers: tuple[Waiver, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    policy: PolicyNote = NO_POLICY
    there: frozenset[str] = frozenset()
    anchor: str | None = None

    def findings(self) -> Iterator[tuple[Result, Finding]]:
        return ((result, finding) for result in self.results for finding in result.findings)

    def already(self, finding: Finding) -> bool:
        """Whether the finding was there before the change that is judged."""
        return self.since is not None and finding.fingerprint in self.since.already

    def blocking(self) -> list[Result]:
        return [result for result in self.results if result.blocking]

    def undecided(self) -> list[Result]:
        """Expected rules that could not tell."""
        return [result for result in self.results if result.severity is Severity.EXPECTED and result.outcome in (Outcome.UNVERIFIED, Outcome.ERROR)]

    def summary(self) -> dict[str, object]:
        """Every count that any format shows."""
        outcomes = [result.outcome for result in self.results]
        verdicts = [action.verdict for practice in self.practices for action in practice.actions]
        findings = [finding for _, finding in self.findings()]
        return {
            "rules": {outcome.value: outcomes.count(outcome) for outcome in Outcome},
            "actions": {verdict.value: verdicts.count(verdict) for verdict in Verdict},
            "findings": len(findings),
            "waived": sum(finding.waiver is not None for finding in findings),
            "blocking": len(self.blocking()),
            "undecided": len(self.undecided()),
        }
