"""The inventory says why each piece of information is held and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts.placeholders import is_placeholder

SHOWN = 20
LEAST_WORDS = 2


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    listing = [item for item in evidence.all() if item.data["what"] == "inventory"]
    if not listing:
        yield rule.finding("no-inventory", at=evidence.all(), subject="privacy#inventory")
        return
    without = [record for item in listing for record in item.records_of("item") if not _told(record.text("retention"))]
    for record in without[:SHOWN]:
        name = record.text("name") or record.id
        yield rule.finding("no-retention", at=record.at("retention"), subject=f"privacy/{record.id}#retention", name=name)
    yield from (rule.rests_on(item) for item in listing)


def _told(written: str) -> bool:
    return len(written.split()) >= LEAST_WORDS and not is_placeholder(written)
