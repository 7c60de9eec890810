"""TOML through tomllib."""

from __future__ import annotations

from conforme.facts.limits import Limits
from conforme.facts.structured import Node


def read(text: str, limits: Limits) -> Node:
    import tomllib

    return _node(tomllib.loads(text))


def _node(value: object) -> Node:
    if isinstance(value, dict):
        return Node({str(key): _node(item) for key, item in value.items()})
    if isinstance(value, list):
        return Node([_node(item) for item in value])
    if isinstance(value, str | int | float | bool):
        return Node(value, text=str(value))
    return Node(str(value), text=str(value))
