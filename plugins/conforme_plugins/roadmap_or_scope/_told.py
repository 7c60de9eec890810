"""Which parts of a scope the evidence tells, whatever page each stands on."""

from __future__ import annotations

from collections.abc import Sequence

from conforme import Evidence, EvidenceSet, Record


def tells(item: Evidence, parts: Sequence[str]) -> bool:
    return any(record.has(part) for record in item.records_of("scope") for part in parts)


def telling(evidence: EvidenceSet, *parts: str) -> list[Evidence]:
    """The evidence that tells one of the parts."""
    return [item for item in evidence.all() if tells(item, parts)]


def best(evidence: EvidenceSet) -> Evidence:
    """Where one would expect a missing part: a scope page before a roadmap or a README, the one that tells most."""
    order = ("scope", "roadmap", "purpose")
    return min(evidence.all(), key=lambda item: (order.index(item.data["what"]), -_count(item), item.path or ""))


def _count(item: Evidence) -> int:
    return sum(len(record.cells) for record in item.records_of("scope"))


def fullest(records: Sequence[Record]) -> Record | None:
    """Of several approvals, the one that says most, then the latest."""
    return max(records, key=lambda record: (record.has("body") and record.has("date"), len(record.cells), str(record["date"] or "")), default=None)
