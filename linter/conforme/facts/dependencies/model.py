"""A dependency that a manifest declares."""

from __future__ import annotations

from typing import NamedTuple


class Dependency(NamedTuple):
    """`name` as written in its ecosystem (`group:artifact` for Java); `version` as written, "" when free; `scope`: runtime, dev or indirect.

    `ecosystem`: npm, pypi, gem, maven, nuget, composer, go, cargo, hex, pub.
    """

    name: str
    version: str
    scope: str
    line: int
    ecosystem: str
