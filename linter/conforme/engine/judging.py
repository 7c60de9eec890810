"""Rules at work: evidence in, one result a rule and a part out.

What needs no plugin is answered here, the same for all rules: declared not applicable, nothing found, only hollow or broken carriers, limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conforme import isolation
from conforme.cards import RuleCard
from conforme.catalog import Catalog
from conforme.engine.collecting import CHILD_MEMORY, Collected, Options
from conforme.hooks import Plugins
from conforme.manifest import Manifest
from conforme.model import PHASES, Because, Evidence, Finding, Limit, Location, Look, Outcome, Reason, Result, Severity, Strength, quote
from conforme.repo import Repo
from conforme.rule import EvidenceSet, NotApplicable, RestsOn, Rule, Unverified
from conforme.view import Flaw, Found

RULE_SECONDS = 5.0
FINDINGS_A_RULE = 100
HIDING = frozenset({"git-time", "duplicate-names", "permission", "io-error"})


def judge(repo: Repo, catalog: Catalog, chosen: Mapping[str, RuleCard], collected: Collected, options: Options, phase: str) -> list[Result]:
    plugins = Plugins(catalog.plugins)
    answered: dict[tuple[str, str], Result] = {}
    asked: list[tuple[RuleCard, str, Mapping[str, Found]]] = []
    for card in chosen.values():
        for part in _parts(card, collected.manifest, options.part):
            found = _of_part(card, part, collected)
            early = _before_asking(card, part, found, catalog, collected, repo)
            if early is not None:
                answered[card.id, part] = early
            else:
                asked.append((card, part, found))

    def question(card: RuleCard, part: str, found: Mapping[str, Found]) -> Callable[[], list[Any]]:
        rule = Rule(card, part, options.date, phase)
        evidence = EvidenceSet(card, found)
        return lambda: list(plugins.rule(card.kind, card.id)(rule=rule, evidence=evidence))

    tasks = [isolation.Task(card.id, question(card, part, found), RULE_SECONDS) for card, part, found in asked]
    answers = isolation.run(tasks, memory=CHILD_MEMORY, isolate=options.isolate)
    for (card, part, seen), answer in zip(asked, answers, strict=True):
        answered[card.id, part] = _result(card, part, seen, answer)
    return [_weighed(catalog.rules[name], answered[name, part], phase) for name, part in sorted(answered)]


def _parts(card: RuleCard, declared: Manifest, only: str | None) -> list[str]:
    if card.scope != "part" or not declared.parts:
        return [""]
    return [part.id for part in declared.parts if only in (None, part.id)]


def _of_part(card: RuleCard, part: str, collected: Collected) -> dict[str, Found]:
    """The finders' harvest as one part sees it; evidence of the whole belongs to every part."""
    found = {kind: collected.found[kind] for kind in card.kinds if kind in collected.found}
    if not part:
        return found
    inside = collected.manifest.part_of
    return {
        kind: replace(
            item,
            evidence=tuple(e for e in item.evidence if e.part in ("", part)),
            flaws=tuple(flaw for flaw in item.flaws if inside(flaw.path) in ("", part)),
        )
        for kind, item in found.items()
    }


def _before_asking(card: RuleCard, part: str, found: Mapping[str, Found], catalog: Catalog, collected: Collected, repo: Repo) -> Result | None:
    """The result of a rule whose plugin need not be asked: declared not applicable, nothing found, nothing that could be seen."""
    declared = collected.manifest.not_applicable_to(card, part)
    if declared is not None:
        return Result(card.id, part, Outcome.NOT_APPLICABLE, because=declared)
    if any(item.strength is not Strength.INDICATIVE for kind in card.evidence if kind in found for item in found[kind].evidence):
        return None
    if card.requires:
        return _without_prerequisite(card, part, found, repo)
    looks = _looks(card, found, catalog, repo)
    flaws = [flaw for kind in card.evidence if kind in found for flaw in found[kind].flaws]
    limits = _rule_limits(card, found) + _unseen(card, repo)
    if flaws:
        return Result(card.id, part, Outcome.FAIL, findings=tuple(_flawed(card, part, flaw) for flaw in flaws), looked_at=looks)
    if limits:
        crashed = any(limit.what == "finder-failed" for limit in limits)
        return Result(card.id, part, Outcome.ERROR if crashed else Outcome.UNVERIFIED, looked_at=looks, limits=limits)
    absent = Finding(card.id, part, "missing", Reason.MISSING, f"kind:{card.evidence[0]}", {"kind": card.evidence[0]})
    return Result(card.id, part, Outcome.FAIL, findings=(absent,), looked_at=looks)


def _without_prerequisite(card: RuleCard, part: str, found: Mapping[str, Found], repo: Repo) -> Result:
    limits = _rule_limits(card, found) + _unseen(card, repo)
    if limits:
        crashed = any(limit.what == "finder-failed" for limit in limits)
        return Result(card.id, part, Outcome.ERROR if crashed else Outcome.UNVERIFIED, limits=limits)
    return Result(card.id, part, Outcome.NOT_APPLICABLE, because=Because("rule", card.requires))


def _rule_limits(card: RuleCard, found: Mapping[str, Found]) -> tuple[Limit, ...]:
    return tuple(replace(limit, rules=(card.id,)) for kind in card.evidence if kind in found for limit in found[kind].limits)


def _unseen(card: RuleCard, repo: Repo) -> tuple[Limit, ...]:
    """Limits of the source under which names are unknown: what is not found may be among them."""
    hiding = (limit for limit in repo.limits if limit.what.startswith(("tree-", "path-")) or limit.what in HIDING)
    return tuple(replace(limit, rules=(card.id,)) for limit in hiding)


def _flawed(card: RuleCard, part: str, flaw: Flaw) -> Finding:
    data = {name: value if isinstance(value, int | float) else quote(value) for name, value in flaw.data.items()}
    subject = f"{flaw.path}#{flaw.data['field']}" if flaw.data.get("field") else flaw.path
    return Finding(card.id, part, flaw.reason.value, flaw.reason, subject, {"path": quote(flaw.path), **data}, (Location(flaw.path, flaw.line),))


def _looks(card: RuleCard, found: Mapping[str, Found], catalog: Catalog, repo: Repo) -> tuple[Look, ...]:
    looks: list[Look] = []
    for kind in card.evidence:
        looks += found[kind].looks if kind in found else ()
        finder = catalog.finders.get(kind)
        if finder is None:
            continue
        looks += [Look(path, path, "untracked") for path in repo.untracked(finder.names)]
        for what, saw in (((*finder.names, *(item.glob for item in finder.globs)), "places"), (finder.headings, "headings")):
            if what:
                looks.append(Look(", ".join(what), None, saw))
    return tuple(looks)


def _result(card: RuleCard, part: str, found: Mapping[str, Found], answer: Any) -> Result:
    if isinstance(answer, isolation.Failure):
        failed = answer.why == "exception"
        limit = Limit("rule-failed" if failed else f"rule-{answer.why}", answer.detail or None, (card.id,))
        return Result(card.id, part, Outcome.ERROR if failed else Outcome.UNVERIFIED, limits=(limit,))
    findings = _merged(item for item in answer if isinstance(item, Finding))
    if not card.requires:
        # A hollow carrier beside a good one is only a near miss; one that cannot be read may hide what the rule would say.
        broken = (flaw for kind in card.evidence for flaw in found[kind].flaws if findings or flaw.reason is not Reason.HOLLOW)
        findings = _merged((*findings, *(_flawed(card, part, flaw) for flaw in broken)))
    rests = [item.evidence for item in answer if isinstance(item, RestsOn)] or [
        item for kind in card.evidence if kind in found for item in found[kind].evidence if item.strength is not Strength.INDICATIVE
    ]
    cited = tuple(item.id for item in rests)
    limits = tuple(item.limit for item in answer if isinstance(item, Unverified))
    looks = tuple(look for kind in card.evidence for look in found[kind].looks)
    if findings:
        return Result(card.id, part, Outcome.FAIL, findings=findings[:FINDINGS_A_RULE], evidence=cited, limits=limits, looked_at=looks)
    if limits:
        return Result(card.id, part, Outcome.UNVERIFIED, evidence=cited, limits=limits, looked_at=looks)
    for item in answer:
        if isinstance(item, NotApplicable):
            return Result(card.id, part, Outcome.NOT_APPLICABLE, because=item.because, evidence=cited)
    return _passed(card, part, rests, cited)


def _passed(card: RuleCard, part: str, rests: Sequence[Evidence], cited: tuple[str, ...]) -> Result:
    strongest = max((item.strength for item in rests), key=lambda strength: strength.rank, default=Strength.INDICATIVE)
    if strongest is Strength.INDICATIVE:
        return Result(card.id, part, Outcome.ERROR, limits=(Limit("pass-without-evidence", None, (card.id,)),))
    return Result(card.id, part, Outcome.PASS, strength=min(strongest, card.shows, key=lambda strength: strength.rank), evidence=cited)


def _merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Equal fingerprints are one finding with several locations."""
    kept: dict[str, Finding] = {}
    for finding in findings:
        known = kept.get(finding.fingerprint)
        if known is not None:
            finding = replace(known, locations=tuple(dict.fromkeys((*known.locations, *finding.locations))))
        kept[finding.fingerprint] = finding
    return tuple(kept.values())


def _weighed(card: RuleCard, result: Result, phase: str) -> Result:
    return replace(result, severity=severity(card, phase))


def severity(card: RuleCard, phase: str) -> Severity:
    """`expected` only for what is necessary, asked by this phase, stable, and about the present."""
    if PHASES.index(card.asked_from) > PHASES.index(phase):
        return Severity.LATER
    necessary = any(serves.necessary for serves in card.serves)
    return Severity.EXPECTED if necessary and card.lifecycle == "stable" and card.judges == "present" else Severity.RECOMMENDED
