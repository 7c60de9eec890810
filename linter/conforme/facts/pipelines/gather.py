"""All pipelines of a repository together: which ones really start, and what each step stands for once its scripts are followed."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.pipelines.commands import Scripts, expand, scripts
from conforme.facts.pipelines.model import Job, Pipeline, Step, Triggers
from conforme.repo import Document

SCRIPT_FILES = 40
ROUNDS = 6


class Run(NamedTuple):
    """A step that some pipeline runs. `triggers`: what starts it in the end; `words`: what it says, the scripts that it calls included."""

    pipeline: Pipeline
    job: Job
    step: Step
    triggers: Triggers
    words: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """`triggers`: by path, those of the pipelines that call it added; `known`: the scripts that commands may name."""

    pipelines: tuple[Pipeline, ...] = ()
    triggers: Mapping[str, Triggers] = field(default_factory=dict)
    known: Scripts = field(default_factory=dict)
    _runs: list[Run] = field(default_factory=list, repr=False, compare=False)

    def runs(self) -> Iterator[Run]:
        """The steps of the pipelines that something starts: a change, a clock, a tag or a person."""
        if not self._runs:
            self._runs.extend(self._started())
        return iter(self._runs)

    def _started(self) -> Iterator[Run]:
        for pipeline in self.pipelines:
            triggers = self.triggers[pipeline.path]
            if triggers.on_change or triggers.schedule or triggers.tag or triggers.manual:
                for job in pipeline.jobs:
                    for step in job.steps:
                        yield Run(pipeline, job, step, triggers, self.words(step))

    @property
    def elsewhere(self) -> str:
        """The path of a started pipeline that hands over to a library or a workflow of another repository, whose steps are not seen here; else ""."""
        for pipeline in self.pipelines:
            calls = [job.calls for job in pipeline.jobs if job.calls] if pipeline.system == "github" else pipeline.includes
            if (
                pipeline.system in ("github", "jenkins")
                and self.triggers[pipeline.path].on_change
                and any(not call.startswith(".") for call in calls)
            ):
                return pipeline.path
        return ""

    def words(self, step: Step) -> str:
        return expand(step.words, self.known) if step.kind == "run" else step.words


def gather(documents: Iterable[Document], others: Iterable[Document], guard: Callable[[Document], AbstractContextManager[None]]) -> Gathered:
    """`documents` are read as pipelines, `others` (package.json, Makefile, shell files) for their scripts: a shell file only when a step names it.

    `guard` stands round the reading of each, as `View.reading` does: what cannot be read is left out.
    """
    from conforme.facts.pipelines import parse

    found: list[Pipeline] = []
    for document in documents:
        with guard(document):
            pipeline = document.fact(parse)
            if pipeline is not None:
                found.append(pipeline)
    known = _scripts(others, "\n".join(step.words for pipeline in found for step in pipeline.steps), guard)
    return Gathered(tuple(found), effective(found), known)


def _scripts(others: Iterable[Document], said: str, guard: Callable[[Document], AbstractContextManager[None]]) -> dict[str, str]:
    known: dict[str, str] = {}
    files = [document for document in others if not _is_code(document.path)]
    for document in files:
        with guard(document):
            for name, body in document.fact(scripts).items():
                known[name] = f"{known[name]}\n{body}" if name in known else body
    said = "\n".join((said, *known.values()))
    named = [document for document in others if _is_code(document.path) and _says(document.path, said)]
    for document in named[:SCRIPT_FILES]:
        with guard(document):
            known.update(dict.fromkeys((document.path, posixpath.basename(document.path)), document.text[:20_000]))
    return known


def _is_code(path: str) -> bool:
    return not path.lower().endswith(("package.json", "composer.json", "makefile", "justfile", ".mk"))


def _says(path: str, said: str) -> bool:
    return posixpath.basename(path) in said


def effective(found: Iterable[Pipeline]) -> dict[str, Triggers]:
    """What starts each pipeline, by path: its own triggers, and those of the pipelines of the repository that call it."""
    by_path = {pipeline.path: pipeline for pipeline in found}
    titled = {pipeline.title: pipeline.path for pipeline in by_path.values() if pipeline.title}
    triggers = {path: pipeline.triggers for path, pipeline in by_path.items()}
    for _ in range(ROUNDS):
        before = dict(triggers)
        for pipeline in by_path.values():
            for target in _targets(pipeline, by_path):
                triggers[target] = _joined(triggers[target], triggers[pipeline.path])
            for title in pipeline.follows:
                if title in titled and titled[title] != pipeline.path:
                    triggers[pipeline.path] = _joined(triggers[pipeline.path], triggers[titled[title]])
        if triggers == before:
            break
    return triggers


def _targets(pipeline: Pipeline, by_path: Mapping[str, Pipeline]) -> Iterator[str]:
    local = [step.text for step in pipeline.steps if step.kind == "uses" and step.text.startswith(".")]
    for call in (*pipeline.calls, *local):
        clean = re.sub(r"@[\w.-]{1,60}\Z", "", call)
        near = posixpath.normpath(posixpath.join(posixpath.dirname(pipeline.path), clean))
        root = posixpath.normpath(clean.lstrip("/"))
        for path in (root, near, f"{root}/action.yml", f"{root}/action.yaml"):
            if path in by_path and path != pipeline.path:
                yield path


def _joined(one: Triggers, other: Triggers) -> Triggers:
    return Triggers(
        one.push or other.push,
        one.pull_request or other.pull_request,
        one.tag or other.tag,
        tuple(dict.fromkeys((*one.schedule, *other.schedule))),
        one.manual or other.manual,
        one.call or other.call,
        one.branches or other.branches,
    )
