"""Of several statements, the one that says most."""

from __future__ import annotations

from conforme import Evidence, EvidenceSet


def statement(evidence: EvidenceSet) -> Evidence:
    """The fullest statement: the one dated, then the one of most parts."""
    return max(evidence.all(), key=lambda item: (item.data["date"] is not None, len(item.data["parts"]), item.path or ""))
