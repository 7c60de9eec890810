"""The other systems: little is read of each, by what they have in common."""

from __future__ import annotations

from conforme.facts.pipelines import _walk
from conforme.facts.pipelines.model import Job, Pipeline, Step, Triggers
from conforme.facts.structured import Node

CHANGE = Triggers(push=True, pull_request=True)


def circleci(path: str, root: Node) -> Pipeline | None:
    jobs, commands, flows = root.get("jobs"), root.get("commands"), root.get("workflows")
    if jobs is None and flows is None:
        # A part of a configuration that is put together when it runs: jobs or commands alone.
        parts = tuple(_job(name, node) for name, node in root.fields().items() if node.get("steps") is not None)
        return Pipeline("circleci", path, CHANGE, parts) if parts else None
    found = [_job(name, node) for part in (jobs, commands) if part is not None for name, node in part.fields().items()]
    flow_nodes = [node for name, node in (flows.fields() if flows is not None else {}).items() if name != "version"]
    used = [Step("uses", name, line) for node in flow_nodes for name, line in _circle_uses(node.get("jobs"))]
    crons = tuple(text for node in flow_nodes for text in _crons(node.get("triggers")))
    always = not flow_nodes or any(node.get("triggers") is None for node in flow_nodes)
    triggers = Triggers(push=always, pull_request=always, schedule=crons)
    return Pipeline("circleci", path, triggers, (*found, *((Job("workflows", used[0].line, tuple(used)),) if used else ())))


def _circle_uses(jobs: Node | None) -> list[tuple[str, int]]:
    return [
        (name, item.line)
        for item in (jobs.items() if jobs is not None else [])
        for name in ((_walk.scalar(item),) if _walk.scalar(item) else item.fields())
    ]


def _crons(triggers: Node | None) -> list[str]:
    items = triggers.items() if triggers is not None else []
    return [text for item in items for text in _walk.names(item.get("schedule", "cron"))]


def _job(name: str, node: Node) -> Job:
    steps = node.get("steps")
    used = [
        Step("uses", text, item.line)
        for item in (steps.items() if steps is not None else [])
        for text in ([_walk.scalar(item)] if _walk.scalar(item) else [key for key in item.fields() if "/" in key])
    ]
    images = [Step("uses", text, item.line) for item in _items(node.get("docker")) for text in _walk.names(item.get("image"))]
    return Job(name, node.line, (*images, *used, *_walk.steps(steps, uses=())))


def _items(node: Node | None) -> list[Node]:
    return node.items() if node is not None else []


def flat(system: str, path: str, root: Node, needs: tuple[str, ...], triggers: Triggers = CHANGE) -> Pipeline | None:
    """A system whose file is read as one job: its commands, wherever they are; None when it has none of the keys that make it one."""
    if not any(root.get(key) is not None for key in needs):
        return None
    steps = tuple(_walk.steps(root))
    return Pipeline(system, path, triggers, (Job("steps", root.line, steps),)) if steps else None


def bitbucket(path: str, root: Node) -> Pipeline | None:
    body = root.get("pipelines")
    if body is None:
        return None
    parts = set(body.fields())
    triggers = Triggers(
        "default" in parts or "branches" in parts, "pull-requests" in parts or "default" in parts, "tags" in parts, manual="custom" in parts
    )
    jobs = tuple(Job(name, node.line, tuple(_walk.steps(node))) for name, node in body.fields().items())
    return Pipeline("bitbucket", path, triggers, jobs) if any(job.steps for job in jobs) else None


def drone(path: str, root: Node) -> Pipeline | None:
    events = " ".join((*_walk.names(root.get("trigger", "event")), *_walk.names(root.get("when", "event"))))
    triggers = CHANGE if not events else Triggers("push" in events, "pull_request" in events, "tag" in events, ("cron",) if "cron" in events else ())
    return flat("drone", path, root, ("steps", "pipeline"), triggers)


def concourse(path: str, root: Node) -> Pipeline | None:
    jobs, resources = root.get("jobs"), root.get("resources")
    if jobs is None or resources is None or not any(item.get("plan") is not None for item in jobs.items()):
        return None
    timed = tuple("time" for item in resources.items() if _walk.scalar(item.get("type")) == "time")
    found = tuple(Job(_walk.scalar(item.get("name")), item.line, (*_concourse(item), *_walk.steps(item))) for item in jobs.items())
    started = any(_walk.scalar(step.get("trigger")) == "true" for item in jobs.items() for step in _items(item.get("plan")))
    return Pipeline("concourse", path, Triggers(push=started, pull_request=False, schedule=timed, manual=not started), found)


def _concourse(job: Node) -> list[Step]:
    return [Step("uses", text, step.line) for step in _items(job.get("plan")) for key in ("task", "put") for text in _walk.names(step.get(key))]


def tekton(path: str, root: Node) -> Pipeline | None:
    if not _walk.scalar(root.get("apiVersion")).startswith("tekton.dev/"):
        return None
    annotations = " ".join(root.get("metadata", "annotations").fields()) if root.get("metadata", "annotations") is not None else ""  # type: ignore[union-attr]
    on_change = "pipelinesascode" in annotations
    steps = tuple(_walk.steps(root.get("spec")))
    refs = tuple(Step("uses", text, item.line) for item in _items(root.get("spec", "tasks")) for text in _walk.names(item.get("taskRef", "name")))
    found = refs + steps
    return (
        Pipeline("tekton", path, Triggers(push=on_change, pull_request=on_change, call=not on_change), (Job("spec", root.line, found),))
        if found
        else None
    )
