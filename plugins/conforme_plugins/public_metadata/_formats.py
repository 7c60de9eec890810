"""The formats of catalogue descriptions: how each is recognised, and where it keeps what a reader looks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from conforme import Cell, Record
from conforme.facts.structured import Node


class Format(NamedTuple):
    """`marks`: keys of which one tells the format; `fields`: canonical names to the paths of keys that may hold them."""

    name: str
    marks: tuple[str, ...]
    fields: Mapping[str, tuple[tuple[str, ...], ...]]


def _paths(**fields: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {name: tuple(tuple(path.split("/")) for path in listed.split()) for name, listed in fields.items()}


FORMATS: Mapping[str, Format] = {
    "publiccode.yml": Format(
        "publiccode",
        ("publiccodeYmlVersion", "developmentStatus", "softwareType"),
        _paths(
            name="name",
            url="url",
            description="description",
            licence="legal/license",
            status="developmentStatus",
            type="softwareType",
            platforms="platforms",
            maintenance="maintenance/type",
            contacts="maintenance/contacts maintenance/contractors",
            localised="localisation/localisationReady localisation/availableLanguages",
        ),
    ),
    "codemeta.json": Format(
        "codemeta",
        ("@context",),
        _paths(name="name", url="codeRepository url", description="description", licence="license", status="developmentStatus"),
    ),
    "code.json": Format(
        "code-json",
        ("permissions", "repositoryURL", "organization", "agency", "releases", "status", "repositoryHost"),
        _paths(
            name="name agency",
            url="repositoryURL homepageURL",
            description="longDescription description releases",
            licence="permissions/licenses releases",
            status="status",
        ),
    ),
    "citation.cff": Format(
        "citation", ("cff-version",), _paths(name="title", url="repository-code url", description="abstract message", licence="license")
    ),
    ".zenodo.json": Format(
        "zenodo", ("creators", "upload_type", "title"), _paths(name="title", url="related_identifiers", description="description", licence="license")
    ),
    ".about.yml": Format(
        "about",
        ("owner_type", "stage", "full_name", "licenses", "description"),
        _paths(name="name full_name", url="links project", description="description impact", licence="licenses", status="stage"),
    ),
    "catalog-info.yaml": Format(
        "backstage",
        ("apiVersion",),
        _paths(
            name="metadata/name metadata/title",
            url="metadata/annotations metadata/links",
            description="metadata/description",
            licence="",
            status="spec/lifecycle",
        ),
    ),
    "contribute.json": Format(
        "contribute", ("repository", "participate"), _paths(name="name", url="repository", description="description", licence="repository/license")
    ),
}


def of(path: str) -> Format | None:
    """The format that the name of a file tells."""
    base = path.rsplit("/", 1)[-1].lower()
    if base.startswith(("publiccode.", "catalog-info.")):
        base = {"p": "publiccode.yml", "c": "catalog-info.yaml"}[base[0]]
    return FORMATS.get(base)


def record(form: Format, path: str, root: Node) -> Record | None:
    """The description as a record of the fields that are there; None when the file is something else."""
    marked = any(root.get(key) is not None for key in form.marks)
    if not marked or (form.name == "codemeta" and "codemeta" not in " ".join(texts(root.get("@context") or Node(""))).lower()):
        return None
    if form.name == "backstage" and "backstage.io" not in (root.get("apiVersion") or Node("")).text:
        return None
    cells = {name: cell for name, paths in form.fields.items() if (cell := _first(root, paths)) is not None}
    return Record("software", form.name, cells, path, root.line)


def _first(root: Node, paths: tuple[tuple[str, ...], ...]) -> Cell | None:
    for keys in paths:
        node = root.get(*keys) if keys != ("",) else None
        if node is not None and (node.text.strip() or node.items() or node.fields()):
            shown = node.text.strip() or " ".join(text for text, _ in zip(texts(node), range(40), strict=False))
            return Cell(shown, shown, node.line, node.column)
    return None


def texts(node: Node) -> Iterator[str]:
    """The scalars under a node, in order."""
    if node.text.strip():
        yield node.text.strip()
    for inner in (*node.fields().values(), *node.items()):
        yield from texts(inner)
