"""What the rules on status reports share."""

from __future__ import annotations

from conforme import EvidenceSet, Record


def by_date(evidence: EvidenceSet) -> list[Record]:
    """The reports, oldest first."""
    return sorted(evidence.records("report"), key=lambda record: str(record["date"]))


def latest(evidence: EvidenceSet, today: str) -> Record | None:
    """The last report that is not dated in the future."""
    past = [record for record in by_date(evidence) if record["date"] <= today]
    return past[-1] if past else None
