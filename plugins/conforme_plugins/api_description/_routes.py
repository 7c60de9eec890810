"""Which operations of a description have a route that the code writes out, and which are nowhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conforme import Evidence, Record, Unreadable, View
from conforme.facts import regex as re
from conforme.facts.apis import model, routes
from conforme.facts.apis.routes import ANY, Route

SOURCES = 2_000
"""Source files that are read for routes."""
METHODS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE"))

Told = Mapping[str, Any]


def of(view: View, item: Evidence, sources: Sequence[str]) -> Told:
    """`how`: `read`, `none` (no operation over HTTP, or no route found), `too-many` (files).

    With `read`: `operations` (how many), `served` (how many have a route), `at` (the file and line that routes most of them), `computed` (the place
    of a route whose path is made by an expression, or of a file that could not be read; None: all is written out), `absent` (ids of operations that
    no route serves, and whose words and function are in no code), `other` ((id, file, line, methods) of operations whose path is routed, for other
    methods alone).
    """
    wanted = [record for record in item.records_of("operation") if record.text("method") in METHODS]
    if not wanted:
        return {"how": "none"}
    if len(sources) > SOURCES:
        return {"how": "too-many"}
    found: list[Route] = []
    computed: tuple[str, int] | None = None
    texts: list[str] = []
    for path in sources:
        try:
            routed = view.document(path).fact(routes.of)
            texts.append(view.document(path).text)
        except Unreadable:
            computed = computed or (path, 1)
            continue
        found += routed.routes
        computed = computed or next(((path, line) for line in routed.computed), None)
    return _compared(wanted, found, computed, texts) if found else {"how": "none"}


def _compared(wanted: Sequence[Record], found: Sequence[Route], computed: tuple[str, int] | None, texts: Sequence[str]) -> Told:
    served: dict[str, int] = {}
    absent, other, count = [], [], 0
    words: str | None = None
    for record in wanted:
        path = _split(model.canonical(record.text("path")))
        same = [route for route in found if _suits(_split(route.path), path)]
        methods = {route.method for route in same}
        if record.text("method") in methods or ANY in methods:
            if named := [route for route in same if route.method in (record.text("method"), ANY) and _is_fixed(route)]:
                count += 1
                served[named[0].file] = served.get(named[0].file, 0) + 1
            continue
        words = words if words is not None else _squeezed("\n".join(texts))
        exact = [route for route in same if _is_fixed(route) and len(_split(route.path)) >= min(len(path), 2)]
        if exact and not _is_named(record, words, by_path=False):
            other.append((record.id, exact[0].file, exact[0].line, ", ".join(sorted({route.method for route in exact}))))
        elif not same and not _is_named(record, words, by_path=True):
            absent.append(record.id)
    at = max(served, key=lambda file: (served[file], file)) if served else None
    line = next((route.line for route in found if route.file == at), 1)
    return {
        "how": "read", "operations": len(wanted), "served": count, "at": (at, line) if at else None, "computed": computed,
        "absent": tuple(absent), "other": tuple(other),
    }  # fmt: skip


def _split(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _suits(route: Sequence[str], path: Sequence[str]) -> bool:
    """Whether a route may serve a path: one ends with the other, since a mount or a server may put segments before either."""
    size = min(len(route), len(path))
    pairs = list(zip(route[len(route) - size :], path[len(path) - size :], strict=True))
    if not all(mine == its or _is_open(mine) or _is_open(its) for mine, its in pairs):
        return False
    return all(_is_open(mine) for mine, _ in pairs) or any(mine == its and not _is_open(mine) for mine, its in pairs)


def _is_open(part: str) -> bool:
    return "{}" in part or "*" in part


def _is_fixed(route: Route) -> bool:
    """Whether it names something: a bare parameter suits any path."""
    return not all(map(_is_open, _split(route.path)))


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def _is_named(record: Record, words: str, by_path: bool) -> bool:
    """Whether code has the function of an operation, or the last word of its path, however it is spelt."""
    names = [record.text("name")] if len(record.text("name")) >= 6 else []
    if by_path:
        fixed = [part for part in _split(record.text("path")) if "{" not in part]
        names += fixed[-1:] or [""]
    return any(_squeezed(name) in words for name in names)


def with_routes(view: View, items: Iterable[Evidence], sources: Sequence[str]) -> dict[str, Told]:
    """What is told of each description of HTTP operations, by its id."""
    return {item.id: of(view, item, sources) for item in items if item.data["format"] == "OpenAPI"}
