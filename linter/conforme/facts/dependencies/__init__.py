"""Declared dependencies, with their place and their scope, from the manifests of each ecosystem.

A declared dependency that nothing calls shows nothing: `used` tells whether a source text sets it to work.
"""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts.dependencies.model import Dependency
from conforme.repo import Document

__all__ = ["MANIFESTS", "Dependency", "dependencies", "used"]

MANIFESTS = (
    "package.json", "*requirements*.txt", "**/requirements/*.txt", "pyproject.toml", "Pipfile", "setup.cfg", "Gemfile", "*.gemspec", "pom.xml",
    "build.gradle", "build.gradle.kts", "libs.versions.toml", "*.csproj", "*.fsproj", "Directory.Packages.props", "packages.config",
    "composer.json", "go.mod", "Cargo.toml", "mix.exs", "environment.yml", "pubspec.yaml",
)  # fmt: skip
"""Names of manifests, for a finder's card to copy."""


def dependencies(document: Document) -> tuple[Dependency, ...]:
    """The dependencies that a manifest declares, in its order; none for a file that is no manifest. Raises Unreadable and Invalid.

    Meant for `document.fact(dependencies)`.
    """
    return tuple(_read(document, document.path.rsplit("/", 1)[-1].lower()))


def _read(document: Document, name: str) -> Iterator[Dependency]:
    from conforme.facts.dependencies import _lines

    if name == "gemfile" or name.endswith(".gemspec"):
        return _lines.gems(document.text)
    if name == "pom.xml":
        return _lines.pom(document.text)
    if name in ("build.gradle", "build.gradle.kts"):
        return _lines.gradle(document.text)
    if name.endswith((".csproj", ".fsproj", ".props")) or name == "packages.config":
        return _lines.nuget(document.path, document.text)
    if name == "go.mod":
        return _lines.go(document.text)
    if name == "mix.exs":
        return _lines.mix(document.text)
    if name == "setup.cfg":
        return _lines.setup_cfg(document.text)
    if name.endswith((".txt", ".in")):
        return _lines.requirements(document.path, document.text)
    return _tree(document, name)


def _tree(document: Document, name: str) -> Iterator[Dependency]:
    from conforme.facts import structured
    from conforme.facts.dependencies import _trees

    readers = {
        "package.json": _trees.package_json,
        "composer.json": _trees.composer,
        "pyproject.toml": _trees.pyproject,
        "cargo.toml": _trees.cargo,
        "environment.yml": _trees.conda,
        "environment.yaml": _trees.conda,
        "pubspec.yaml": _trees.pubspec,
    }
    if name == "pipfile":
        return _trees.pipfile(structured.parse_text("toml", document.text))
    if name.endswith(".versions.toml"):
        return _trees.gradle_catalog(document.fact(structured.parse_loose))
    return readers[name](document.fact(structured.parse_loose)) if name in readers else iter(())


def used(name: str, text: str) -> int:
    """The 1-based line of the first import of a package in a source text, 0 when it is not imported: import, require, from, use, using, alias.

    `name` is the dependency's; `-` and `_` are one, and what follows (`name/part`, `name.part`) counts. Comment lines do not.
    """
    stem = "[-_.]".join(map(re.escape, re.split("[-_]", name.rsplit(":", 1)[-1])))
    pattern = re.compile(
        r"^(?![ \t]{0,80}(?:#|//|\*|--))[^\n]{0,300}?"
        rf"\b(?:import|require\w{{0,10}}|from|use|using|alias|include)\b[^\n]{{0,200}}?(?<![\w-]){stem}(?![\w-])",
        re.IGNORECASE | re.MULTILINE,
    )
    found = pattern.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
