"""RAML 0.8 and 1.0: a YAML document whose first line says so; resources are the keys that begin with a slash."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts.apis.model import Description, canonical, node_cell, operation, record, text_of
from conforme.facts.apis.openapi import METHODS
from conforme.facts.structured import Node
from conforme.model import Record

_FIRST = re.compile(r"\A\ufeff?#%RAML[ \t]{1,4}(0\.8|1\.0)[ \t]{0,20}(\w{0,40})")


def version(head: str) -> str:
    """The version of a RAML API, "" for fragments (data types, traits, libraries) and for anything else."""
    found = _FIRST.match(head)
    return found[1] if found and not found[2] else ""


def read(root: Node, path: str, version: str) -> Description:
    api = record(
        "api", "info", path, root.line, 1, title=node_cell(root.get("title")), version=node_cell(root.get("version")),
        description=node_cell(root.get("description")), servers=node_cell(root.get("baseUri")),
    )  # fmt: skip
    return Description("RAML", version, 1, api, tuple(_resources(root, "", path)), files=(path,))


def _resources(node: Node, prefix: str, path: str) -> Iterator[Record]:
    for key, child in node.fields().items():
        if key.startswith("/"):
            yield from _resources(child, prefix + key, path)
        elif prefix and key in METHODS:
            codes = list((child.get("responses") or Node({})).fields())
            yield operation(
                f"{key.upper()} {canonical(prefix)}",
                path,
                node.where(key).line,
                text_of(child.get("description")) or text_of(child.get("displayName")) or text_of(node.get("description")),
                method=key.upper(),
                path=prefix,
                success=" ".join(code for code in codes if code[:1] in "123"),
                error=" ".join(code for code in codes if code[:1] in "45"),
            )
