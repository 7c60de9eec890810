"""Where the data that ships with the engine lies: cards, standards and schemas."""

from __future__ import annotations

import os

_HERE = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """The path of a data folder (`rules`, `schemas`): inside the package once installed, at the repository's root in a checkout."""
    inside = os.path.join(_HERE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(os.path.dirname(_HERE)), name)
