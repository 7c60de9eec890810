"""Security analysis that a pipeline or a commit hook runs: each tool once, at the step that runs it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import pipelines, structured
from conforme.facts.pipelines import Gathered, Triggers
from conforme_plugins.security_scanning import _tools
from conforme_plugins.security_scanning._tools import Tool

SHOWN = 5
SCRIPTS = ("package.json", "composer.json", "makefile", "justfile", ".sh")
Found = tuple[Document, int, Tool, Triggers | None]


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `tool`, `target` (code, secrets, dependencies, images, infrastructure, running), `where` (pipeline or hook), `on_change`, `schedule`;
    the first one has `all`: every tool that was found."""
    documents = [view.document(candidate.path) for candidate in view.candidates()]
    scripts = [document for document in documents if document.path.lower().endswith(SCRIPTS)]
    hooks = [document for document in documents if _is_hook(document.path)]
    other = {document.path for document in scripts + hooks}
    gathered = pipelines.gather([document for document in documents if document.path not in other], scripts, view.reading)
    found = [*_in_pipelines(view, gathered), *(item for document in hooks for item in _in_hook(view, document))]
    tools = tuple(dict.fromkeys(tool.name for _, _, tool, _ in found))
    for position, (document, line, tool, triggers) in enumerate(_telling(found)):
        data = {
            "tool": tool.name, "target": tool.target, "where": "pipeline" if triggers is not None else "hook",
            "on_change": triggers is not None and triggers.on_change, "schedule": triggers.schedule if triggers is not None else (),
            "all": tools if position == 0 else (),
        }  # fmt: skip
        yield view.evidence(document, line=line, value=tool.name, strength=Strength.DEMONSTRATED, anchor=tool.name, data=data)


def _is_hook(path: str) -> bool:
    return path.startswith(".husky/") or path.endswith((".pre-commit-config.yaml", "lefthook.yml"))


def _in_pipelines(view: View, gathered: Gathered) -> Iterator[Found]:
    for run in gathered.runs():
        tools = _tools.named(run.words)
        if not tools and run.job.calls and not run.job.calls.startswith(".") and (other := _tools.called(run.job.calls, run.step.name)):
            tools = [other]
        for tool in tools:
            yield view.document(run.pipeline.path), run.step.line, tool, run.triggers
    for pipeline in gathered.pipelines:
        triggers = gathered.triggers[pipeline.path]
        started = triggers.on_change or triggers.schedule
        for tool in _tools.named("\n".join(pipeline.includes)):
            if started:
                yield view.document(pipeline.path), pipeline.line, tool, triggers
        if not started and triggers.call and any(_tools.named(step.words) for step in pipeline.steps):
            view.saw(pipeline.path, "calls-only")


def _in_hook(view: View, document: Document) -> Iterator[Found]:
    with view.reading(document):
        if document.path.endswith(".pre-commit-config.yaml"):
            repos = document.fact(structured.parse_loose).get("repos")
            hooks = [hook for repo in (repos.items() if repos is not None else []) for hook in (repo.get("hooks") or structured.Node(None)).items()]
            for hook in hooks:
                name = hook.get("id")
                words = "\n".join(node.text for key in ("id", "entry") if (node := hook.get(key)) is not None)
                for tool in _tools.named(words) if name is not None else []:
                    yield document, hook.line, tool, None
            return
        for number, line in enumerate(document.text.split("\n"), 1):
            for tool in _tools.named(line):
                yield document, number, tool, None


def _telling(found: list[Found]) -> list[Found]:
    """Each tool once, where it runs on a change rather than otherwise; kinds of analysis are varied before tools of one kind are."""
    best: dict[str, Found] = {}
    for item in sorted(
        found, key=lambda item: (item[3] is None, item[3] is None or not item[3].on_change, item[0].path.count("/"), item[0].path, item[1])
    ):
        best.setdefault(item[2].name, item)
    seen: dict[str, int] = {}
    ranked = []
    for item in best.values():
        ranked.append((seen.setdefault(item[2].target, 0), item))
        seen[item[2].target] += 1
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])][:SHOWN]
