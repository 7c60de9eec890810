"""Load tests of the service, and performance budgets that its build holds to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import pipelines, structured
from conforme.facts.pipelines import Gathered
from conforme_plugins.load_or_performance_tests import _tools

READ = 200
SHOWN = 5
SCRIPTS = ("package.json", "composer.json", "makefile", "justfile", ".sh")
_BUDGET_FILES = ("budget", "lighthouse", "size-limit", "bundlesize")


class Test(NamedTuple):
    document: Document
    tool: str
    form: str
    line: int


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `tool`; `form`: load or budget; `run_in`, `run_line`: the pipeline step that runs it, or None; `schedule`."""
    paths = [candidate.path for candidate in view.candidates()]
    scripts = [view.document(path) for path in paths if path.lower().endswith(SCRIPTS)]
    gathered = pipelines.gather([view.document(path) for path in paths if pipelines.system_of(path)], scripts, view.reading)
    found = [*_in_files(view, paths), *_in_angular(view, paths), *_in_pipelines(view, gathered)]
    runs = {test.tool: test for test in found if pipelines.system_of(test.document.path)}
    for test in _telling(found):
        run = runs.get(test.tool)
        data = {"tool": test.tool, "form": test.form, "run_in": run.document.path if run else None, "run_line": run.line if run else 0}
        # The budgets of an Angular build are those of its skeleton, unless somebody says otherwise.
        strength = Strength.INDICATIVE if test.tool == "Angular" else Strength.DEMONSTRATED
        yield view.evidence(test.document, line=test.line, value=test.form, strength=strength, anchor=test.form, data=data)


def _in_files(view: View, paths: list[str]) -> Iterator[Test]:
    wanted = [
        path for path in paths if not pipelines.system_of(path) and not path.lower().endswith((".sh", "makefile", "angular.json", "composer.json"))
    ]
    named = [
        path
        for path in wanted
        if _tools.LOAD_NAME.search(path) or any(name in path.lower() for name in _BUDGET_FILES) or path.endswith("package.json")
    ]
    for path in named[:READ]:
        document = view.document(path)
        with view.reading(document):
            if path.endswith("package.json"):
                yield from _in_package(document)
            elif (found := _tools.at_work(path, document.text)) is not None:
                yield Test(document, found[0].tool, found[0].form, found[1])
            elif _tools.SCRIPT_NAME.search(path):
                view.saw(path, "no-load")


def _in_package(document: Document) -> Iterator[Test]:
    found = _tools.PACKAGE.search(document.text)
    if found is not None:
        yield Test(document, "size-limit", "budget", document.text.count("\n", 0, found.start()) + 1)


def _in_angular(view: View, paths: list[str]) -> Iterator[Test]:
    """Budgets of an Angular build that stop it (`maximumError`)."""
    for path in paths:
        if path.rsplit("/", 1)[-1] == "angular.json":
            document = view.document(path)
            with view.reading(document):
                document.fact(structured.parse_loose)
                at = document.text.find('"maximumError"')
                if at >= 0:
                    yield Test(document, "Angular", "budget", document.text.count("\n", 0, at) + 1)


def _in_pipelines(view: View, gathered: Gathered) -> Iterator[Test]:
    for run in gathered.runs():
        for tool, form, pattern in _tools.PIPELINE:
            if pattern.search(run.words):
                yield Test(view.document(run.pipeline.path), tool, form, run.step.line)


def _telling(found: list[Test]) -> list[Test]:
    """Load tests before budgets, files of tests before the steps that run them; a file once."""
    kept: dict[str, Test] = {}
    for test in sorted(
        found,
        key=lambda test: (test.form != "load", bool(pipelines.system_of(test.document.path)), test.document.path.count("/"), test.document.path),
    ):
        kept.setdefault(test.document.path, test)
    return list(kept.values())[:SHOWN]
