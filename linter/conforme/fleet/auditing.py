"""A job done: the repository audited as `check` does, and what the fleet keeps of the report, as plain data.

Nothing is judged here. What is kept quotes the repository as reports do: shortened, without addresses of persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conforme import engine, manifest, sources
from conforme.cards import RuleCard
from conforme.catalog import Catalog
from conforme.engine.tally import value_of
from conforme.facts import registers
from conforme.fleet.clock import Horizon
from conforme.fleet.job import FORM, Job, Settings
from conforme.manifest import Manifest
from conforme.model import Evidence, Result, quote, visible
from conforme.repo import Document, Repo
from conforme.report import Attestation, Report, Waiver
from conforme.trust import NO_POLICY, Policy, attestations
from conforme.trust import policy as policies
from conforme.verdicts import Sign, Value


class Moved(Exception):
    """The repository changed while it was read."""


def audit(job: Job, settings: Settings, cards: Catalog) -> dict[str, Any]:
    """What the fleet keeps of one repository. Raises Moved and sources.SourceError."""
    repo = sources.open_repo(job.path, rev=(job.revision or "HEAD") if job.state is not None else None)
    policy = read_policy(settings)
    mine = _Mine(job, manifest.read(repo))
    seen = mine.of(repo)
    horizon = Horizon(settings.day)
    inherited = sources.open_repo(job.inherit) if job.inherit else None
    select = chooser(settings, cards)
    options = engine.Options(horizon.date(), job.phase, select, policy=policy, inherited=inherited)
    report = engine.audit(seen, cards, options)
    if job.state is not None and state_of(job.path) != job.state:
        raise Moved
    declared = policy.bound(manifest.read(seen).checked(cards.rules, cards.standards.values()), cards.rules)
    declared = replace(declared, parts=tuple(part for part in declared.parts if mine.holds(part.id)))
    return {**_kept(report, mine, declared, cards), "holds_from": settings.date, "holds_until": horizon.last.isoformat()}


def state_of(path: str) -> str | None:
    from conforme.sources.state import state_of as state

    return state(path)


def read_policy(settings: Settings) -> Policy:
    """The auditor's policy, which was found valid before any job was made."""
    text = settings.policy.encode("utf-8", "surrogateescape")
    return policies.read(Document(settings.policy_name or "policy.yaml", lambda _: text)) if text else NO_POLICY


def chooser(settings: Settings, cards: Catalog) -> Any:
    """Which rules are asked: `select` and `ignore` hold ids of rules and actions (`standard:number`), already checked."""
    chosen, ignored = set(settings.select), set(settings.ignore)

    def selected(rule: RuleCard) -> bool:
        names = {rule.id, *(serves.to for serves in rule.serves)}
        return (not chosen or bool(names & chosen)) and not names & ignored

    return selected


class _Mine:
    """What of a repository is the service's: all but the folders of its neighbours; its own parts alone, where the manifest knows them."""

    def __init__(self, job: Job, declared: Manifest) -> None:
        known = {part.id: part.path for part in declared.parts}
        own = {known.get(part, part) for part in job.parts}
        self._others = tuple({known.get(part, part) for part in job.neighbours} - own)
        self._own = own
        self._parts = known

    def of(self, repo: Repo) -> Repo:
        if not self._others:
            return repo
        entries = {path: entry for path, entry in repo.entries.items() if not _under(path, self._others)}
        return Repo(repo.snapshot, entries, repo.reader, repo.history, limits=repo.limits)

    def holds(self, part: str) -> bool:
        """Whether a part of the manifest counts for the service."""
        if not part or not self._own or part not in self._parts:
            return True
        folder = self._parts[part]
        mine = any(_under(folder, (own,)) for own in self._own)
        return mine or not (_under(folder, self._others) or any(_under(self._parts[each], self._own) for each in self._parts))


def _under(path: str, folders: Sequence[str] | set[str]) -> bool:
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def _kept(report: Report, mine: _Mine, declared: Manifest, cards: Catalog) -> dict[str, Any]:
    results = [result for result in report.results if mine.holds(result.part)]
    cited = {name for result in results for name in result.evidence}
    return {
        "form": FORM,
        "commit": report.snapshot.commit,
        "kind": report.snapshot.kind,
        "shallow": report.snapshot.shallow,
        "phase": report.phase,
        "phase_source": report.phase_source,
        "fictitious": report.service.fictitious,
        "asked": sorted({result.rule for result in report.results}),
        "results": [_result(result) for result in results],
        "values": _values(report, results, declared, cards),
        "attested": sorted(attestations.vouched(report.attestations)),
        "evidence": [*_evidence(report, mine, cited)],
        "signed": [*map(_waiver, report.waivers), *map(_attestation, report.attestations)],
        "limits": [{"what": item.what, "path": _path(item.path), "rules": list(item.rules)} for item in report.limits],
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "rule": result.rule,
        "part": visible(result.part),
        "outcome": result.outcome.value,
        "reason": result.reason.value if result.reason is not None else None,
        "severity": result.severity.value,
        "strength": result.strength.value if result.strength is not None else None,
        "findings": len(result.findings),
        "waived": sum(finding.waiver is not None for finding in result.findings),
        "places": sorted({visible(place.path) for finding in result.findings for place in finding.locations if place.path is not None})[:5],
        "because": result.because.kind if result.because is not None else None,
        "limits": sorted({limit.what for limit in result.limits}),
    }


def _values(report: Report, results: Sequence[Result], declared: Manifest, cards: Catalog) -> dict[str, dict[str, list[Any]]]:
    """For each action, what each rule is worth in this repository, as seen and as an attestation of the action would make it."""
    by_rule: dict[str, list[Result]] = {}
    for result in results:
        by_rule.setdefault(result.rule, []).append(result)
    made: dict[str, dict[str, list[Any]]] = {}
    for standard in report.standards:
        for action in standard.actions():
            target = f"{standard.id}:{action.id}"
            for card in cards.serving(target):
                if card.lifecycle != "experimental":
                    value = value_of(card, by_rule.get(card.id), target, declared, False)
                    # An attestation fills only these: it need not be asked of the others.
                    fills = value.sign in (Sign.MISSING, Sign.UNKNOWN)
                    filled = value_of(card, by_rule.get(card.id), target, declared, True) if fills else value
                    made.setdefault(target, {})[card.id] = [written(value), written(filled)]
    return made


def written(value: Value) -> list[Any]:
    return [int(value.sign), value.strength.value if value.strength is not None else None]


def _evidence(report: Report, mine: _Mine, cited: set[str]) -> Iterator[dict[str, Any]]:
    of_register = _registers([item.path for item in report.evidence if item.path is not None])
    for item in report.evidence:
        if mine.holds(item.part):
            yield _one(item, of_register, item.id in cited)


def _one(item: Evidence, of_register: Mapping[str, str], cited: bool) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "part": visible(item.part),
        "path": _path(item.path),
        "line": item.line,
        "value": quote(item.value) if item.value is not None else None,
        "strength": item.strength.value,
        "content": item.content,
        "changed": item.changed,
        "register": of_register.get(item.path or ""),
        "cited": cited,
    }


def _registers(paths: Sequence[str]) -> dict[str, str]:
    """Which of these files are registers of ours, and which."""
    several = sorted(set(paths))
    return {path: name for name in registers.names() for path in registers.find(several, name)}


def _waiver(item: Waiver) -> dict[str, Any]:
    return {
        "what": "waiver",
        "id": item.id,
        "about": quote(item.rule),
        "part": quote(item.part) if item.part is not None else None,
        "reason": item.reason or None,
        "role": quote(item.role),
        "date": quote(item.date),
        "ends": quote(item.expires),
        "state": item.state,
        "inherited": False,
        "used": item.used,
        "path": _path(item.location.path),
    }


def _attestation(item: Attestation) -> dict[str, Any]:
    return {
        "what": "attestation",
        "id": item.id,
        "about": item.target or quote(item.action),
        "part": None,
        "reason": None,
        "role": quote(item.role),
        "date": quote(item.date),
        "ends": quote(item.valid_until),
        "state": item.state,
        "inherited": item.inherited,
        "used": 0,
        "path": _path(item.location.path),
    }


def _path(path: str | None) -> str | None:
    return visible(path) if path is not None else None
