"""Azure Pipelines: stages, jobs and steps, in the main file or in templates."""

from __future__ import annotations

from conforme.facts.pipelines import _walk
from conforme.facts.pipelines.model import Job, Pipeline, Step, Triggers
from conforme.facts.structured import Node

BODY = ("stages", "jobs", "steps", "extends")
RUNS = ("script", "bash", "pwsh", "powershell")
OWN = (*RUNS, "task", "checkout", "template", "job", "deployment", "stage", "download", "publish")


def read(path: str, root: Node) -> Pipeline | None:
    """The pipeline or the template; None when the file holds no step that Azure knows."""
    body = next((node for key in BODY if (node := root.get(key)) is not None), None)
    if body is None or not _known(body):
        return None
    steps, calls = tuple(_steps(body, 0)), tuple(_templates(body, 0))
    return Pipeline("azure", path, _triggers(root), (Job("steps", body.line, steps),), calls)


def _known(body: Node) -> bool:
    items = body.items() or [body]
    return any(item.get(key) is not None for item in items for key in OWN)


def _steps(node: Node, depth: int) -> list[Step]:
    found: list[Step] = []
    title = _walk.scalar(node.get("displayName"))
    for key, value in node.fields().items():
        if key in RUNS and (text := _walk.scalar(value)):
            found.append(Step("run", text, node.where(key).line, title))
        elif key == "task" and (text := _walk.scalar(value)):
            found += _task(node, text, title)
        elif key == "template" and (text := _walk.scalar(value)):
            found.append(Step("uses", text, node.where(key).line, title, _walk.inputs(node.get("parameters"))))
        elif value.kind != "scalar" and depth < _walk.DEPTH:
            found += _steps(value, depth + 1)
    for item in node.items() if depth < _walk.DEPTH else []:
        found += _steps(item, depth + 1)
    return found


def _task(node: Node, text: str, title: str) -> list[Step]:
    given, line = _walk.inputs(node.get("inputs")), node.where("task").line
    found = [Step("uses", text, line, title, given)]
    known = dict(given)
    # What a task is told to run is a command like any other.
    for name, words in (("script", ""), ("inline", ""), ("command", text.split("@")[0].lower()), ("customCommand", "npm"), ("arguments", "")):
        if known.get(name):
            found.append(Step("run", f"{words} {known[name]}".strip(), line, title))
    return found


def _templates(node: Node, depth: int) -> list[str]:
    children = [*node.fields().values(), *node.items()] if depth < _walk.DEPTH else []
    own = _walk.scalar(node.get("template"))
    return ([own] if own else []) + [text for child in children for text in _templates(child, depth + 1)]


def _triggers(root: Node) -> Triggers:
    trigger, pr, schedules = root.get("trigger"), root.get("pr"), root.get("schedules")
    # A file without a trigger that takes parameters, or has no pool of its own, is brought in by another.
    template = trigger is None and pr is None and root.get("pool") is None and root.get("variables") is None and root.get("resources") is None
    if template and (root.get("parameters") is not None or root.get("stages") is None):
        return Triggers(call=True)
    branches = (_walk.names(trigger) or _walk.names(trigger.get("branches", "include"))) if trigger is not None else ()
    return Triggers(
        push=_walk.scalar(trigger).lower() != "none",
        pull_request=pr is not None and _walk.scalar(pr).lower() != "none",
        tag=trigger is not None and trigger.get("tags") is not None,
        schedule=tuple(text for item in (schedules.items() if schedules is not None else []) for text in _walk.names(item.get("cron"))),
        manual=_walk.scalar(trigger).lower() == "none",
        branches=tuple(name for name in branches if name.lower() != "none"),
    )
