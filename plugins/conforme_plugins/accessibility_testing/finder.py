"""Automated accessibility checks: a test that calls a tool, a linter whose rules are on, settings that a pipeline uses, or a pipeline step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import pipelines
from conforme.facts.pipelines import Gathered, runners
from conforme_plugins.accessibility_testing import _tools

READ_NAMED, READ_TESTS = 80, 400
SHOWN = 5
SCRIPTS = ("package.json", "composer.json", "makefile", "justfile", ".sh")
MANIFESTS = (
    "package.json",
    "gemfile",
    "pyproject.toml",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    ".csproj",
    "mix.exs",
    "composer.json",
    "requirements.txt",
)
_RUNNERS = {
    "rb": ("ruby", "any-e2e"), "py": ("python", "any-e2e"), **dict.fromkeys(("java", "kt", "scala", "groovy"), ("jvm", "any-e2e")),
    "cs": ("dotnet", "any-e2e"), "php": ("php", "any-e2e"), "exs": ("elixir",), "swift": ("swift",),
}  # fmt: skip


class Check(NamedTuple):
    """`form`: test, linter, settings, script, pipeline."""

    document: Document
    tool: str
    line: int
    form: str


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `tool`, `form`, `standards` (the rule sets named beside the check), `run_in`, `run_line`: the step that
    runs it on a change or a clock, or None."""
    paths = [candidate.path for candidate in view.candidates()]
    scripts = [view.document(path) for path in paths if path.lower().endswith(SCRIPTS)]
    gathered = pipelines.gather([view.document(path) for path in paths if pipelines.system_of(path)], scripts, view.reading)
    declared = [document for path in paths if path.lower().endswith(MANIFESTS) and (document := view.document(path)) and _declares(view, document)]
    checks = [*_in_code(view, paths, bool(declared)), *_in_settings(view, paths, gathered), *_in_pipelines(view, gathered)]
    if not checks:
        for document in declared:
            view.saw(document.path, "not-called")
    for check in _telling(checks):
        run = _run(check, gathered)
        data = {
            "tool": check.tool, "form": check.form, "standards": _tools.standards(check.document.text),
            "run_in": run[0] if run else None, "run_line": run[1] if run else 0, "elsewhere": gathered.elsewhere,
        }  # fmt: skip
        yield view.evidence(check.document, line=check.line, value=check.tool, strength=Strength.DEMONSTRATED, anchor=check.form, data=data)


def _declares(view: View, document: Document) -> bool:
    with view.reading(document):
        return _tools.DEPENDENCY.search(document.text) is not None
    return False


def _is_code(path: str) -> bool:
    return not pipelines.system_of(path) and not path.lower().endswith((*SCRIPTS, *MANIFESTS)) and not _is_settings(path)


def _is_settings(path: str) -> bool:
    base = path.rsplit("/", 1)[-1].lower()
    return base.startswith((".eslintrc", "eslint.config.", ".oxlintrc", "oxlint")) or any(where.search(path) for _, where, _ in _tools.SET_UP)


def _in_code(view: View, paths: list[str], declared: bool) -> Iterator[Check]:
    """Tests that say so in their name; then, when a manifest names a tool, the other tests."""
    code = [path for path in paths if _is_code(path) and _tools.in_tests(path)]
    named = [path for path in code if _tools.NAMED.search(path)][:READ_NAMED]
    others = [path for path in code if not _tools.NAMED.search(path)]
    others.sort(key=lambda path: ("support" not in path and "helper" not in path, path.count("/"), path))
    shown = 0
    for path in named + (others[:READ_TESTS] if declared else []):
        document = view.document(path)
        with view.reading(document):
            found = _tools.at_work(path, document.text)
            if found is not None:
                shown += 1
                yield Check(document, *found, "test")
        if shown >= SHOWN:
            return


def _in_settings(view: View, paths: list[str], gathered: Gathered) -> Iterator[Check]:
    for path in paths:
        if not _is_settings(path) and not path.endswith("package.json"):
            continue
        document = view.document(path)
        with view.reading(document):
            found = _tools.set_up(path, document.text)
            if found is not None:
                yield Check(document, *found, "settings")
            elif path.endswith("package.json") and (ran := _tools.script(document.text)) is not None:
                yield Check(document, *ran, "script")
            elif (switched := _tools.linter(document.text)) is not None:
                yield Check(document, *switched, "linter")


def _in_pipelines(view: View, gathered: Gathered) -> Iterator[Check]:
    for run in gathered.runs():
        for tool, pattern in _tools.PIPELINE:
            if pattern.search(run.words) and (run.triggers.on_change or run.triggers.schedule):
                yield Check(view.document(run.pipeline.path), tool, run.step.line, "pipeline")


def _telling(checks: list[Check]) -> list[Check]:
    """Tests, then pipelines, then settings and linters; a file once, a tool of a form twice at most."""
    order = ("test", "pipeline", "settings", "script", "linter")
    seen: dict[tuple[str, str], int] = {}
    files: set[str] = set()
    shown = []
    for check in sorted(checks, key=lambda check: order.index(check.form)):
        key = (check.tool, check.form)
        if check.document.path not in files and seen.get(key, 0) < 2:
            files.add(check.document.path)
            seen[key] = seen.get(key, 0) + 1
            shown.append(check)
    return shown[:SHOWN]


def _run(check: Check, gathered: Gathered) -> tuple[str, int] | None:
    if check.form == "pipeline":
        return check.document.path, check.line
    run = runners.first_run(gathered, _wanted(check))
    return (run.pipeline.path, run.step.line) if run is not None and (run.triggers.on_change or run.triggers.schedule) else None


def _wanted(check: Check) -> tuple[str, ...]:
    path, extension = check.document.path.lower(), check.document.path.rsplit(".", 1)[-1].lower()
    if check.form == "linter":
        return ("lint",)
    if check.form in ("settings", "script"):
        return ("accessibility",)
    if extension in _RUNNERS:
        return _RUNNERS[extension]
    if "cypress" in path or ".cy." in path or "cy." in check.document.text:
        return ("Cypress", "any-e2e", "accessibility")
    if "playwright" in check.document.text.lower():
        return ("Playwright", "any-e2e", "accessibility")
    return ("node", "accessibility")
