"""Notes of research hold no address, telephone or identity number: the place is given, never the datum."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Record, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items = _checks.read(evidence)
    hits = [(item.path, hit) for item in items for hit in item.data.get("personal", ())]
    for path, (kind, line, column) in hits:
        yield rule.finding(kind, at=Location(path, line, column), subject=f"{path}#{kind}")
    told = [item for item in items if any(_says_something(record, rule) for record in item.records)]
    if not hits and not told:
        yield rule.not_applicable(evidence.all()[0])
    yield from (rule.rests_on(item) for item in told)


def _says_something(record: Record, rule: Rule) -> bool:
    if record.type == "plan":
        return bool(record["method"]) and (record["questions"] or 0) >= _checks.FEW
    return record.type != "session" or (bool(record["method"]) and _checks.is_done(record, rule))
