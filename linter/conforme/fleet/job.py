"""One repository to audit for one service, as plain data that goes to any worker, and what comes back of it."""

from __future__ import annotations

import datetime
import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

FORM = 1  # of what is kept: a change of it makes all be audited again
LARGEST = 512 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What all jobs of a run share: the date, the policy (its text, "" for none) and what was selected."""

    date: str
    policy: str = ""
    policy_name: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    seconds: float = 600.0
    memory: int = 2 << 30

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.date)


@dataclass(frozen=True, slots=True)
class Job:
    """A repository (`path`) at `revision`, in the `state` in which it was seen, for a service that lies in `parts` of it beside its `neighbours`."""

    service: str
    source: str
    path: str
    state: str | None
    revision: str = ""
    parts: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    phase: str | None = None
    inherit: str = ""
    inherit_state: str | None = None

    def key(self, settings: Settings, rules: str) -> str | None:
        """What the outcome depends on but for the date; None when it depends on what nobody can tell (a plain folder)."""
        if self.state is None or (self.inherit and self.inherit_state is None):
            return None
        # The state tells what is there, wherever it is: a fleet may be moved, and a mirror shared.
        told = {**asdict(self), "service": "", "source": "", "path": "", "inherit": "", "rules": rules, "form": FORM}
        told |= {"policy": settings.policy, "select": settings.select, "ignore": settings.ignore}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:40]


class Outcome(NamedTuple):
    """What came of a job: `data`, as packed by a worker, or why the repository was not examined (`why`, with a `detail`)."""

    data: bytes | None
    why: str = ""
    detail: str = ""


def pack(value: dict[str, Any]) -> bytes:
    """Plain data as few bytes, the same for the same data."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "surrogatepass"), 6)


def unpack(data: bytes) -> dict[str, Any]:
    """What `pack` made; raises ValueError for anything else."""
    try:
        reader = zlib.decompressobj()
        raw = reader.decompress(data, LARGEST)
        if not reader.eof:
            raise ValueError("cut short")
        value = json.loads(raw)
    except (zlib.error, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(value, dict) or value.get("form") != FORM:
        raise ValueError("another form")
    return value
