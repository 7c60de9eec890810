"""Automated tests of the code: files where a test is defined that can fail, one for each corner of the tree, the fullest corners first."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import pipelines
from conforme.facts.pipelines import Gathered, runners
from conforme_plugins.automated_tests import _frameworks

SHOWN = 5
READ = 80
READ_A_CORNER = 8
SCRIPTS = ("package.json", "composer.json", "makefile", "justfile", ".sh")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `language`, `files` (how many lie in that corner); `run_in`, `run_line`: the pipeline step that runs tests of that language on a change,
    or None; `elsewhere`: a pipeline whose steps are kept in another repository."""
    corners: dict[tuple[str, str], list[str]] = {}
    for candidate in view.candidates():
        if (
            _frameworks.extension(candidate.path) in _frameworks.LANGUAGES
            and not pipelines.system_of(candidate.path)
            and _frameworks.is_place(candidate.path)
        ):
            corners.setdefault(_corner(candidate.path), []).append(candidate.path)
    found = list(_found(view, corners))
    if not found:
        return
    gathered = _gathered(view)
    for document, line, size in found:
        language = _frameworks.name_of(document.path)
        run = runners.first_run(gathered, (language,))
        on_change = run is not None and run.triggers.on_change
        data = {
            "language": language,
            "files": size,
            "run_in": run.pipeline.path if run and on_change else None,
            "run_line": run.step.line if run and on_change else 0,
            "elsewhere": gathered.elsewhere,
        }
        yield view.evidence(document, line=line, value=_frameworks.extension(document.path), strength=Strength.DEMONSTRATED, data=data)


def _corner(path: str) -> tuple[str, str]:
    parts = path.split("/")
    return (_frameworks.extension(path), "/".join(parts[: min(2, len(parts) - 1)]))


def _found(view: View, corners: dict[tuple[str, str], list[str]]) -> Iterator[tuple[Document, int, int]]:
    read = shown = 0
    for paths in _varied(corners):
        for path in _spread(paths)[:READ_A_CORNER]:
            if read >= READ or shown >= SHOWN:
                return
            read += 1
            document = view.document(path)
            line = 0
            with view.reading(document):
                line = _frameworks.test_line(path, document.text)
            if line:
                shown += 1
                yield document, line, len(paths)
                break


def _spread(paths: list[str]) -> list[str]:
    """One of each folder in turn: the first files of a large suite are often its helpers."""
    folders: dict[str, int] = {}
    ranked = []
    for path in paths:
        folder = path.rpartition("/")[0]
        ranked.append((folders.setdefault(folder, 0), path))
        folders[folder] += 1
    return [path for _, path in sorted(ranked, key=lambda item: item[0])]


def _varied(corners: dict[tuple[str, str], list[str]]) -> list[list[str]]:
    """The fullest corners first, those of a language not yet shown before others."""
    seen: dict[str, int] = {}
    ranked = []
    for (language, folder), paths in sorted(corners.items(), key=lambda item: (-len(item[1]), item[0])):
        ranked.append((seen.get(language, 0), -len(paths), folder, paths))
        seen[language] = seen.get(language, 0) + 1
    return [paths for _, _, _, paths in sorted(ranked)]


def _gathered(view: View) -> Gathered:
    documents = [view.document(candidate.path) for candidate in view.candidates()]
    scripts = [document for document in documents if document.path.lower().endswith(SCRIPTS)]
    return pipelines.gather([document for document in documents if pipelines.system_of(document.path)], scripts, view.reading)
