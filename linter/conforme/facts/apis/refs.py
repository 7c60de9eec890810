"""References between the parts of an API description: followed within the tree, never outside, and never without end.

A reference with a scheme (`http:`, `file:`…) or that leaves the tree is not followed: what it names is unknown, not wrong.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from conforme.facts import regex as re
from conforme.facts.limits import within
from conforme.facts.structured import Invalid, Node
from conforme.repo import Unreadable

STEPS = 60_000
"""References followed in one description."""
DEPTH = 64
"""References that lead to one another."""

Load = Callable[[str], Node]
"""The tree of another file of the repository; LookupError when there is none; Outside, Invalid or Unreadable when it cannot be read."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:|//")


class Place(NamedTuple):
    """A node, and the file that holds it."""

    node: Node
    path: str


class Unresolved(Exception):
    """A reference leads to nothing in the tree."""


class Outside(Exception):
    """What a reference names cannot be told from here."""


class Refs:
    """The references of one description. Raises Unreadable when there are more than STEPS of them."""

    def __init__(self, root: Node, path: str, load: Load) -> None:
        self._trees: dict[str, Node | Exception] = {path: root}
        self._load = load
        self._known: dict[tuple[str, str], Place | Exception] = {}
        self._steps = 0

    @property
    def files(self) -> list[str]:
        """The files read so far, the description's own first."""
        return [path for path, tree in self._trees.items() if isinstance(tree, Node)]

    def follow(self, place: Place) -> Place:
        """Where the references that start at `place` end; `place` itself when it holds none. Raises Unresolved and Outside."""
        for _ in range(DEPTH):
            reference = target_of(place.node)
            if reference is None:
                return place
            place = self.target(reference, place.path)
        raise Unresolved(reference)

    def target(self, reference: str, base: str) -> Place:
        """What `reference`, written in the file `base`, names. Raises Unresolved and Outside."""
        self._steps += 1
        within("too-many-references", self._steps, STEPS)
        key = (base, reference)
        if key not in self._known:
            self._known[key] = self._find(reference, base)
        found = self._known[key]
        if isinstance(found, Exception):
            raise found
        return found

    def _find(self, reference: str, base: str) -> Place | Exception:
        try:
            return self._named(reference, base)
        except (Unresolved, Outside) as error:
            return error

    def _named(self, reference: str, base: str) -> Place:
        file, _, fragment = reference.partition("#")
        path = self._file(file, base) if file else base
        tree = self._tree(path)
        if fragment and not fragment.startswith("/"):
            raise Outside(reference)  # an anchor, which the description's dialect defines
        node = tree.get(*steps(tree, fragment)) if fragment else tree
        if node is None:
            raise Unresolved(reference)
        return Place(node, path)

    def _file(self, file: str, base: str) -> str:
        if _SCHEME.match(file) or file.startswith("/"):
            raise Outside(file)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(file)))
        if path.startswith("../") or path == "..":
            raise Outside(file)
        return path

    def _tree(self, path: str) -> Node:
        if path not in self._trees:
            self._trees[path] = self._read(path)
        tree = self._trees[path]
        if isinstance(tree, Exception):
            raise tree
        return tree

    def _read(self, path: str) -> Node | Exception:
        try:
            return self._load(path)
        except LookupError:
            return Unresolved(path)
        except (Outside, Invalid, Unreadable):
            return Outside(path)


def target_of(node: Node) -> str | None:
    """The reference that a mapping holds, None when it holds none."""
    reference = node.fields().get("$ref") if isinstance(node.value, dict) else None
    return reference.value if reference is not None and isinstance(reference.value, str) else None


def steps(tree: Node, fragment: str) -> list[str | int]:
    """The keys and indexes of a JSON pointer, as `Node.get` takes them."""
    found: list[str | int] = []
    for part in unquote(fragment).split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        inside = tree.get(*found)
        found.append(int(key) if inside is not None and inside.kind == "list" and key.isascii() and key.isdigit() and len(key) < 10 else key)
    return found


# Under these keys the keys are names that the authors chose; under the others they are the specification's.
_NAMES = frozenset(
    (
        "properties", "patternProperties", "definitions", "$defs", "schemas", "responses", "parameters", "headers", "requestBodies", "paths", "links",
        "callbacks", "pathItems", "webhooks", "securitySchemes", "channels", "messages", "operations", "content", "dependentSchemas", "mapping",
        "servers", "variables",
    )
)  # fmt: skip
_DATA = frozenset(("example", "examples", "default", "enum", "const", "value"))


class Written(NamedTuple):
    """A reference as written, and the mapping that holds it."""

    reference: str
    place: Place


def written(root: Place) -> Iterator[Written]:
    """All references of a tree but those that stand in data (examples, default values) and in extensions; in reading order."""
    waiting: list[tuple[Node, bool]] = [(root.node, False)]
    while waiting:
        node, names = waiting.pop()
        reference = target_of(node)
        if reference is not None and not names:
            yield Written(reference, Place(node, root.path))
        below = [(child, False) for child in node.items()]
        for key, child in node.fields().items():
            if names or not (key in _DATA or key.startswith("x-")):
                below.append((child, not names and key in _NAMES))
        waiting.extend(reversed(below))
