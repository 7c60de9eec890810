"""Finds the descriptions of the product's API: files of every format, and code that generates one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from conforme import Document, Evidence, Reason, Strength, Unreadable, View, hookimpl
from conforme.facts import apis
from conforme.facts.apis import generated as api_generated
from conforme.facts.apis import proto as api_proto
from conforme.facts.apis.model import Description
from conforme.facts.apis.refs import Load, Outside
from conforme.facts.structured import Invalid, Node
from conforme_plugins.api_description import _order

DESCRIBE = frozenset(("json", "yaml", "yml", "raml", "graphql", "graphqls", "gql", "proto", "wsdl", "xml"))
MANIFESTS = re.compile(
    r"(?:package\.json|composer\.json|pyproject\.toml|setup\.(?:py|cfg)|pipfile|requirements.*\.(?:txt|in)|.*requirements.*/.*\.(?:txt|in)|gemfile|.*\.gemspec"
    r"|mix\.exs|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|.*\.(?:cs|fs|vb)proj|directory\.packages\.props|packages\.config|cargo\.toml|go\.mod)\Z",
    re.IGNORECASE,
)
USES_A_GENERATOR = 3
TEMPLATE = ("{{", "{%", "<%")
_CALLED = re.compile(r"(?:openapi|swagger|asyncapi)[^/]{0,60}\Z", re.IGNORECASE)
_TEST = re.compile(r"(?:_spec\.rb|[._-](?:spec|test)\.[jt]sx?|(?:Spec|Test)\.(?:java|kt|scala|groovy|cs))\Z")


@dataclass(frozen=True)
class _File:
    """A description, and the document that holds it."""

    document: Document
    description: Description


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Evidence by file, the richest formats first; then by place in the code that generates a description.

    What may as well describe somebody else's service comes last, and declares no more than it says.

    Records: `api`, `operation`, `problem` (see conforme.facts.apis.model). Data: `format`, `version`, `generator` ("" for a file), `limits`
    (why validity could not be judged), `files` (a split description's), `order` (whether it came before the code that serves it: see _order).
    """
    unread: dict[str, list[str]] = {}
    evidence = list(_ordered(view, [_evidence(view, file) for file in _own(list(_files(view, unread)))]))
    yield from (item for item in evidence if not _may_be_anothers(item))
    yield from _generated(view, unread)
    yield from (item for item in evidence if _may_be_anothers(item))
    for what, paths in unread.items():
        view.limit(what, paths[0], len(paths))


def _may_be_anothers(item: Evidence) -> bool:
    """A WSDL is as often that of a service which the product calls."""
    return bool(item.data["format"] == "WSDL")


def _files(view: View, unread: dict[str, list[str]]) -> Iterator[_File]:
    tests = _test_folders(view)
    load = _loader(view)
    for candidate in view.candidates():
        if apis.extension(candidate.path) not in DESCRIBE or _is_manifest(candidate.path):
            continue
        document = view.document(candidate.path)
        description = _read(view, document, load, unread)
        if description is None:
            continue
        folder = next((name for name in tests if candidate.path.startswith(name)), "")
        if folder:
            view.saw(candidate.path, "set-aside", folder=folder.rstrip("/"))
        elif _whole(view, document, description):
            yield _File(document, description)


def _read(view: View, document: Document, load: Load, unread: dict[str, list[str]]) -> Description | None:
    try:
        return apis.read(document, load)
    except Unreadable as error:
        _note(unread, error, document.path)
    except Invalid as error:
        # A template becomes a description only once it is filled in: as it stands it can be neither read nor called wrong.
        if any(mark in document.text for mark in TEMPLATE):
            view.saw(document.path, "invalid", line=error.line)
        else:
            view.flaw(Reason.INVALID, document.path, error.line, problem=error.key, **error.data)
    return None


def _note(unread: dict[str, list[str]], error: Unreadable, path: str) -> None:
    # A file that is too large to be looked at is data, unless its name says otherwise.
    quiet = error.what in ("link", "submodule", "special-file") or error.what == "too-large" and _CALLED.search(path) is None
    if not quiet:
        unread.setdefault(error.what, []).append(path)


def _whole(view: View, document: Document, description: Description) -> bool:
    """Whether it is a description of something, readable; what is not is noted."""
    wrong = next((item for item in description.problems if item.text("key") == "syntax"), None)
    if wrong is not None:
        view.flaw(Reason.INVALID, document.path, wrong.line, problem="syntax", detail=wrong.text("found"))
    elif description.format == "protobuf" and api_proto.standard(description.api.text("title")):
        view.saw(document.path, "copied-standard", name=description.api.text("title"))
    elif description.format in ("GraphQL SDL", "protobuf") and not description.operations:
        view.saw(document.path, "no-operation")
    elif description.hollow:
        view.flaw(Reason.HOLLOW, document.path, description.line)
    else:
        return wrong is None
    return False


def _loader(view: View) -> Load:
    known = frozenset(view.paths)
    shown = frozenset(candidate.path for candidate in view.candidates())

    def load(path: str) -> Node:
        if path not in known:
            raise LookupError(path)
        if path not in shown:
            raise Outside(path)
        return view.document(path).fact(apis.tree)

    return load


def _own(files: list[_File]) -> list[_File]:
    """Messages alone are a description only where nothing else describes the API; a copy of the same bytes is no other description."""
    services = any(_offers(file.description) for file in files)
    kept = [file for file in files if not services or _offers(file.description)]
    first: dict[str, _File] = {}
    for file in kept:
        first.setdefault(file.document.oid, file)
    return list(first.values())


def _offers(description: Description) -> bool:
    return description.format != "protobuf" or any(item.text("method") != "MESSAGE" for item in description.operations)


def _test_folders(view: View) -> list[str]:
    """`spec` holds specifications in some projects and tests in others: the names of its files tell."""
    found: set[str] = set()
    for path in view.paths:
        folders = path.lower().split("/")[:-1]
        if _TEST.search(path) and (where := next((at for at, name in enumerate(folders) if name in ("spec", "specs")), None)) is not None:
            found.add("/".join(path.split("/")[: where + 1]) + "/")
    return sorted(found)


def _evidence(view: View, file: _File) -> Evidence:
    description = file.description
    return view.evidence(
        file.document,
        line=description.line,
        value=description.value,
        strength=Strength.DECLARED if description.format == "WSDL" else Strength.DEMONSTRATED,
        records=(description.api, *description.operations, *description.problems),
        data={
            "format": description.format,
            "version": description.version,
            "generator": "",
            "limits": tuple(limit.what for limit in description.limits),
            "files": description.files,
        },
    )


# --- before or after the code ----------------------------------------------------------------------------------------------------------------


def _ordered(view: View, evidence: list[Evidence]) -> Iterator[Evidence]:
    """The same, each with what history tells of the descriptions of its part."""
    for part in dict.fromkeys(item.part for item in evidence):
        own = [item for item in evidence if item.part == part]
        sources = [
            candidate.path
            for candidate in view.candidates()
            if _is_source(candidate.path) and (not part or view.evidence(view.document(candidate.path)).part == part)
        ]
        order = _order.of(view, own, sources, DESCRIBE)
        for item in own:
            yield replace(item, data={**item.data, "order": order})


def _is_source(path: str) -> bool:
    return apis.extension(path) not in DESCRIBE and not _is_manifest(path) and _TEST.search(path) is None


# --- generated by code -----------------------------------------------------------------------------------------------------------------------


def _is_manifest(path: str) -> bool:
    return MANIFESTS.match(path.rsplit("/", 1)[-1]) is not None or MANIFESTS.match(path) is not None


def _generated(view: View, unread: dict[str, list[str]]) -> Iterator[Evidence]:
    paths = [candidate.path for candidate in view.candidates()]
    generators = api_generated.declared(view.document(path) for path in paths if _is_manifest(path))
    if not generators:
        return
    uses: Mapping[str, list[tuple[Document, api_generated.Use]]] = {generator.name: [] for generator in generators}
    for path in paths:
        document = view.document(path)
        use = None if _is_manifest(path) or _TEST.search(path) else _use(document, generators, unread)
        if use is not None:
            uses[use.generator.name].append((document, use))
    for found in uses.values():
        found.sort(key=lambda item: (item[1].rank, item[0].path.count("/"), item[0].path))
        for document, use in found[:USES_A_GENERATOR]:
            yield _generation(view, document, use)


def _use(document: Document, generators: list[api_generated.Generator], unread: dict[str, list[str]]) -> api_generated.Use | None:
    try:
        return api_generated.use(document, generators, apis.extension(document.path))
    except Unreadable as error:
        _note(unread, error, document.path)
        return None


def _generation(view: View, document: Document, use: api_generated.Use) -> Evidence:
    generator = use.generator
    return view.evidence(
        document,
        line=use.line,
        value=f"{generator.format} ({generator.name})",
        strength=Strength.DECLARED,
        anchor=generator.name,
        data={"format": generator.format, "version": "", "generator": generator.name, "limits": ("generated",), "files": ()},
    )
