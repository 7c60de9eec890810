"""Pipelines that run something when the code changes, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Cell, Document, Evidence, Reason, Record, Strength, View, hookimpl
from conforme.facts import pipelines
from conforme.facts.pipelines import Gathered, Pipeline, Triggers
from conforme.facts.structured import Invalid
from conforme.repo import Unreadable
from conforme_plugins.ci_pipeline import _steps

SHOWN = 5
ACTIONS = 400
_SCRIPTS = ("package.json", "makefile")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data of each: `system`, `push`, `pull_request`, `schedule`, `checks`, `tests`, `deploys`, `previews`, `branches`, `environment`, `delegates`
    (hands over to a pipeline kept elsewhere). The first one holds a record for each action that any workflow uses (`action`: `reference`, `pinned`).
    """
    documents = [view.document(candidate.path) for candidate in view.candidates()]
    scripts = [document for document in documents if document.path.lower().endswith(_SCRIPTS)]
    read, broken = _read([document for document in documents if document not in scripts])
    gathered = pipelines.gather([document for document, _ in read], scripts, view.reading)
    running = [(document, pipeline) for document, pipeline in read if _runs(view, pipeline, gathered.triggers[pipeline.path])]
    for path, line, what in broken:
        _say_broken(view, path, line, what, bool(running))
    facts = [(document, pipeline, _facts(pipeline, gathered)) for document, pipeline in running]
    actions = tuple(record for _, pipeline in read for record in _actions(pipeline))[:ACTIONS]
    for position, (document, pipeline, data) in enumerate(_telling(facts)):
        records = actions if position == 0 else ()
        yield view.evidence(document, line=pipeline.line, value=pipeline.system, strength=Strength.DEMONSTRATED, records=records, data=data)


def _read(documents: list[Document]) -> tuple[list[tuple[Document, Pipeline]], list[tuple[str, int, Unreadable | Invalid]]]:
    found, broken = [], []
    for document in documents:
        try:
            pipeline = document.fact(pipelines.parse)
        except (Unreadable, Invalid) as error:
            broken.append((document.path, getattr(error, "line", 1), error))
            continue
        if pipeline is not None:
            found.append((document, pipeline))
    return found, broken


def _say_broken(view: View, path: str, line: int, error: Unreadable | Invalid, others: bool) -> None:
    # One workflow that cannot be read beside others that run is a near miss; alone it hides what the rule would say.
    if isinstance(error, Unreadable):
        view.limit(error.what, path, error.measured, error.bound)
    elif others:
        view.saw(path, "invalid", line=line)
    else:
        view.flaw(Reason.INVALID, path, line, problem=error.key, **error.data)


def _runs(view: View, pipeline: Pipeline, triggers: Triggers) -> bool:
    if pipeline.system == "github-action":
        return False
    steps = [step for step in pipeline.steps if _steps.works(step, pipeline.system)]
    if not triggers.on_change:
        view.saw(pipeline.path, "calls-only" if triggers.call and not triggers.schedule else "not-on-change")
    elif not steps and not any("/" in call for call in pipeline.calls):
        view.saw(pipeline.path, "no-step")
    elif steps and not pipeline.calls and all(_steps.housekeeping(step) for step in steps):
        view.saw(pipeline.path, "housekeeping")
    else:
        return True
    return False


def _facts(pipeline: Pipeline, gathered: Gathered) -> dict[str, object]:
    triggers = gathered.triggers[pipeline.path]
    words = "\n".join([pipeline.path.rsplit("/", 1)[-1], *pipeline.calls, *(gathered.words(step) for step in pipeline.steps)])
    names = "\n".join((*(job.name for job in pipeline.jobs), *(step.name for step in pipeline.steps)))
    environment = next((job.environment for job in pipeline.jobs if job.environment), "")
    deploys = bool(_steps.DEPLOY.search(words)) or bool(environment) or bool(_steps.DEPLOY.search(names))
    return {
        "system": pipeline.system,
        "push": triggers.push,
        "pull_request": triggers.pull_request,
        "schedule": triggers.schedule,
        "checks": bool(_steps.CHECK.search(words)),
        "tests": bool(_steps.TEST.search(words)),
        "deploys": deploys,
        "previews": triggers.pull_request and deploys and bool(_steps.PREVIEW.search(f"{words}\n{names}\n{environment}")),
        "delegates": any(not call.startswith((".", "/")) for call in pipeline.calls),
        "branches": triggers.branches,
        "environment": environment,
    }


def _telling(facts: list[tuple[Document, Pipeline, dict[str, object]]]) -> list[tuple[Document, Pipeline, dict[str, object]]]:
    """At most SHOWN: the ones that test first, and always one that deploys, one that previews and one on a clock when there are any."""
    ranked = sorted(facts, key=_rank)
    chosen = ranked[:2]
    for wanted in ("deploys", "previews", "schedule"):
        chosen += [item for item in ranked if item[2][wanted] and (item[2]["push"] or wanted != "deploys") and item not in chosen][:1]
    return (chosen + [item for item in ranked if item not in chosen])[:SHOWN]


def _rank(item: tuple[Document, Pipeline, dict[str, object]]) -> tuple[bool, bool, bool, bool, int, int, str]:
    document, pipeline, data = item
    name = document.path.rsplit("/", 1)[-1]
    depth = 0 if document.path.startswith(".") else document.path.count("/")
    return (
        not data["tests"],
        not data["checks"],
        not pipeline.triggers.on_change,
        not _steps.TEST.search(name),
        depth,
        -len(list(pipeline.steps)),
        document.path,
    )


def _actions(pipeline: Pipeline) -> Iterator[Record]:
    if pipeline.system not in ("github", "github-action"):
        return
    for reference, line in ((step.text, step.line) for step in pipeline.steps if step.kind == "uses"):
        if not reference.startswith((".", "docker://")) and "@" in reference:
            cells = {"reference": Cell(reference, reference, line), "pinned": Cell(pipelines.pinned(reference), "", line)}
            yield Record("action", reference, cells, pipeline.path, line)
