"""A repository and a catalog in, a report out: finders give evidence, rules give results, the standard gives verdicts.

A pure function of its arguments, so that two commits cost two calls. It knows no rule, no practice and no standard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from conforme.cards import RuleCard
from conforme.catalog import Catalog
from conforme.engine import anchoring, reports
from conforme.engine.collecting import Collected, Options, collect, collect_each
from conforme.engine.judging import judge, parts_of
from conforme.engine.tally import tally
from conforme.manifest import Manifest
from conforme.model import PHASES, Limit, Location, Result
from conforme.repo import Repo
from conforme.report import Attestation, PolicyNote, Report, Waiver, Weakened
from conforme.trust import attestations, waivers

__all__ = ["Collected", "Options", "audit", "audits", "collect", "results"]


def audit(repo: Repo, catalog: Catalog, options: Options) -> Report:
    """The report on one snapshot, blocking not yet decided (see `trust`)."""
    return audits([(repo, options)], catalog)[0]


def results(repo: Repo, catalog: Catalog, options: Options) -> list[Result]:
    """What the selected rules say, before any standard: for authors of rules, and for those who ask nothing else."""
    chosen = {name: card for name, card in catalog.rules.items() if options.select(card)}
    collected = collect(repo, catalog, options, {kind for card in chosen.values() for kind in card.kinds})
    collected = replace(collected, manifest=collected.manifest.checked(catalog.rules, catalog.standards.values()))
    return judge(repo, catalog, chosen, collected, options, _phase(options, collected.manifest, catalog)[0])


def audits(cases: Sequence[tuple[Repo, Options]], catalog: Catalog) -> list[Report]:
    """The reports on several snapshots judged under one policy and selection; what they have in common is read once."""
    if not cases:
        return []
    first = cases[0][1]
    catalog = replace(catalog, rules={name: first.policy.bounded(card) for name, card in catalog.rules.items()})
    chosen = {name: card for name, card in catalog.rules.items() if first.select(card) and first.policy.counts(card)}
    keys = [reports.key(repo, catalog, chosen, options) for repo, options in cases]
    known = [reports.recall(str(options.kept_in), key, catalog) if key else None for key, (_, options) in zip(keys, cases, strict=True)]
    left = [number for number, report in enumerate(known) if report is None]
    harvest = collect_each([cases[number] for number in left], catalog, {kind for card in chosen.values() for kind in card.kinds})
    for number, collected in zip(left, harvest, strict=True):
        known[number] = _made(*cases[number], catalog, chosen, collected, keys[number])
    return [report for report in known if report is not None]


def _made(repo: Repo, options: Options, catalog: Catalog, chosen: Mapping[str, RuleCard], collected: Collected, key: str | None) -> Report:
    report = _report(repo, catalog, chosen, collected, options)
    read = [repo, options.inherited] if options.inherited is not None else [repo]
    sure = collected.sure and not any(one.is_unsure() or getattr(one.history, "unsure", False) for one in read)
    if key is not None and sure:
        reports.keep(str(options.kept_in), key, report)
    return report


def _report(repo: Repo, catalog: Catalog, chosen: Mapping[str, RuleCard], collected: Collected, options: Options) -> Report:
    policy, standards = options.policy, catalog.standards.values()
    said = collected.manifest.checked(catalog.rules, standards)
    collected = replace(collected, manifest=policy.bound(said, catalog.rules))
    phase, source = _phase(options, collected.manifest, catalog)
    results = judge(repo, catalog, chosen, collected, options, phase)
    signed = _signed(repo, catalog, options)
    vouched = attestations.vouched(signed.attestations)
    report = Report(
        standards=tuple(standards),
        snapshot=repo.snapshot,
        date=options.date,
        phase=phase,
        phase_source=source,
        service=collected.manifest.service,
        practices=tuple(verdict for standard in standards for verdict in tally(standard, catalog, chosen, results, collected.manifest, vouched)),
        results=tuple(results),
        evidence=tuple(item for kind in sorted(collected.found) for item in collected.found[kind].evidence),
        limits=(*_limits(repo, collected, results, signed.limits), *_left_out(catalog, chosen, collected.manifest, options)),
        rules=catalog.rules,
        finders=catalog.finders,
        attestations=tuple(signed.attestations),
        there=anchoring.cited(repo, results),
        anchor=anchoring.anchor(repo, collected.manifest.service.manifest),
    )
    report = waivers.attach(report, signed.waivers, policy)
    return replace(report, policy=PolicyNote(policy.name, policy.digest, tuple(_weakened(report, said, collected.manifest))))


class _Signed(NamedTuple):
    """What people signed: waivers and attestations of the repository, attestations of its organisation, and what could not be read of them."""

    waivers: list[Waiver]
    attestations: list[Attestation]
    limits: list[Limit]


def _signed(repo: Repo, catalog: Catalog, options: Options) -> _Signed:
    standards = catalog.standards.values()
    set_aside, limits = waivers.read(repo, catalog.rules, options.date, options.policy)
    own, more = attestations.read(repo, standards, options.date, options.policy)
    if options.inherited is None:
        return _Signed(set_aside, own, limits + more)
    theirs, others = attestations.read(options.inherited, standards, options.date, options.policy, inherited=True)
    return _Signed(set_aside, own + theirs, limits + more + others)


def _weakened(report: Report, said: Manifest, kept: Manifest) -> Iterator[Weakened]:
    """What the audited repository lowered, whatever the policy: it is in every report."""
    for line in said.exclusions:
        place = Location(said.service.manifest, line.line)
        yield Weakened("not-applicable", line.action or line.rule, line.part, line.role, place, line in kept.exclusions)
    for waiver in report.waivers:
        if waiver.used:
            yield Weakened("waiver", waiver.rule, waiver.part or "", waiver.role, waiver.location, True)
        elif waiver.state in ("refused", "too-long", "not-waivable"):
            yield Weakened("waiver", waiver.rule, waiver.part or "", waiver.role, waiver.location, False)


def _left_out(catalog: Catalog, chosen: Mapping[str, RuleCard], declared: Manifest, options: Options) -> Iterator[Limit]:
    """Why an action that a chosen rule serves may stay open: another of its rules, or another part, was not asked."""
    examined = {serves.to for card in chosen.values() for serves in card.serves}

    def open_left(card: RuleCard) -> bool:
        another_part = options.part is not None and parts_of(card, declared) not in ([""], [options.part])
        return card.lifecycle != "experimental" and any(serves.to in examined for serves in card.serves) and (card.id not in chosen or another_part)

    rules = sorted(card.id for card in catalog.rules.values() if open_left(card))
    if rules:
        yield Limit("not-selected", None, tuple(rules))


def _phase(options: Options, declared: Manifest, catalog: Catalog) -> tuple[str, str]:
    if options.phase is not None:
        return options.phase, "option"
    known = declared.phase or options.known_phase
    if known is not None:
        return known, "manifest"
    return next((standard.default_phase for standard in catalog.standards.values()), PHASES[0]), "default"


def _limits(repo: Repo, collected: Collected, results: Sequence[Result], signed: Sequence[Limit]) -> tuple[Limit, ...]:
    of_rules: dict[Limit, set[str]] = {}
    for result in results:
        for limit in result.limits:
            of_rules.setdefault(replace(limit, rules=()), set()).add(result.rule)
    named = [replace(limit, rules=tuple(sorted(rules))) for limit, rules in of_rules.items()]
    others = [limit for limit in (*repo.limits, *collected.manifest.limits, *signed) if limit not in of_rules]
    return tuple(sorted(dict.fromkeys([*named, *others]), key=lambda limit: (limit.what, limit.path or "", limit.rules)))
