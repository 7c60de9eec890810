"""Finders at work: a repository gives the evidence of each kind, with what was seen on the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from conforme import isolation, manifest, places
from conforme.cards import FinderCard, RuleCard
from conforme.catalog import Catalog
from conforme.engine import inheriting
from conforme.hooks import Plugins
from conforme.manifest import Manifest
from conforme.model import Evidence, Limit, quote
from conforme.repo import Repo, share_documents
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
    return collect_each([(repo, options)], catalog, kinds)[0]


def collect_each(cases: Sequence[tuple[Repo, Options]], catalog: Catalog, kinds: Iterable[str] | None = None) -> list[Collected]:
    """The same for several snapshots, in one child: a file that several of them hold is read and parsed once."""
    chosen = set(kinds) if kinds is not None else None
    wanted = {kind: card for kind, card in catalog.finders.items() if chosen is None or kind in chosen}
    share_documents(repo for repo, _ in cases)
    declared = [manifest.read(repo) for repo, _ in cases]
    looks = [_Look(repo, repo.paths, wanted, said, options) for (repo, options), said in zip(cases, declared, strict=True)]
    found = _run(looks, catalog)
    return [Collected(_inherited(one, wanted, options, catalog), said) for one, said, (_, options) in zip(found, declared, cases, strict=True)]


def _inherited(found: dict[str, Found], wanted: Mapping[str, FinderCard], options: Options, catalog: Catalog) -> dict[str, Found]:
    lacking = {kind: wanted[kind] for kind in wanted if wanted[kind].inherits and not inheriting.concludes(found[kind])}
    if options.inherited is None:
        return {**found, **{kind: inheriting.may_be_inherited(found[kind]) for kind in lacking}}
    if not lacking:
        return found
    look = _Look(options.inherited, inheriting.shared(options.inherited.paths), lacking, Manifest(), options)
    theirs = _run([look], catalog)[0]
    return {**found, **{kind: inheriting.joined(found[kind], theirs[kind]) for kind in lacking}}


class _Look(NamedTuple):
    """One snapshot to look at: which of its paths, with which finders, under which manifest."""

    repo: Repo
    paths: Iterable[str]
    wanted: Mapping[str, FinderCard]
    declared: Manifest
    options: Options


def _run(looks: Sequence[_Look], catalog: Catalog) -> list[dict[str, Found]]:
    plugins = Plugins(catalog.plugins, catalog.vendors)
    tasks = [task for look in looks for task in _tasks(look, plugins)]
    isolate = all(look.options.isolate for look in looks)
    answers = iter(isolation.run(tasks, memory=CHILD_MEMORY, isolate=isolate))
    return [{kind: _found(kind, next(answers)) for kind in look.wanted} for look in looks]


def _tasks(look: _Look, plugins: Plugins) -> Iterator[isolation.Task]:
    selections = places.select(look.paths, look.wanted, look.declared.evidence)

    def finder(kind: str) -> Callable[[], Found]:
        def task() -> Found:
            view = View(look.repo, look.wanted[kind], selections[kind], look.options.date, look.declared)
            return view.found(_bounded(plugins.finder(kind)(view=view), view))

        return task

    return (isolation.Task(kind, finder(kind), FINDER_SECONDS) for kind in look.wanted)


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
