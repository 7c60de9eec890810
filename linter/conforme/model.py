"""The frozen values of a run, from evidence to report. No I/O, nothing of ours imported but the way to quote.

Words, identity and quotation follow the report contract: ids are English and stable, sentences are rendered elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from conforme.quoting import mask as mask
from conforme.quoting import plainly as plainly
from conforme.quoting import printable as printable
from conforme.quoting import quote as quote
from conforme.quoting import visible as visible


class Strength(StrEnum):
    """How much an evidence proves, weakest first."""

    INDICATIVE = "indicative"
    DECLARED = "declared"
    DEMONSTRATED = "demonstrated"

    @property
    def rank(self) -> int:
        return list(Strength).index(self)


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    UNVERIFIED = "unverified"
    ERROR = "error"


class Reason(StrEnum):
    """Why a rule is not met, worst first: a result's reason is the worst of its findings'."""

    CONTRADICTED = "contradicted"
    UNSAFE = "unsafe"
    UNREADABLE = "unreadable"
    INVALID = "invalid"
    MISSING = "missing"
    HOLLOW = "hollow"
    INCOMPLETE = "incomplete"
    STALE = "stale"
    LATE = "late"

    @property
    def rank(self) -> int:
        return list(Reason).index(self)


class Verdict(StrEnum):
    """What an action or a practice is seen to be."""

    DEMONSTRATED = "demonstrated"
    DECLARED = "declared"
    ATTESTED = "attested"
    PARTIAL = "partial"
    NOT_SHOWN = "not-shown"
    CONTRADICTED = "contradicted"
    TO_ATTEST = "to-attest"
    NOT_APPLICABLE = "not-applicable"
    UNVERIFIED = "unverified"
    NOT_EXAMINED = "not-examined"


class Severity(StrEnum):
    EXPECTED = "expected"
    RECOMMENDED = "recommended"
    LATER = "later"


PHASES = ("discovery", "alpha", "beta", "live")


class Location(NamedTuple):
    """A place: a path relative to the root, 1-based line and column. `path` is None for what has no file."""

    path: str | None
    line: int | None = None
    column: int | None = None


class Cell(NamedTuple):
    """One value read in a record: typed `value` (None when `problem` says why it could not be), `text` as written, its place."""

    value: Any
    text: str
    line: int
    column: int = 1
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a register, whatever its carrier: canonical field names to cells, each with its place.

    `id` is stable and language-neutral (the declared id, else a slug of the name). `children` holds nested records
    (measurements of an indicator, for example). `changed` is the date since which the substance is as it is now, None when history
    cannot tell.
    """

    type: str
    id: str
    cells: Mapping[str, Cell]
    path: str
    line: int
    column: int = 1
    children: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    changed: str | None = None

    def __getitem__(self, name: str) -> Any:
        """The typed value of a field, None when it is absent, empty or could not be typed."""
        cell = self.cells.get(name)
        return cell.value if cell is not None else None

    def text(self, name: str) -> str:
        """The field as written, "" when absent."""
        cell = self.cells.get(name)
        return cell.text if cell is not None else ""

    def has(self, name: str) -> bool:
        """Whether the field is there with something written in it, readable or not."""
        cell = self.cells.get(name)
        return cell is not None and (cell.value is not None or bool(cell.text.strip()))

    def at(self, name: str = "") -> Location:
        """The place of a field, or of the record when the field is absent."""
        cell = self.cells.get(name)
        return Location(self.path, cell.line, cell.column) if cell is not None else Location(self.path, self.line, self.column)

    def of(self, name: str) -> tuple[Record, ...]:
        """The nested records of that name."""
        return self.children.get(name, ())


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing found: its kind, place, optional value (an SPDX id, a format and version) and strength.

    `anchor` tells two evidences of one file apart (a heading, a record id). `content` is git's id of the bytes judged. `records` are what was
    parsed in it. `data` holds other facts that rules of this kind read, under documented names.
    """

    kind: str
    path: str | None
    line: int | None = None
    value: str | None = None
    strength: Strength = Strength.DECLARED
    anchor: str = ""
    content: str | None = None
    changed: str | None = None
    part: str = ""
    found_by: str = ""
    records: tuple[Record, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return digest("evidence/1", self.kind, self.part, self.path or "", self.anchor)

    @property
    def location(self) -> Location:
        return Location(self.path, self.line)

    def records_of(self, type: str) -> Iterator[Record]:
        return (record for record in self.records if record.type == type)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where: a message key with its data; sentences are rendered at the last moment."""

    rule: str
    part: str
    key: str
    reason: Reason
    subject: str
    data: Mapping[str, Any] = field(default_factory=dict)
    locations: tuple[Location, ...] = ()
    waiver: str | None = None

    @property
    def fingerprint(self) -> str:
        return digest("conforme/1", self.rule, self.key, self.part, self.subject)


class Look(NamedTuple):
    """One step of the search: what was looked for, where, and what was seen there (a phrase key of the finder's card or of the engine)."""

    what: str
    path: str | None
    saw: str
    data: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Limit:
    """What could not be seen, and why: the reason of every `unverified`.

    `measured` and `bound` are in units of input, 0 when it is no number; `detail` is what a fault of the tool said, quoted.
    """

    what: str
    path: str | None = None
    rules: tuple[str, ...] = ()
    measured: int = 0
    bound: int = 0
    detail: str = ""


class Because(NamedTuple):
    """Why a rule does not apply: a quoted evidence, a rule that did not hold, or a line of the manifest with reason and role."""

    kind: str
    ref: str
    location: Location | None = None
    reason: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule says of a part."""

    rule: str
    part: str
    outcome: Outcome
    strength: Strength | None = None
    findings: tuple[Finding, ...] = ()
    evidence: tuple[str, ...] = ()
    because: Because | None = None
    looked_at: tuple[Look, ...] = ()
    limits: tuple[Limit, ...] = ()
    severity: Severity = Severity.RECOMMENDED
    blocking: bool = False

    @property
    def reason(self) -> Reason | None:
        """The worst reason of its findings, waived or not: a verdict is a function of evidence alone."""
        return min((finding.reason for finding in self.findings), key=lambda reason: reason.rank, default=None)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which state of which repository was read."""

    kind: str
    commit: str | None = None
    clean: bool = True
    shallow: bool = False
    digest: str = ""


def digest(*parts: str) -> str:
    """First 32 hex digits of sha256 over the NUL-joined parts: the identity of findings and of evidence."""
    return hashlib.sha256(octets("\0".join(parts))).hexdigest()[:32]


def octets(text: str) -> bytes:
    """`text` as UTF-8: bytes that are not UTF-8 as git has them, and half a pair, which JSON can write, rather than an error."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
