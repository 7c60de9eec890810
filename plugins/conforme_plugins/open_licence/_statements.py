"""Where manifests and pages state a licence: the field, what it states, its line. A statement hints; it grants nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from conforme import Document
from conforme.facts import regex as re
from conforme.facts import structured
from conforme.facts.licences import Statement, statement
from conforme.facts.licences.prose import grants
from conforme.facts.licences.texts import words_of
from conforme.facts.markdown import Section
from conforme.facts.structured import Node

TEXT_FIELD = 120  # characters: beyond, a field holds a text rather than a name


class Stated(NamedTuple):
    """A licence stated in a field. `spdx`: the format of the file wants an SPDX expression there."""

    field: str
    said: Statement
    line: int
    spdx: bool = False


def read(document: Document) -> list[Stated]:
    """What a manifest states; raises Invalid and Unreadable."""
    name = document.path.rsplit("/", 1)[-1].lower()
    reader = _READERS.get(name) or _BY_EXTENSION.get(name.rpartition(".")[2])
    return _together(found for found in reader(document) if found.said.text) if reader else []


def _together(stated: Iterable[Stated]) -> list[Stated]:
    """What one field states several times (classifiers, a list of licences) is a choice: one statement, at the first place."""
    fields: dict[str, Stated] = {}
    for item in stated:
        known = fields.get(item.field)
        fields[item.field] = item if known is None else known._replace(said=_either(known.said, item.said))
    return list(fields.values())


def _either(left: Statement, right: Statement) -> Statement:
    return left._replace(
        text=f"{left.text} OR {right.text}"[:TEXT_FIELD],
        alternatives=left.alternatives | right.alternatives,
        valid=left.valid and right.valid,
        nearest=None,
        closed=left.closed and right.closed,
    )


def _at(node: Node, *path: str | int, spdx: bool = False) -> Iterator[Stated]:
    found = node.get(*path)
    if found is None:
        return
    holder = node.get(*path[:-1])
    line = holder.where(str(path[-1])).line if holder is not None else found.line
    field = ".".join(step for step in path if isinstance(step, str))
    if isinstance(found.value, str) and len(found.value) <= TEXT_FIELD:
        yield Stated(field, statement(found.value), line, spdx)
    elif names := [item.value for item in found.items() if isinstance(item.value, str)]:
        yield Stated(field, statement(names[0] if len(names) == 1 else " OR ".join(names)), line, spdx)


def _package(document: Document) -> Iterator[Stated]:
    node = document.fact(structured.parse)
    yield from _at(node, "license", spdx=True)
    yield from _at(node, "license", "type")
    for place, _ in enumerate((node.get("licenses") or Node(None)).items()):
        yield from _at(node, "licenses", place, "type")


def _pyproject(document: Document) -> Iterator[Stated]:
    node = document.fact(structured.parse)
    yield from _at(node, "project", "license", spdx=True)
    yield from _at(node, "project", "license", "text")
    yield from _at(node, "tool", "poetry", "license")
    for item in (node.get("project", "classifiers") or Node(None)).items():
        if isinstance(item.value, str) and item.value.startswith("License ::") and item.value.count("::") > 1:
            yield Stated("project.classifiers", statement(item.value), item.line)


def _field(*path: str, spdx: bool = True) -> Callable[[Document], Iterator[Stated]]:
    return lambda document: _at(document.fact(structured.parse), *path, spdx=spdx)


def _code_json(document: Document) -> Iterator[Stated]:
    node = document.fact(structured.parse)
    releases = (node.get("releases") or Node(None)).items()
    # An inventory of several projects says nothing of this one.
    for holder in [node, *(releases if len(releases) == 1 else [])]:
        for item in (holder.get("permissions", "licenses") or Node(None)).items():
            yield from _at(item, "name")


def _pattern(field: str, pattern: str, *, spdx: bool) -> Callable[[Document], Iterator[Stated]]:
    compiled = re.compile(pattern, re.MULTILINE)

    def reader(document: Document) -> Iterator[Stated]:
        text = document.text
        for match in list(compiled.finditer(text))[:10]:
            yield Stated(field, statement(match[1]), text.count("\n", 0, match.start(1)) + 1, spdx)

    return reader


_MSBUILD = _pattern("PackageLicenseExpression", r"<PackageLicenseExpression>([^<]{1,200})</PackageLicenseExpression>", spdx=True)
_READERS: dict[str, Callable[[Document], Iterator[Stated]]] = {
    "package.json": _package,
    "pyproject.toml": _pyproject,
    "composer.json": _field("license"),
    "cargo.toml": _field("package", "license"),
    "publiccode.yml": _field("legal", "license"),
    "publiccode.yaml": _field("legal", "license"),
    "citation.cff": _field("license"),
    "codemeta.json": _field("license", spdx=False),
    "code.json": _code_json,
    "setup.cfg": _pattern("license", r"^license[ \t]{0,9}=[ \t]{0,9}(\S[^\n]{0,120})$", spdx=False),
    "pom.xml": _pattern("licenses", r"<license>\s{0,200}<name>\s{0,200}([^<]{1,200})</name>", spdx=False),
    "directory.build.props": _MSBUILD,
}
_BY_EXTENSION = {
    "csproj": _MSBUILD,
    "fsproj": _MSBUILD,
    "gemspec": _pattern("license", r"\.licenses?[ \t]{0,9}=[ \t]{0,9}\[?[ \t]{0,9}[\"']([^\"']{1,120})[\"']", spdx=True),
}

MANIFESTS = frozenset(_READERS)
EXTENSIONS = frozenset(_BY_EXTENSION)

PROSE = "section"


def prose(section: Section) -> Iterator[Stated]:
    """The licences that a section of a page says the project is under."""
    words = words_of(section.body)
    for grant in grants(words):
        yield Stated(PROSE, statement(grant.id), section.first + grant.line - 1)


_BADGE = re.compile(r"shields\.io/badge/([^\s)\"'>\]?]{3,200})", re.IGNORECASE)
_LABEL = re.compile(r"licen[cs]e|licencia|lizenz", re.IGNORECASE)


def badges(document: Document) -> Iterator[Stated]:
    """The licence badges of a page: those that carry their words in their address."""
    for number, line in enumerate(document.text.split("\n")[:2000], 1):
        for match in _BADGE.finditer(line[:20_000]):
            label, _, message = _decoded(match[1]).partition("\0")
            if _LABEL.search(label) and message:
                yield Stated("badge", statement(message), number)


def _decoded(address: str) -> str:
    """`label`, NUL, `message` of a badge's address, where `--` is a hyphen, `_` a space, `__` an underscore."""
    plain = unquote(address).replace("--", "\1").removesuffix(".svg").removesuffix(".png")
    label, _, rest = plain.partition("-")
    message = rest.rpartition("-")[0] or ""
    shown = f"{label}\0{message}".replace("__", "\2").replace("_", " ").replace("\2", "_")
    return shown.replace("\1", "-")
