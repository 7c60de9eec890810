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
from conforme.view import Flaw, Found, forgotten

RULE_SECONDS = 5.0
FINDINGS_A_RULE = 5000
HIDING = frozenset({"git-time", "duplicate-names", "permission", "io-error"})


def judge(repo: Repo, catalog: Catalog, chosen: Mapping[str, RuleCard], collected: Collected, options: Options, phase: str) -> list[Result]:
    plugins = Plugins(catalog.plugins, catalog.vendors)
    answered: dict[tuple[str, str], Result] = {}
    asked: list[tuple[RuleCard, str, Mapping[str, Found]]] = []
    for card in chosen.values():
        for part in _parts(card, collected, options.part):
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


def parts_of(card: RuleCard, declared: Manifest) -> list[str]:
    """The parts on which a rule is to be judged, "" being the whole; what lies in none of them may add the whole."""
    return [part.id for part in declared.parts] if card.scope == "part" and declared.parts else [""]


def _parts(card: RuleCard, collected: Collected, only: str | None) -> list[str]:
    parts = parts_of(card, collected.manifest)
    if parts == [""]:
        return parts
    if _outside(card, collected) and all(_of_another_kind(card, part, collected) for part in parts):
        # What lies in no part is judged with each of them; when none of them is concerned, it is judged all the same.
        parts = ["", *parts]
    return [part for part in parts if only in (None, part)]


def _outside(card: RuleCard, collected: Collected) -> bool:
    found = [collected.found[kind] for kind in card.evidence if kind in collected.found]
    inside = collected.manifest.part_of
    return any(not item.part for one in found for item in one.evidence) or any(not inside(flaw.path) for one in found for flaw in one.flaws)


def _of_another_kind(card: RuleCard, part: str, collected: Collected) -> bool:
    return collected.manifest.of_another_kind(card, part) is not None and not _holds(card, part, collected)


def _holds(card: RuleCard, part: str, collected: Collected) -> bool:
    """Whether something of what the rule reads lies in that very part: what a part is said to be decides nothing against what it holds."""
    found = [collected.found[kind] for kind in card.evidence if kind in collected.found]
    inside = collected.manifest.part_of
    concluding = (item for one in found for item in one.evidence if item.strength is not Strength.INDICATIVE)
    return any(item.part == part for item in concluding) or any(inside(flaw.path) == part for one in found for flaw in one.flaws)


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
    if declared is None and not _holds(card, part, collected):
        declared = collected.manifest.of_another_kind(card, part)
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
        return Result(card.id, part, Outcome.FAIL, findings=_merged(_flawed(card, part, flaw) for flaw in flaws), looked_at=looks, limits=limits)
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
        looks += [Look(path, path, "untracked") for path in forgotten(repo, finder)]
        for what, saw in (((*finder.names, *(item.glob for item in finder.globs)), "places"), (finder.headings, "headings")):
            if what:
                looks.append(Look(", ".join(what), None, saw))
    return tuple(looks)


def _result(card: RuleCard, part: str, found: Mapping[str, Found], answer: Any) -> Result:
    if isinstance(answer, isolation.Failure):
        failed = answer.why == "exception"
        limit = Limit("rule-failed" if failed else f"rule-{answer.why}", None, (card.id,), detail=quote(answer.detail))
        return Result(card.id, part, Outcome.ERROR if failed else Outcome.UNVERIFIED, limits=(limit,))
    findings = _findings(card, part, found, answer)
    rests = [item.evidence for item in answer if isinstance(item, RestsOn)] or [
        item for kind in card.evidence if kind in found for item in found[kind].evidence if item.strength is not Strength.INDICATIVE
    ]
    cited = tuple(item.id for item in rests)
    unsure = tuple(item.limit for item in answer if isinstance(item, Unverified))
    unseen = _rule_limits(card, found)
    limits = tuple(dict.fromkeys((*unsure, *unseen)))
    looks = tuple(look for kind in card.evidence for look in found[kind].looks)
    if findings:
        kept, cut = _bounded(card, findings)
        return Result(card.id, part, Outcome.FAIL, findings=kept, evidence=cited, limits=(*limits, *cut), looked_at=looks)
    apart = next((item for item in answer if isinstance(item, NotApplicable)), None)
    # A rule without a prerequisite asks whether there is any: one that is good is enough. The others judge all of it: what was not seen may differ.
    if unsure or (unseen and card.requires and apart is None):
        return Result(card.id, part, Outcome.UNVERIFIED, evidence=cited, limits=limits, looked_at=looks)
    if apart is not None:
        return Result(card.id, part, Outcome.NOT_APPLICABLE, because=apart.because, evidence=cited, limits=limits)
    return _passed(card, part, rests, cited, limits)


def _findings(card: RuleCard, part: str, found: Mapping[str, Found], answer: Iterable[Any]) -> tuple[Finding, ...]:
    findings = _merged(item for item in answer if isinstance(item, Finding))
    if card.requires:
        return findings
    # A hollow carrier beside a good one is only a near miss; one that cannot be read may hide what the rule would say.
    broken = (flaw for kind in card.evidence for flaw in found[kind].flaws if findings or flaw.reason is not Reason.HOLLOW)
    return _merged((*findings, *(_flawed(card, part, flaw) for flaw in broken)))


def _bounded(card: RuleCard, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Limit, ...]]:
    """At most FINDINGS_A_RULE, the worst ones, and a limit that counts them all."""
    if len(findings) <= FINDINGS_A_RULE:
        return findings, ()
    worst = sorted(findings, key=lambda finding: finding.reason.rank)[:FINDINGS_A_RULE]
    return tuple(worst), (Limit("too-many-findings", None, (card.id,), len(findings), FINDINGS_A_RULE),)


def _passed(card: RuleCard, part: str, rests: Sequence[Evidence], cited: tuple[str, ...], limits: tuple[Limit, ...]) -> Result:
    strongest = max((item.strength for item in rests), key=lambda strength: strength.rank, default=Strength.INDICATIVE)
    if strongest is Strength.INDICATIVE:
        return Result(card.id, part, Outcome.ERROR, limits=(Limit("pass-without-evidence", None, (card.id,)),))
    strength = min(strongest, card.shows, key=lambda strength: strength.rank)
    return Result(card.id, part, Outcome.PASS, strength=strength, evidence=cited, limits=limits)


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
