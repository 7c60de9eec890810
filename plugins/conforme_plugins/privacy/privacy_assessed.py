"""A privacy impact assessment is recorded, with its date, its status and the body consulted."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts.placeholders import is_placeholder

LEAST_WORDS = 2


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    found = list(evidence.records("assessment"))
    if not found:
        yield rule.finding("no-assessment", at=evidence.all(), subject="privacy#assessment")
        return
    best = min(found, key=lambda record: (len(_lacking(record)), record.path, record.line))
    for name in _lacking(best):
        yield rule.finding(f"no-{name}", at=best.at(name), subject=f"privacy/{best.id}#{name}", name=best.text("name") or best.id)
    yield from (rule.rests_on(item) for item in evidence.all() if best in item.records)


def _lacking(record: Record) -> list[str]:
    """The parts of an entry that are not told."""
    named = record.text("committee")
    told = {
        "date": record["date"] is not None or record["updated"] is not None,
        "status": bool(record.text("status")) and not is_placeholder(record.text("status")) and record.text("status") != record.text("committee"),
        "committee": len(named.split()) >= LEAST_WORDS and not is_placeholder(named),
    }
    return [name for name, known in told.items() if not known]
