"""Where the data that ships with the engine lies: cards, standards and schemas."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache

_HERE = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """The path of a data folder (`rules`, `schemas`): inside the package once installed, at the repository's root in a checkout."""
    inside = os.path.join(_HERE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(os.path.dirname(_HERE)), name)


@lru_cache(maxsize=2)
def fingerprint(package: str) -> str:
    """What tells one state of the code from another: ours, that of the plugins' package, the schemas, the libraries and Python itself.

    Made of names, sizes and times, as Python itself knows whether a module is still the one that it compiled.
    """
    from importlib.util import find_spec

    found = hashlib.sha256(repr((sys.version_info, sys.platform)).encode())
    spec = find_spec(package)
    for root in (_HERE, *(spec.submodule_search_locations or () if spec is not None else ()), folder("schemas")):
        for line in sorted(_states(root)):
            found.update(line)
    for place in sys.path:
        if place.endswith("-packages"):
            found.update(f"{place} {os.stat(place).st_mtime_ns}\0".encode() if os.path.isdir(place) else b"")
    return found.hexdigest()


def _states(root: str) -> list[bytes]:
    found, todo = [], [root]
    while todo:
        with os.scandir(todo.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    todo += [entry.path] if entry.name != "__pycache__" else []
                else:
                    status = entry.stat()
                    found.append(f"{entry.path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}\0".encode("utf-8", "surrogateescape"))
    return found
