"""Manifests in JSON, TOML and YAML."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts.dependencies.model import Dependency
from conforme.facts.structured import Node

_PYTHON = re.compile(
    r"[ \t]{0,40}([A-Za-z0-9][\w.-]{0,100})[ \t]{0,4}(?:\[[^\]\n]{0,200}\])?[ \t]{0,4}(?:(@|[=<>~!]=?=?)[ \t]{0,4}([^;#\s][^;#\n]{0,200}))?"
)


def python(text: str, scope: str, line: int) -> Dependency | None:
    """A requirement as PEP 508 writes it; None for a line that is none (an option, a comment, a path)."""
    found = _PYTHON.match(text)
    if found is None or text.lstrip().startswith(("#", "-", ".", "/")) or "://" in text.split("@")[0]:
        return None
    version = f"{found[2]}{found[3]}".strip() if found[2] else ""
    return Dependency(found[1], version, scope, line, "pypi")


def _entries(node: Node | None, scope: str, ecosystem: str) -> Iterator[Dependency]:
    for name, value in (node.fields() if node is not None else {}).items():
        version = value.text or next((item.text for key in ("version", "ref", "git", "path") if (item := value.get(key)) is not None), "")
        yield Dependency(name, version, scope, node.where(name).line if node is not None else 1, ecosystem)


def _requirements(node: Node | None, scope: str) -> Iterator[Dependency]:
    for item in node.items() if node is not None else []:
        if item.text and (found := python(item.text, scope, item.line)):
            yield found


def package_json(root: Node) -> Iterator[Dependency]:
    for key, scope in (("dependencies", "runtime"), ("peerDependencies", "runtime"), ("optionalDependencies", "runtime"), ("devDependencies", "dev")):
        yield from _entries(root.get(key), scope, "npm")


def composer(root: Node) -> Iterator[Dependency]:
    for key, scope in (("require", "runtime"), ("require-dev", "dev")):
        yield from (item for item in _entries(root.get(key), scope, "composer") if item.name != "php" and not item.name.startswith("ext-"))


def pyproject(root: Node) -> Iterator[Dependency]:
    yield from _requirements(root.get("project", "dependencies"), "runtime")
    for path in (("project", "optional-dependencies"), ("dependency-groups",)):
        for node in _values(root.get(*path)):
            yield from _requirements(node, "dev")
    yield from _requirements(root.get("tool", "uv", "dev-dependencies"), "dev")
    poetry = root.get("tool", "poetry")
    if poetry is not None:
        yield from (item for item in _entries(poetry.get("dependencies"), "runtime", "pypi") if item.name != "python")
        yield from _entries(poetry.get("dev-dependencies"), "dev", "pypi")
        for node in _values(poetry.get("group")):
            yield from _entries(node.get("dependencies"), "dev", "pypi")
    for node in _values(root.get("tool", "pdm", "dev-dependencies")):
        yield from _requirements(node, "dev")


def _values(node: Node | None) -> list[Node]:
    return list(node.fields().values()) if node is not None else []


def pipfile(root: Node) -> Iterator[Dependency]:
    yield from _entries(root.get("packages"), "runtime", "pypi")
    yield from _entries(root.get("dev-packages"), "dev", "pypi")


def cargo(root: Node) -> Iterator[Dependency]:
    for base in (root, root.get("workspace")):
        if base is not None:
            yield from _entries(base.get("dependencies"), "runtime", "cargo")
            yield from _entries(base.get("build-dependencies"), "dev", "cargo")
            yield from _entries(base.get("dev-dependencies"), "dev", "cargo")


def gradle_catalog(root: Node) -> Iterator[Dependency]:
    libraries = root.get("libraries") or Node(None)
    for key, node in libraries.fields().items():
        module = node.get("module")
        name = module.text if module is not None else ":".join(item.text for part in ("group", "name") if (item := node.get(part)) is not None)
        name = name or node.text
        version = node.get("version")
        if name:
            yield Dependency(
                ":".join(name.split(":")[:2]), version.text if version is not None else "", "runtime", libraries.where(key).line, "maven"
            )


def conda(root: Node) -> Iterator[Dependency]:
    for item in (root.get("dependencies") or Node(None)).items():
        yield from _requirements(item.get("pip"), "runtime")
        if item.text and (found := python(item.text, "runtime", item.line)):
            yield found


def pubspec(root: Node) -> Iterator[Dependency]:
    yield from _entries(root.get("dependencies"), "runtime", "pub")
    yield from _entries(root.get("dev_dependencies"), "dev", "pub")
