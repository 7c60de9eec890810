"""What publiccode.yml expects of itself: the keys of version 0 that every release of the standard keeps, and the words it allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme.facts import placeholders
from conforme.facts import regex as re
from conforme.facts.structured import Node

STATUSES = ("concept", "development", "beta", "stable", "obsolete")
TYPES = (
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other", "addon",
    "library", "configurationFiles",
)  # fmt: skip
MAINTENANCE = ("internal", "contract", "community", "none")
NEEDED = (
    ("publiccodeYmlVersion",), ("name",), ("url",), ("platforms",), ("developmentStatus",), ("softwareType",), ("description",), ("legal", "license"),
    ("maintenance", "type"), ("localisation", "localisationReady"), ("localisation", "availableLanguages"),
)  # fmt: skip
_URL = re.compile(r"(?:https?|git|ssh)://[^\s/]{3,200}/\S{1,500}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\Z")


class Fault(NamedTuple):
    """`key`: absent, not-allowed, wrong-form or placeholder; `field`: the trail of keys; `found`: as written."""

    key: str
    field: str
    line: int
    found: str = ""


def problems(root: Node) -> Iterator[Fault]:
    """What is not as the standard has it, in its order."""
    for keys in NEEDED:
        node = root.get(*keys)
        if node is None or not (node.text.strip() or node.items() or node.fields()):
            yield Fault("absent", ".".join(keys), (node or root).line)
    yield from _words(root, ("developmentStatus",), STATUSES)
    yield from _words(root, ("softwareType",), TYPES)
    yield from _words(root, ("maintenance", "type"), MAINTENANCE)
    url = root.get("url")
    if url is not None and url.text and not _URL.match(url.text):
        yield Fault("wrong-form", "url", url.line, url.text)
    name = root.get("name")
    if name is not None and placeholders.is_placeholder(name.text):
        yield Fault("placeholder", "name", name.line, name.text)
    yield from _descriptions(root)
    kind = root.get("maintenance", "type")
    people = {"internal": "contacts", "community": "contacts", "contract": "contractors"}.get(kind.text if kind is not None else "")
    if people and not (root.get("maintenance", people) or Node([])).items():
        yield Fault("absent", f"maintenance.{people}", kind.line if kind is not None else root.line)


def _words(root: Node, keys: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[Fault]:
    node = root.get(*keys)
    if node is not None and node.text.strip() and node.text.strip() not in allowed:
        yield Fault("not-allowed", ".".join(keys), node.line, node.text.strip())


def _descriptions(root: Node) -> Iterator[Fault]:
    described = root.get("description")
    for code, node in (described.fields() if described is not None else {}).items():
        if not _LANGUAGE.match(code):
            yield Fault("not-allowed", "description", node.line, code)
        for part in ("shortDescription", "longDescription", "features"):
            inner = node.get(part)
            if inner is None or not (inner.text.strip() or inner.items()):
                yield Fault("absent", f"description.{code}.{part}", node.line)
            elif inner.text and placeholders.is_hollow(inner.text):
                yield Fault("placeholder", f"description.{code}.{part}", inner.line, inner.text[:60])
