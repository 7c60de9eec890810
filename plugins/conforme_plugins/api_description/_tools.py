"""Folders of tools that read API descriptions: what they hold are samples of anybody's API, not the service's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from conforme import Unreadable, View

_INSTALLED = ("_resolved", "_requested", "_from")
"""Keys that the package manager adds to what it installs: the folder is a copy of a published package."""
_ABOUT = frozenset(("openapi", "openapi3", "swagger", "swagger2", "asyncapi", "oas", "raml", "api-documentation", "openapi-generator"))


def finder(view: View) -> Callable[[str], str]:
    """Gives the folder, below the root, of the tool that a path belongs to; "" for what belongs to none."""
    shown = frozenset(candidate.path for candidate in view.candidates())
    known: dict[str, bool] = {}

    def is_tool(folder: str) -> bool:
        path = f"{folder}/package.json"
        if folder not in known:
            known[folder] = path in shown and _is_tool(_package(view, path))
        return known[folder]

    def of(path: str) -> str:
        folders = path.split("/")[:-1]
        outwards = ("/".join(folders[:depth]) for depth in range(len(folders), 0, -1))
        return next((folder for folder in outwards if is_tool(folder)), "")

    return of


def _package(view: View, path: str) -> Mapping[str, Any]:
    import json

    try:
        found = json.loads(view.document(path).text)
    except (Unreadable, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_tool(package: Mapping[str, Any]) -> bool:
    """Whether a package was installed there, or is a command that says itself to be about descriptions."""
    words = package.get("keywords")
    about = isinstance(words, list) and any(isinstance(word, str) and word.lower() in _ABOUT for word in words)
    return any(isinstance(package.get(key), str | dict) for key in _INSTALLED) or bool(package.get("bin")) and about
