"""No published number of participants of a segment is so small that it points to persons."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    sources = [*_checks.done(evidence, rule), *_checks.records(evidence, "coverage")]
    small = [(source, cell) for source in sources for cell in _cells(source) if 0 < (cell["count"] or 0) < rule.params["min"]]
    for source, cell in small:
        subject = f"{_checks.subject(source)}#{cell.id}"
        yield rule.finding("small-cell", at=cell, subject=subject, segment=cell.text("segment"), min=rule.params["min"])
    published = [source for source in sources if _cells(source) and (source.type == "coverage" or not _checks.lacks(source))]
    if not small and not published:
        yield rule.not_applicable(evidence.all()[0])
    yield from (rule.rests_on(item) for item in _checks.read(evidence) if any(record in published for record in item.records))


def _cells(source: Record) -> list[Record]:
    """The counts by segment that a record publishes. One segment alone with the session's total crosses nothing."""
    cells = [group for group in source.of("group") if group["cell"] and (group["count"] or group["masked"])]
    return cells if len(cells) > 1 or source.type == "coverage" else []
