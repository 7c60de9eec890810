"""What judges: a key of the rules, the code and the schemas, so that what another version said is never taken for what this one would say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache

from conforme.resources import folder

PLUGINS = "conforme_plugins"
# What only shows, stores or asks changes no outcome.
_APART = ("cli", "reports", "words.py", os.path.join("fleet", "site"), os.path.join("fleet", "questions.py"))


@lru_cache(maxsize=1)
def rules_key() -> str:
    """A digest of everything that an outcome depends on in this installation."""
    import importlib.util

    spec = importlib.util.find_spec(PLUGINS)
    plugins = list(spec.submodule_search_locations or ()) if spec is not None else []
    seen = hashlib.sha256()
    for root in (os.path.dirname(os.path.dirname(os.path.abspath(__file__))), *plugins, folder("rules"), folder("schemas")):
        for path in _files(root):
            with open(os.path.join(root, path), "rb") as file:
                seen.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return seen.hexdigest()[:32]


def _files(root: str) -> Iterator[str]:
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.relpath(os.path.join(here, name), root)
            if name.endswith((".py", ".yaml", ".json")) and not path.startswith(_APART):
                yield path
