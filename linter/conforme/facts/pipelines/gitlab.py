"""GitLab CI: jobs are the keys of the root that are no keyword."""

from __future__ import annotations

from conforme.facts.pipelines import _walk
from conforme.facts.pipelines.model import Job, Pipeline, Step, Triggers
from conforme.facts.structured import Node

KEYWORDS = frozenset("stages variables default include workflow image services cache spec pages:deploy before_script after_script".split())
SCRIPTS = ("before_script", "script", "after_script")


def read(path: str, root: Node) -> Pipeline | None:
    """The pipeline, or a file that one includes; None when it holds neither a job nor an include."""
    jobs = tuple(_job(name, node, root.where(name).line) for name, node in root.fields().items() if name not in KEYWORDS and _is_job(node))
    includes = _includes(root.get("include"))
    if not jobs and not includes:
        return None
    main = path.rsplit("/", 1)[-1].lower() in (".gitlab-ci.yml", ".gitlab-ci.yaml")
    return Pipeline("gitlab", path, _triggers(root, jobs, main), jobs, includes)


def _is_job(node: Node) -> bool:
    return any(node.get(key) is not None for key in ("script", "extends", "trigger", "run", "needs", "stage"))


def _job(name: str, node: Node, line: int) -> Job:
    steps = [Step("run", text, at, name) for key in SCRIPTS for text, at in _walk.texts(node.get(key))]
    image = node.get("image")
    used = _walk.scalar(image) or (_walk.scalar(image.get("name")) if image is not None else "")
    if used and image is not None:
        steps.insert(0, Step("uses", used, image.line, name))
    environment = node.get("environment")
    named = _walk.scalar(environment) or (_walk.scalar(environment.get("name")) if environment is not None else "")
    return Job(name, line, tuple(steps), "\n".join(_walk.names(node.get("extends"))), _condition(node), named)


def _condition(node: Node) -> str:
    rules = node.get("rules")
    told = [_walk.scalar(rule.get("if")) for rule in (rules.items() if rules is not None else [])]
    only = node.get("only")
    told += _walk.names(only) or (_walk.names(only.get("refs")) if only is not None else ())
    return " || ".join(text for text in (*told, _walk.scalar(node.get("when"))) if text)


def _includes(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    items = node.items() or [node]
    found = [_walk.names(item) or _walk.names(item.get(key)) for item in items for key in ("local", "template", "file", "remote", "component")]
    return tuple(dict.fromkeys(text for group in found for text in group))


def _triggers(root: Node, jobs: tuple[Job, ...], main: bool) -> Triggers:
    if not main:
        return Triggers(call=True)
    rules = root.get("workflow", "rules")
    told = "\n".join([*(_walk.scalar(rule.get("if")) for rule in (rules.items() if rules is not None else [])), *(job.condition for job in jobs)])
    return Triggers(
        push=True,
        pull_request="merge_request" in told,
        tag="CI_COMMIT_TAG" in told or "tags" in told.split(),
        schedule=("schedules",) if "schedule" in told else (),
        manual="manual" in told,
    )
