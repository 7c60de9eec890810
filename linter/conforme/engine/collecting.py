"""Finders at work: a repository gives the evidence of each kind, with what was seen on the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from conforme import isolation, manifest, places
from conforme.cards import FinderCard, RuleCard
from conforme.catalog import Catalog
from conforme.engine import inheriting, keeping
from conforme.hooks import Plugins
from conforme.manifest import Manifest
from conforme.model import Evidence, Limit, quote
from conforme.places import Selection
from conforme.repo import Repo, share_documents
from conforme.trust import NO_POLICY, Policy
from conforme.view import Found, View, register_paths

# Limits of time are the last resort and say so; those that honest input could meet are counted in input, by the readers.
FINDER_SECONDS = 20.0
CHILD_MEMORY = 1 << 30
EVIDENCE_A_KIND = 500
# Below this a second child costs more than it saves.
FEWEST_BESIDE = 4


@dataclass(frozen=True)
class Options:
    """How to judge: the audit's date, the phase (None: the manifest's), which rules, which part.

    `known_phase`: the phase of the service before a change, for when the manifest no longer says one: losing it must not lower the bar.
    `policy`: the auditor's. `inherited`: an organisation's repository, for what a forge or a ministry inherits. `kept_in`: the folder in which
    answers are kept for the next run, None for none.
    """

    date: datetime.date
    phase: str | None = None
    select: Callable[[RuleCard], bool] = field(default=lambda rule: True)
    part: str | None = None
    isolate: bool = True
    known_phase: str | None = None
    policy: Policy = NO_POLICY
    inherited: Repo | None = None
    kept_in: str | None = None


@dataclass(frozen=True)
class Collected:
    """What the finders brought back, and the manifest under which they looked; `sure`: nothing of it rests on a failure that may be gone again."""

    found: Mapping[str, Found]
    manifest: Manifest
    sure: bool = True


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
    return [_inherited(one, wanted, said, options, catalog) for one, said, (_, options) in zip(found, declared, cases, strict=True)]


def _inherited(own: _Harvest, wanted: Mapping[str, FinderCard], said: Manifest, options: Options, catalog: Catalog) -> Collected:
    found = own.found
    lacking = {kind: wanted[kind] for kind in wanted if wanted[kind].inherits and not inheriting.concludes(found[kind])}
    if options.inherited is None:
        return Collected({**found, **{kind: inheriting.may_be_inherited(found[kind]) for kind in lacking}}, said, own.sure)
    if not lacking:
        return Collected(found, said, own.sure)
    look = _Look(options.inherited, inheriting.shared(options.inherited.paths), lacking, Manifest(), options)
    theirs = _run([look], catalog)[0]
    joined = {kind: inheriting.joined(found[kind], theirs.found[kind]) for kind in lacking}
    return Collected({**found, **joined}, said, own.sure and theirs.sure)


class _Look(NamedTuple):
    """One snapshot to look at: which of its paths, with which finders, under which manifest."""

    repo: Repo
    paths: Iterable[str]
    wanted: Mapping[str, FinderCard]
    declared: Manifest
    options: Options


class _Harvest(NamedTuple):
    found: dict[str, Found]
    sure: bool


def _run(looks: Sequence[_Look], catalog: Catalog) -> list[_Harvest]:
    memos: dict[str, keeping.Memo] = {}
    asked = [question for look in looks for question in _questions(look, catalog, memos)]
    plugins = Plugins(catalog.plugins, catalog.vendors)
    # One answer may hold for several snapshots: what is left when each question was put once is put to each of them.
    first = {(id(one.memo), one.kind, one.key): one for one in reversed(asked) if one.key is not None and one.recalled() is None}
    _answer([one for one in asked if one.key is None or first.get((id(one.memo), one.kind, one.key)) is one], plugins)
    _answer([one for one in asked if one.found is None and one.recalled() is None], plugins)
    for memo in memos.values():
        memo.write()
    answers = iter(asked)
    return [_harvest([next(answers) for _ in look.wanted]) for look in looks]


def _harvest(questions: Sequence[_Question]) -> _Harvest:
    return _Harvest({one.kind: one.answer() for one in questions}, all(one.sure for one in questions))


class _Question:
    """A finder to ask about a snapshot, and its answer once there is one."""

    def __init__(self, look: _Look, kind: str, selection: Selection, scene: keeping.Scene, memo: keeping.Memo) -> None:
        self.look, self.kind, self.selection, self.scene, self.memo = look, kind, selection, scene, memo
        self.found: Found | None = None
        self.sure = True
        registers = register_paths(look.repo, look.wanted[kind], look.declared)
        self.key = scene.key(kind, selection, registers)

    @property
    def reads_history(self) -> bool:
        return self.look.wanted[self.kind].history != "none"

    def recalled(self) -> Found | None:
        """The answer that was found before, if one holds."""
        if self.found is None and self.key is not None:
            self.found = self.memo.find(self.kind, self.key, self.scene)
        return self.found

    def task(self, plugins: Plugins) -> Callable[[], tuple[Found, keeping.Trace]]:
        def run() -> tuple[Found, keeping.Trace]:
            look = self.look
            view = View(look.repo, look.wanted[self.kind], self.selection, look.options.date, look.declared)
            found = view.found(_bounded(plugins.finder(self.kind)(view=view), view))
            return found, keeping.Trace(view.asked, view.unsure)

        return run

    def take(self, answer: tuple[Found, keeping.Trace] | isolation.Failure) -> None:
        if isinstance(answer, isolation.Failure):
            self.found, self.sure = _failed(self.kind, answer), False
            return
        self.found, trace = answer
        self.sure = not trace.unsure
        if self.key is not None:
            self.memo.keep(self.kind, self.key, self.scene, trace, self.found)

    def answer(self) -> Found:
        assert self.found is not None
        return self.found


def _questions(look: _Look, catalog: Catalog, memos: dict[str, keeping.Memo]) -> Iterator[_Question]:
    place = look.repo.seal.place if look.repo.seal is not None else ""
    if place not in memos:
        memos[place] = keeping.Memo(look.options.kept_in, place, catalog)
    scene = keeping.Scene(look.repo, look.declared, look.options.date)
    selections = places.select(look.paths, look.wanted, look.declared.evidence)
    return (_Question(look, kind, selections[kind], scene, memos[place]) for kind in look.wanted)


def _answer(questions: Sequence[_Question], plugins: Plugins) -> None:
    """Puts the questions, those that read history beside the others where there are two processors: the two share little."""
    if not questions:
        return
    isolate = all(one.look.options.isolate for one in questions)
    lanes = [[one for one in questions if one.reads_history], [one for one in questions if not one.reads_history]]
    if isolation.cores() < 2 or min(map(len, lanes)) < FEWEST_BESIDE:
        lanes = [list(questions)]
    tasks = [[isolation.Task(one.kind, one.task(plugins), FINDER_SECONDS) for one in lane] for lane in lanes]
    for lane, answers in zip(lanes, isolation.run_beside(tasks, memory=CHILD_MEMORY, isolate=isolate), strict=True):
        for one, answer in zip(lane, answers, strict=True):
            one.take(answer)


def _bounded(evidence: Iterable[Evidence], view: View) -> list[Evidence]:
    kept: dict[str, Evidence] = {}
    for item in evidence:
        if len(kept) >= EVIDENCE_A_KIND and item.id not in kept:
            view.limit("too-much-evidence", None, len(kept) + 1, EVIDENCE_A_KIND)
            break
        kept.setdefault(item.id, item)
    return list(kept.values())


def _failed(kind: str, failure: isolation.Failure) -> Found:
    what = "finder-failed" if failure.why == "exception" else f"finder-{failure.why}"
    return Found(kind, limits=(Limit(what, detail=quote(failure.detail)),))
