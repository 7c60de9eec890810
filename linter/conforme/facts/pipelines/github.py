"""GitHub Actions, and the forges that run the same files."""

from __future__ import annotations

from dataclasses import replace

from conforme.facts.pipelines import _walk
from conforme.facts.pipelines.model import Job, Pipeline, Step, Triggers
from conforme.facts.structured import Node

CHANGES = frozenset(("pull_request", "pull_request_target", "merge_group"))


def read(path: str, root: Node) -> Pipeline | None:
    """A workflow, or a composite action of the repository (called, never started by itself); None for anything else."""
    if (action := root.get("runs", "steps")) is not None:
        return Pipeline("github-action", path, Triggers(call=True), (Job("runs", action.line, _steps(action)),))
    jobs, on = root.get("jobs"), root.get("on")
    if jobs is None or not jobs.fields() or on is None:
        return None
    title = _walk.scalar(root.get("name"))
    found = tuple(_job(name, node, jobs.where(name).line, title) for name, node in jobs.fields().items())
    triggers = _triggers(on)
    if _on_merge(on) and any("pull_request.merged" in job.condition for job in found):
        triggers = replace(triggers, push=True)  # a request that is closed by merging it is a change of the branch that it aims at
    after = on.get("workflow_run", "workflows")
    return Pipeline("github", path, triggers, found, line=root.where("on").line, title=title or path, follows=_walk.names(after))


def _on_merge(on: Node) -> bool:
    request = on.get("pull_request")
    return request is not None and "closed" in _walk.names(request.get("types"))


def _triggers(on: Node) -> Triggers:
    events = on.fields() or {name: Node(None) for name in _walk.names(on)}
    push = events.get("push")
    tags = push is not None and push.get("tags") is not None
    branches = _walk.names(push.get("branches")) if push is not None else ()
    only_tags = tags and not branches and push is not None and push.get("branches-ignore") is None
    return Triggers(
        push=push is not None and not only_tags,
        pull_request=bool(CHANGES & set(events)),
        tag=tags or "release" in events,
        schedule=tuple(text for item in _of(events, "schedule") for text in _walk.names(item.get("cron"))),
        manual=bool({"workflow_dispatch", "repository_dispatch"} & set(events)),
        call=bool({"workflow_call", "workflow_run"} & set(events)),
        branches=branches,
    )


def _of(events: dict[str, Node], name: str) -> list[Node]:
    node = events.get(name)
    return node.items() if node is not None else []


def _job(name: str, node: Node, line: int, title: str) -> Job:
    uses = _walk.scalar(node.get("uses"))
    environment = node.get("environment")
    named = _walk.scalar(environment) or (_walk.scalar(environment.get("name")) if environment is not None else "")
    steps = _steps(node.get("steps"))
    if uses:
        # A job handed over to a reusable workflow: what it is for is in the names and in what it is given.
        given = (*_walk.inputs(node.get("with")), *((key, "") for key in (node.get("secrets") or Node(None)).fields()))
        steps = (Step("uses", uses, node.where("uses").line, f"{title} {_walk.scalar(node.get('name')) or name}".strip(), given),)
    return Job(name, line, steps, uses, _walk.scalar(node.get("if")), named)


def _steps(node: Node | None) -> tuple[Step, ...]:
    found: list[Step] = []
    for item in node.items() if node is not None else []:
        title = _walk.scalar(item.get("name"))
        if uses := _walk.scalar(item.get("uses")):
            found.append(Step("uses", uses, item.where("uses").line, title, _walk.inputs(item.get("with"))))
        elif run := _walk.scalar(item.get("run")):
            found.append(Step("run", run, item.where("run").line, title))
    return tuple(found)
