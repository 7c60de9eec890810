"""It is known who answers for the service or the code, and it is more than one person."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    shared = [item for item in evidence.all() if not _is_one(item)]
    if shared:
        yield from (rule.rests_on(item) for item in shared)
    else:
        first = evidence.all()[0]
        yield rule.finding("one-person", at=first, subject="ownership#team", path=first.path or "")


def _is_one(item: Evidence) -> bool:
    """Whether owners by path are one person for all: no team anywhere, never two."""
    areas = list(item.records_of("area"))
    return bool(areas) and len(areas) == 1 and all(area["teams"] == 0 and area["owners"] == 1 for area in areas)
