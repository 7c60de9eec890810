"""Tests of the whole system: files that drive the service as a user would, with the settings of their tool, and how the pipeline runs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import pipelines
from conforme.facts import regex as re
from conforme.facts.pipelines import runners
from conforme_plugins.end_to_end_tests import _tools
from conforme_plugins.end_to_end_tests._tools import Tool

READ_LIKELY, READ_OTHERS = 60, 60
A_TOOL = 2
SHOWN = 5
SCRIPTS = ("package.json", "composer.json", "makefile", "justfile", ".sh")
_STEPS = re.compile(
    r"step[-_]?def|steps?/|steps?\.[a-z]{1,4}\Z|Steps?\.(?:java|kt|cs|groovy|scala)\Z|\.steps\.|StepDef|FeatureContext", re.IGNORECASE
)


class Journey(NamedTuple):
    document: Document
    tool: Tool
    line: int


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `tool`; `tests` (how many such files were read); `run_in`, `run_line`: the step that runs them when the code changes, else the one
    that does otherwise; `on_change`; `schedule`; `elsewhere`: a pipeline whose steps are kept in another repository."""
    code = [path for candidate in view.candidates() if _is_code(path := candidate.path)]
    settings = [path for path in code if _tools.SETTINGS.search(path)]
    found = list(_journeys(view, code, {_tool_of(path) for path in settings}))
    tools = {journey.tool.name for journey in found}
    for path in settings:
        if _tool_of(path) not in tools:
            view.saw(path, "no-journey")
    if not found:
        return
    documents = [view.document(candidate.path) for candidate in view.candidates()]
    scripts = [document for document in documents if document.path.lower().endswith(SCRIPTS)]
    gathered = pipelines.gather([document for document in documents if pipelines.system_of(document.path)], scripts, view.reading)
    for document, line, tool in _telling(view, found, settings):
        runs = runners.all_runs(gathered, tool.runners)
        started = runners.started_by(runs)
        run = runners.first_run(gathered, tool.runners)
        data = {
            "tool": tool.name, "tests": sum(journey.tool.name == tool.name for journey in found), "run_in": run.pipeline.path if run else None,
            "run_line": run.step.line if run else 0, "on_change": started.on_change, "schedule": started.schedule,
            "elsewhere": gathered.elsewhere,
        }  # fmt: skip
        yield view.evidence(document, line=line, value=tool.name, strength=Strength.DEMONSTRATED, data=data)


def _is_code(path: str) -> bool:
    return not pipelines.system_of(path) and not path.lower().endswith(SCRIPTS)


def _tool_of(path: str) -> str:
    base = path.rsplit("/", 1)[-1].lower()
    return next((name for mark, name in _tools.SETTINGS_OF.items() if mark in base), "")


def _journeys(view: View, code: Sequence[str], tools: set[str]) -> Iterator[Journey]:
    likely = [path for path in code if _tools.is_likely(path) and _tools.is_place(path) and not _tools.SETTINGS.search(path)]
    others = [path for path in code if not _tools.is_likely(path) and _tools.is_place(path)]
    found = list(_read(view, likely, READ_LIKELY, tools))
    yield from found or _read(view, others, READ_OTHERS, tools)


def _read(view: View, paths: Sequence[str], most: int, tools: set[str]) -> Iterator[Journey]:
    stepped = any(_STEPS.search(path) for path in view.paths)
    read = 0
    for group in _by_folder(paths):
        for path in group[:6]:
            if read >= most:
                return
            read += 1
            document = view.document(path)
            with view.reading(document):
                driven = _tools.drives(path, document.text, "Puppeteer" in tools) or _tools.set_up_for(path, document.text, tools)
                if driven is not None and driven[0].name == "Cucumber" and not stepped:
                    view.saw(path, "no-steps")
                elif driven is not None:
                    yield Journey(document, *driven)


def _by_folder(paths: Sequence[str]) -> list[list[str]]:
    """Files by kind and folder, so that a few of each are read."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        groups.setdefault((path.rsplit(".", 1)[-1], path.rpartition("/")[0]), []).append(path)
    return sorted(groups.values(), key=lambda group: _order(group[0]))


_NAMED = re.compile(r"\.(?:cy|spec|test|e2e)\.|_spec\.|\.feature")
_AROUND = re.compile(r"support|helper|page-?objects?|utils?/|manual|config", re.IGNORECASE)


def _order(path: str) -> tuple[bool, bool, bool, int, str]:
    """Tests named as such first, what only helps them last."""
    return (not _tools.is_likely(path), bool(_AROUND.search(path)), not _NAMED.search(path), path.count("/"), path)


def _telling(view: View, found: list[Journey], settings: Sequence[str]) -> list[tuple[Document, int, Tool]]:
    """For each tool its settings, then two tests."""
    by_tool: dict[str, list[Journey]] = {}
    for journey in found:
        by_tool.setdefault(journey.tool.name, []).append(journey)
    shown: list[tuple[Document, int, Tool]] = []
    for name, journeys in sorted(by_tool.items(), key=lambda item: (-len(item[1]), item[0])):
        own = [path for path in settings if _tool_of(path) == name][:1]
        shown += [(view.document(path), 1, journeys[0].tool) for path in own]
        shown += [(journey.document, journey.line, journey.tool) for journey in journeys[:A_TOOL]]
    return shown[:SHOWN]
