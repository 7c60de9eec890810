"""What a CI pipeline is, whatever system runs it: when it starts, and what its jobs do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from conforme.facts import regex as re

PINNED = re.compile(r"@(?:[0-9a-f]{40}|[0-9a-f]{64}|sha256:[0-9a-f]{64})\Z")


class Step(NamedTuple):
    """One thing that a job does. `kind`: `run` (text is the command, as written) or `uses` (text names an action, a task, an orb, an image or a
    template). `inputs`: what a used thing is given, scalars only."""

    kind: str
    text: str
    line: int
    name: str = ""
    inputs: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """All that the step says, for searching: its text and its inputs."""
        return "\n".join((self.text, *(f"{name}: {value}" for name, value in self.inputs)))


@dataclass(frozen=True, slots=True)
class Job:
    """A job and its steps, in order. `calls`: the reusable pipeline that it hands over to. `condition`, `environment`: as written, or empty."""

    name: str
    line: int
    steps: tuple[Step, ...] = ()
    calls: str = ""
    condition: str = ""
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Triggers:
    """What starts a pipeline. `schedule` holds cron lines, or a word where the system keeps them elsewhere. `call`: by another pipeline only
    (`workflow_call`, a template), which by itself starts nothing. `branches`: the branches that `push` is limited to."""

    push: bool = False
    pull_request: bool = False
    tag: bool = False
    schedule: tuple[str, ...] = ()
    manual: bool = False
    call: bool = False
    branches: tuple[str, ...] = ()

    @property
    def on_change(self) -> bool:
        return self.push or self.pull_request


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline file. `includes`: other files or templates that it brings in. `follows`: the titles of those whose end starts it."""

    system: str
    path: str
    triggers: Triggers
    jobs: tuple[Job, ...]
    includes: tuple[str, ...] = ()
    line: int = 1
    title: str = ""
    follows: tuple[str, ...] = ()

    @property
    def steps(self) -> Iterator[Step]:
        """The steps of all jobs, in order."""
        return (step for job in self.jobs for step in job.steps)

    @property
    def calls(self) -> tuple[str, ...]:
        """The reusable pipelines, templates and files that it hands over to."""
        return (*(job.calls for job in self.jobs if job.calls), *self.includes)


def pinned(reference: str) -> bool:
    """Whether an action is named by the digest of its content, which nobody can move; a local path is its own content."""
    return reference.startswith(("./", "../")) or bool(PINNED.search(reference.split(" ", 1)[0]))
