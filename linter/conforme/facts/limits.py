"""One table of limits, in units of input: over one of them a document is `unverified`, never invalid and never a pass."""

from __future__ import annotations

from dataclasses import dataclass, replace

from conforme.repo import BIG_LIMIT, TEXT_LIMIT, Unreadable


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader accepts of one document.

    `containers`: lists and mappings among the `nodes`; `expanded`: nodes with each alias written out; `merged`: pairs copied by `<<`. `unique`
    is no limit: whether a key given twice is an error, or its last value counts, as for the tools that own the file.
    """

    bytes: int = TEXT_LIMIT
    depth: int = 64
    nodes: int = 50_000
    containers: int = 50_000
    keys: int = 5_000
    scalar: int = 64 << 10
    digits: int = 64
    expanded: int = 100_000
    merged: int = 1_000
    unique: bool = True


HAND = Limits()
LOOSE = replace(HAND, unique=False)
BIG = Limits(BIG_LIMIT, nodes=2_000_000, containers=400_000, keys=100_000, scalar=TEXT_LIMIT, expanded=2_000_000, merged=10_000, unique=False)
PAGE = HAND
PAGE_LINES = 100_000
ROWS = 50_000


def within(what: str, measured: int, bound: int) -> None:
    """Raises Unreadable(what, measured, bound) when `measured` is over `bound`."""
    if measured > bound:
        raise Unreadable(what, measured, bound)


def check_number(text: str, limits: Limits) -> None:
    """Raises Unreadable(number-too-long) for a number written with more digits than converting it safely allows."""
    within("number-too-long", len(text), limits.digits)


class Tally:
    """Counts the nodes of one document as they are read."""

    __slots__ = ("expanded", "limits", "merged", "nodes", "opened")

    def __init__(self, limits: Limits) -> None:
        self.limits, self.nodes, self.opened, self.expanded, self.merged = limits, 0, 0, 0, 0

    def node(self) -> None:
        self.nodes += 1
        self.expanded += 1
        if self.nodes > self.limits.nodes:
            raise Unreadable("too-many-nodes", self.nodes, self.limits.nodes)

    def container(self) -> None:
        self.node()
        self.opened += 1
        within("too-many-nodes", self.opened, self.limits.containers)

    def alias(self, size: int) -> None:
        """An alias that stands for `size` nodes."""
        self.node()
        self.expanded += size - 1
        within("too-many-aliases", self.expanded, self.limits.expanded)

    def merge(self, pairs: int) -> None:
        self.merged += pairs
        within("too-many-merged", self.merged, self.limits.merged)
