"""A government design system at work: a package or its assets, and pages, styles or scripts that use it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import dependencies, scan
from conforme.facts import regex as re
from conforme_plugins.design_system import _identity, _systems

SHOWN = 3
READ, ENOUGH = 100_000, 20
ASSETS = re.compile(r"(?:^|/)qc-sdg[\w.-]{0,40}\.(?:css|js)\Z")
# The settings of the documentation template of GOV.UK, which an image can bring without any list of dependencies.
_TECH_DOCS = re.compile(r"^(?:show_govuk_logo|service_name|service_link):[ \t]{0,4}\S", re.MULTILINE)
_SCRIPT = re.compile(r"\.(?:m?[jt]s|ex|py)\Z")  # a script may only look for a system in other people's pages
_ASIDE = re.compile(
    r"(?:^|/)(?:storybook-static|coverage|docs/api|javadoc|swagger[^/]*|__snapshots__|cypress|e2e)/|\.min\.(?:css|js)\Z|"
    r"\.(?:test|spec|stories)\.[jt]sx?\Z",
    re.IGNORECASE,
)


@dataclass
class _Seen:
    """Places by system."""

    declared: dict[str, list[tuple[Document, int, str]]] = field(default_factory=dict)
    used: dict[str, list[tuple[Document, int, int]]] = field(default_factory=dict)
    identity: dict[str, tuple[str, int]] = field(default_factory=dict)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    seen = _Seen()
    for document in view.documents():
        with view.reading(document):
            _look(document, seen)
    for system in _systems.SYSTEMS:
        declared, used = seen.declared.get(system.id, []), seen.used.get(system.id, [])
        enough = [item for item in used if declared or (item[2] >= 2 and not _SCRIPT.search(item[0].path)) or system.id == "qc-sdg"]
        if enough:
            yield from _shown(view, system.id, declared, enough, seen)
        else:
            for document, line, name in declared[:1]:
                view.saw(document.path, "not-used", line=line, name=name)


def _shown(
    view: View, system: str, declared: list[tuple[Document, int, str]], used: list[tuple[Document, int, int]], seen: _Seen
) -> Iterator[Evidence]:
    data = {"system": system, "identity": dict(seen.identity)}
    ranked = sorted(used, key=lambda item: (-item[2], item[0].path.count("/"), item[0].path))
    given: set[str] = set()
    for document, line, _ in [*sorted(declared, key=lambda item: item[0].path.count("/"))[:2], *ranked[:SHOWN]]:
        if document.path not in given:
            given.add(document.path)
            yield view.evidence(document, line=line, value=system, strength=Strength.DEMONSTRATED, anchor=system, data=data)


def _look(document: Document, seen: _Seen) -> None:
    path, text = document.path, document.text
    if scan.is_sample(path, text) or (_ASIDE.search(path) and not ASSETS.search(path)):
        return
    base = path.rsplit("/", 1)[-1].lower()
    if ASSETS.search(path):
        if "qc-" in text:
            seen.used.setdefault("qc-sdg", []).append((document, 1, 1))
    elif base == "tech-docs.yml":
        place = scan.first(text, _TECH_DOCS)
        if place is not None:
            seen.declared.setdefault("govuk", []).append((document, place.line, "govuk_tech_docs"))
    elif base == ".gitmodules":
        place = scan.first(text, re.compile(r"qc_trousse_sdg", re.IGNORECASE))
        if place is not None:
            seen.declared.setdefault("qc-sdg", []).append((document, place.line, "qc_trousse_sdg"))
    elif declared := _declared(document, seen):
        return
    elif not declared:
        _used(document, text, seen)


def _declared(document: Document, seen: _Seen) -> bool:
    """Whether the file is a manifest of dependencies; those of the systems are noted."""
    base = document.path.rsplit("/", 1)[-1].lower()
    if not (
        base in ("package.json", "composer.json", "gemfile", "pyproject.toml", "mix.exs", "pom.xml", "bower.json")
        or base.startswith("build.gradle")
        or base.endswith((".csproj", ".txt"))
    ):
        return False
    for dependency in document.fact(dependencies.dependencies):
        system = _systems.of_package(dependency.name)
        if system is not None:
            seen.declared.setdefault(system.id, []).append((document, dependency.line, dependency.name))
    if (
        base == "package.json"
        and (own := re.search(r'^\s{0,8}"name"\s{0,4}:\s{0,4}"([^"\n]{1,120})"', document.text, re.MULTILINE))
        and (system := _systems.of_package(own[1]))
    ):
        line = scan.line_at(document.text, own.start(1))
        seen.declared.setdefault(system.id, []).append((document, line, own[1]))
        seen.used.setdefault(system.id, []).append((document, line, 0))  # it is the system itself
    return True


def _used(document: Document, text: str, seen: _Seen) -> None:
    text = text[:READ]
    lowered = text.lower()
    for system in _systems.SYSTEMS:
        if not any(token in lowered for token in system.tokens):
            continue
        lines = [place.line for place in itertools.islice(scan.places(text, system.markup), ENOUGH)]
        if lines:
            seen.used.setdefault(system.id, []).append((document, lines[0], len(set(lines))))
    for name, line in _identity.read(text):
        seen.identity.setdefault(name, (document.path, line))
