"""Finders at work: a repository gives the evidence of each kind, with what was seen on the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from conforme import isolation, manifest, places
from conforme.cards import FinderCard, RuleCard
from conforme.catalog import Catalog
from conforme.engine import inheriting
from conforme.hooks import Plugins
from conforme.manifest import Manifest
from conforme.model import Evidence, Limit, quote
from conforme.repo import Repo
from conforme.trust import NO_POLICY, Policy
from conforme.view import Found, View

# Limits of time are the last resort and say so; those that honest input could meet are counted in input, by the readers.
FINDER_SECONDS = 20.0
CHILD_MEMORY = 1 << 30
EVIDENCE_A_KIND = 500


@dataclass(frozen=True)
class Options:
    """How to judge: the audit's date, the phase (None: the manifest's), which rules, which part.

    `known_phase`: the phase of the service before a change, for when the manifest no longer says one: losing it must not lower the bar.
    `policy`: the auditor's. `inherited`: an organisation's repository, for what a forge or a ministry inherits.
    """

    date: datetime.date
    phase: str | None = None
    select: Callable[[RuleCard], bool] = field(default=lambda rule: True)
    part: str | None = None
    isolate: bool = True
    known_phase: str | None = None
    policy: Policy = NO_POLICY
    inherited: Repo | None = None


@dataclass(frozen=True)
class Collected:
    """What the finders brought back, and the manifest under which they looked."""

    found: Mapping[str, Found]
    manifest: Manifest


def collect(repo: Repo, catalog: Catalog, options: Options, kinds: Iterable[str] | None = None) -> Collected:
    """Runs the finders of `kinds` (all by default) over the repository, then over what it inherits for those that found nothing."""
    declared = manifest.read(repo)
    wanted = {kind: card for kind, card in catalog.finders.items() if kinds is None or kind in set(kinds)}
    found = _run(repo, repo.paths, wanted, declared, catalog, options)
    lacking = {kind: wanted[kind] for kind in wanted if wanted[kind].inherits and not inheriting.concludes(found[kind])}
    if options.inherited is None:
        found.update({kind: inheriting.may_be_inherited(found[kind]) for kind in lacking})
    elif lacking:
        theirs = _run(options.inherited, inheriting.shared(options.inherited.paths), lacking, Manifest(), catalog, options)
        found.update({kind: inheriting.joined(found[kind], theirs[kind]) for kind in lacking})
    return Collected(found, declared)


def _run(
    repo: Repo, paths: Iterable[str], wanted: Mapping[str, FinderCard], declared: Manifest, catalog: Catalog, options: Options
) -> dict[str, Found]:
    selections = places.select(paths, wanted, declared.evidence)
    plugins = Plugins(catalog.plugins)

    def finder(kind: str) -> Callable[[], Found]:
        def task() -> Found:
            view = View(repo, wanted[kind], selections[kind], options.date, declared)
            return view.found(_bounded(plugins.finder(kind)(view=view), view))

        return task

    tasks = [isolation.Task(kind, finder(kind), FINDER_SECONDS) for kind in wanted]
    answers = isolation.run(tasks, memory=CHILD_MEMORY, isolate=options.isolate)
    return {task.name: _found(task.name, answer) for task, answer in zip(tasks, answers, strict=True)}


def _bounded(evidence: Iterable[Evidence], view: View) -> list[Evidence]:
    kept: dict[str, Evidence] = {}
    for item in evidence:
        if len(kept) >= EVIDENCE_A_KIND and item.id not in kept:
            view.limit("too-much-evidence", None, len(kept) + 1, EVIDENCE_A_KIND)
            break
        kept.setdefault(item.id, item)
    return list(kept.values())


def _found(kind: str, answer: Found | isolation.Failure) -> Found:
    if isinstance(answer, isolation.Failure):
        what = "finder-failed" if answer.why == "exception" else f"finder-{answer.why}"
        return Found(kind, limits=(Limit(what, detail=quote(answer.detail)),))
    return answer
