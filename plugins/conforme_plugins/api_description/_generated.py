"""Descriptions that code makes: where a generator is set to work, where one is only declared, and files that look like its output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from conforme import Document, Evidence, Strength, Unreadable, View
from conforme.facts import apis
from conforme.facts import regex as re
from conforme.facts.apis import generated as api_generated
from conforme.facts.apis.generated import Generator, Use

MANIFESTS = re.compile(
    r"(?:package\.json|composer\.json|pyproject\.toml|setup\.(?:py|cfg)|pipfile|requirements.*\.(?:txt|in)|.*requirements.*/.*\.(?:txt|in)|gemfile|.*\.gemspec"
    r"|mix\.exs|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|.*\.(?:cs|fs|vb)proj|directory\.packages\.props|packages\.config|packages\.lock\.json"
    r"|cargo\.toml|go\.mod)\Z",
    re.IGNORECASE,
)
LOCKS = ("packages.lock.json",)
"""Manifests that also name what the dependencies bring along."""
TEST = re.compile(r"(?:_spec\.rb|[._-](?:spec|test)\.[jt]sx?|(?:Spec|Test)\.(?:java|kt|scala|groovy|cs))\Z")
USES_A_GENERATOR = 3
_COMPOSE = re.compile(r"(?:^|/)(?:[\w.-]{0,40}[.-])?compose[\w.-]{0,40}\.ya?ml\Z", re.IGNORECASE)
_SETTINGS = re.compile(r"(?:^|/)(?:application|bootstrap)[\w.-]{0,40}\.ya?ml\Z", re.IGNORECASE)
_SPRINGDOC = re.compile(r"^springdoc:[ \t]*$", re.MULTILINE)
_OUTPUT = re.compile(
    r"Generated server url|^[ \t]{0,8}[\"']?x-generator[\"']?[ \t]{0,4}:|"
    r"^[ \t]{0,8}#.{0,100}\b(?:generated|g[ée]n[ée]r[ée]e?|do not edit|ne pas modifier)\b",
    re.MULTILINE | re.IGNORECASE,
)
HEAD = 16 << 10


def is_manifest(path: str) -> bool:
    return MANIFESTS.match(path.rsplit("/", 1)[-1]) is not None or MANIFESTS.match(path) is not None


class Made(NamedTuple):
    """What was found of generators, and the files that could not be read on the way."""

    evidence: tuple[Evidence, ...]
    unread: tuple[Unreadable, ...]
    paths: tuple[str, ...]


def made(view: View) -> Made:
    """An evidence for each place that sets a generator to work, at most USES_A_GENERATOR of each."""
    paths = [candidate.path for candidate in view.candidates()]
    generators = api_generated.declared(view.document(path) for path in paths if is_manifest(path))
    if not generators:
        return Made((), (), ())
    extensions = {extension for generator in generators for extension in generator.extensions}
    sources = [path for path in paths if apis.extension(path) in extensions and not is_manifest(path) and TEST.search(path) is None]
    errors: list[tuple[Unreadable, str]] = []
    found: list[tuple[Document, Use]] = []
    # A place named after its purpose is looked at first: only for what none of them sets to work are all the others read.
    for likely in (True, False):
        left = [generator for generator in generators if not any(use.generator is generator for _, use in found)]
        found += _uses(view, [path for path in sources if api_generated.may_set_up(path) is likely], left, errors)
    evidence = tuple(_evidence(view, *item) for generator in generators for item in _first(found, generator))
    return Made(evidence, tuple(error for error, _ in errors), tuple(path for _, path in errors))


def _uses(view: View, paths: Sequence[str], generators: Sequence[Generator], errors: list[tuple[Unreadable, str]]) -> list[tuple[Document, Use]]:
    found = []
    for path in paths if generators else ():
        document = view.document(path)
        try:
            use = api_generated.use(document, generators, apis.extension(path))
        except Unreadable as error:
            errors.append((error, path))
            continue
        if use is not None:
            found.append((document, use))
    return found


def _first(found: Sequence[tuple[Document, Use]], generator: Generator) -> list[tuple[Document, Use]]:
    own = [item for item in found if item[1].generator is generator]
    return sorted(own, key=lambda item: (item[1].rank, item[0].path.count("/"), item[0].path))[:USES_A_GENERATOR]


def _evidence(view: View, document: Document, use: Use) -> Evidence:
    return _of(view, document, use.line, use.generator.name, use.generator.format)


def _of(view: View, document: Document, line: int, name: str, format: str, *, unseen: bool = False) -> Evidence:
    return view.evidence(
        document,
        line=line,
        value=f"{format} ({name})",
        strength=Strength.DECLARED,
        anchor=name,
        data={"format": format, "version": "", "generator": name, "limits": ("generated",), "files": (), **({"unseen": True} if unseen else {})},
    )


def unseen(view: View) -> Iterator[Evidence]:
    """What only tells that a description may be made at run time: a dependency that does nothing else, a server that describes what it serves."""
    for candidate in view.candidates():
        path = candidate.path
        direct = is_manifest(path) and not path.lower().endswith(LOCKS)
        if not direct and _COMPOSE.search(path) is None:
            continue
        document = view.document(path)
        try:
            told = api_generated.describing(document) if direct else api_generated.serving(document)
        except Unreadable:
            continue  # what it names is unknown, as for any manifest
        if told is not None:
            yield _of(view, document, told.line, told.name, told.format, unseen=True)
            return


# --- a file that is an output ----------------------------------------------------------------------------------------------------------------


def configured(view: View) -> str:
    """The settings file that tells a generator what to do, although no manifest of the tree names it; "" when there is none."""
    for candidate in view.candidates():
        if _SETTINGS.search(candidate.path):
            try:
                if _SPRINGDOC.search(view.document(candidate.path).text):
                    return candidate.path
            except Unreadable:
                continue
    return ""


def is_output(document: Document) -> bool:
    """Whether a description says that a tool wrote it."""
    return _OUTPUT.search(document.text[:HEAD]) is not None
