"""What OpenAPI asks of a description beyond its JSON Schema: references that lead somewhere, names given once, parameters declared."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts.apis.model import canonical, problem, text_of
from conforme.facts.apis.openapi import METHODS
from conforme.facts.apis.refs import Outside, Place, Refs, Unresolved, written
from conforme.facts.structured import Node
from conforme.model import Record

_TEMPLATE = re.compile(r"\{([^{}/?+*#.;,&]{1,200})\}")


def problems(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    """The problems of a description already known to be a mapping; every file that it is split over is looked at."""
    yield from unresolved(root, path, refs)
    yield from _same_paths(root, path)
    yield from _duplicate_names(root, path, refs)
    yield from _undeclared(root, path, refs)


def unresolved(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    """The references of the description and of its parts that lead to nothing in the tree, each named once a file."""
    waiting, seen = [Place(root, path)], {path}
    while waiting:
        place = waiting.pop(0)
        if _has_own_base(place.node):
            continue
        named: set[str] = set()
        for reference, holder in written(place):
            try:
                found = refs.target(reference, holder.path)
            except Outside:
                continue
            except Unresolved:
                if reference not in named:
                    mark = holder.node.where("$ref")
                    yield problem("unresolved", holder.path, mark.line, "", mark.column, found=reference)
                named.add(reference)
                continue
            if found.path not in seen:
                seen.add(found.path)
                waiting.append(refs.target(_base(found.path, holder.path), holder.path))


def _base(path: str, base: str) -> str:
    """`path` as a reference from the file `base`."""
    import posixpath
    from urllib.parse import quote

    return quote(posixpath.relpath(path, posixpath.dirname(base) or "."))


def _has_own_base(root: Node) -> bool:
    """Whether `$id` or `$self` may change what references start from: nothing is said of them then."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        fields = node.fields()
        if any(key in fields and fields[key].kind == "scalar" for key in ("$id", "$self")):
            return True
        waiting.extend(fields.values())
        waiting.extend(node.items())
    return False


def _paths(root: Node) -> list[tuple[str, Node]]:
    return [(name, item) for name, item in (root.get("paths") or Node({})).fields().items() if name.startswith("/")]


def _same_paths(root: Node, path: str) -> Iterator[Record]:
    seen: dict[str, str] = {}
    for name, _ in _paths(root):
        key = canonical(name) + ("/" if name.endswith("/") else "")
        if key in seen and "{" in name:
            mark = root.get("paths").where(name)  # type: ignore[union-attr]  # it holds `name`
            yield problem("same-path", path, mark.line, "/paths", mark.column, expected=seen[key], found=name)
        seen.setdefault(key, name)


def _operations(root: Node, path: str, refs: Refs) -> Iterator[tuple[str, str, Place, Place]]:
    """Path template, method, path item, operation."""
    for name, item in _paths(root):
        place = _followed(Place(item, path), refs)
        if place is None:
            continue
        for method in METHODS:
            node = place.node.get(method)
            operation = _followed(Place(node, place.path), refs) if node is not None and node.kind == "map" else None
            if operation is not None:
                yield name, method, place, operation


def _followed(place: Place, refs: Refs) -> Place | None:
    try:
        return refs.follow(place)
    except (Unresolved, Outside):
        return None


def _duplicate_names(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    seen: dict[str, str] = {}
    for name, method, _, place in _operations(root, path, refs):
        node = place.node.get("operationId")
        given, here = text_of(node), f"{method.upper()} {canonical(name)}"
        if not given or node is None:
            continue
        if given in seen:
            yield problem("duplicate-name", place.path, node.line, "", node.column, expected=seen[given], found=given)
        seen.setdefault(given, here)


def _undeclared(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    for name, method, item, place in _operations(root, path, refs):
        wanted = list(dict.fromkeys(_TEMPLATE.findall(name)))
        declared = _declared(item, refs), _declared(place, refs)
        if None in declared or len(wanted) < name.count("{"):
            continue
        known = sorted({parameter for names in declared if names is not None for parameter in names})
        mark = item.node.where(method)
        pointer, here = f"/paths/{canonical(name).replace('/', '~1')}/{method}", f"{method.upper()} {name}"
        for key, names, others in (("undeclared-parameter", wanted, known), ("unused-parameter", known, wanted)):
            for parameter in names:
                if parameter not in others:
                    yield problem(key, item.path, mark.line, pointer, mark.column, expected=here, found=parameter)


def _declared(holder: Place, refs: Refs) -> set[str] | None:
    """Names of the path parameters declared there; None when one of them cannot be told."""
    names: set[str] = set()
    for node in (holder.node.get("parameters") or Node([])).items():
        place = _followed(Place(node, holder.path), refs)
        if place is None:
            return None
        parameter = place.node
        if text_of(parameter.get("in")) in ("path", "") and not text_of(parameter.get("name")):
            return None
        if text_of(parameter.get("in")) == "path":
            names.add(text_of(parameter.get("name")))
    return names
