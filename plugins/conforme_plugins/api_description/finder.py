"""Finds the descriptions of the product's API: files of every format, and code that generates one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from conforme import Document, Evidence, Reason, Strength, Unreadable, View, hookimpl
from conforme.facts import apis
from conforme.facts import regex as re
from conforme.facts.apis import proto as api_proto
from conforme.facts.apis.model import Description
from conforme.facts.apis.refs import Load, Outside
from conforme.facts.structured import Invalid, Node
from conforme_plugins.api_description import _generated, _order, _routes, _tools

DESCRIBE = frozenset(("json", "yaml", "yml", "raml", "graphql", "graphqls", "gql", "proto", "wsdl", "xml"))
TEMPLATE = ("{{", "{%", "<%")
_CALLED = re.compile(r"(?:openapi|swagger|asyncapi)[^/]{0,60}\Z", re.IGNORECASE)

# A description that says of itself that the product only calls what it describes.
_CONSUMED = re.compile(
    r"consomm[ée]e?s? par\b|que (?:nous consommons|consomme)\b|\b(?:api|service)s? (?:externe|tierce?|d.un tiers)\b|\bconsumed by\b|"
    r"\b(?:external|third[- ]party) (?:api|service)\b",
    re.IGNORECASE,
)


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
    (why validity could not be judged), `files` (a split description's), `order` (whether it came before the code that serves it: see _order),
    `routes` (which operations the code routes: see _routes), `made` (what may have written the file: the place of a generator, or the file itself
    when it says so, "" when nothing does), `unseen` (True where a generator is only declared, when nothing else is found).
    """
    unread: dict[str, list[str]] = {}
    files = _own(list(_files(view, unread)))
    made = _generated.made(view)
    for error, path in zip(made.unread, made.paths, strict=True):
        _note(unread, error, path)
    evidence = list(_ordered(view, _with_origin(view, files, made.evidence)))
    yield from (item for item in evidence if not _may_be_anothers(item))
    yield from made.evidence
    if not made.evidence and all(map(_may_be_anothers, evidence)):
        yield from _generated.unseen(view)
    yield from (item for item in evidence if _may_be_anothers(item))
    for what, paths in unread.items():
        view.limit(what, paths[0], len(paths))


def _may_be_anothers(item: Evidence) -> bool:
    """A WSDL is as often that of a service which the product calls."""
    return bool(item.data["format"] == "WSDL")


def _files(view: View, unread: dict[str, list[str]]) -> Iterator[_File]:
    tests = _test_folders(view)
    load, tool = _loader(view), _tools.finder(view)
    for candidate in view.candidates():
        if apis.extension(candidate.path) not in DESCRIBE or _generated.is_manifest(candidate.path):
            continue
        document = view.document(candidate.path)
        description = _read(view, document, load, unread)
        if description is None:
            continue
        folder = next((name for name in tests if candidate.path.startswith(name)), "")
        if folder:
            view.saw(candidate.path, "set-aside", folder=folder.rstrip("/"))
        elif folder := tool(candidate.path):
            view.saw(candidate.path, "tool", folder=folder)
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
    elif _CONSUMED.search(said := f"{description.api.text('title')} {description.api.text('description')}"[:2000]):
        view.saw(document.path, "consumed", said=said.strip()[:120])
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
        if _generated.TEST.search(path) and (where := next((at for at, name in enumerate(folders) if name in ("spec", "specs")), None)) is not None:
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


def _with_origin(view: View, files: Sequence[_File], generated: Sequence[Evidence]) -> list[Evidence]:
    """The evidence of files, each with what may have written it."""
    settings = _generated.configured(view) if any(file.description.format == "OpenAPI" for file in files) else ""
    found = []
    for file in files:
        item = _evidence(view, file)
        made = item.path if _generated.is_output(file.document) else _maker(item, generated) or settings
        found.append(replace(item, data={**item.data, "made": made if item.data["format"] == "OpenAPI" else ""}))
    return found


def _maker(item: Evidence, generated: Sequence[Evidence]) -> str:
    """The place of a generator of OpenAPI in the part that the file describes."""
    return next((str(other.path) for other in generated if other.part == item.part and "OpenAPI" in str(other.value)), "")


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
        order, routed = _order.of(view, own, sources, DESCRIBE), _routes.with_routes(view, own, sources)
        for item in own:
            yield replace(item, data={**item.data, "order": order, "routes": routed.get(item.id, {"how": "none"})})


def _is_source(path: str) -> bool:
    return apis.extension(path) not in DESCRIBE and not _generated.is_manifest(path) and _generated.TEST.search(path) is None
