"""Some research done with the people whom the service is for is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.user_research import _checks


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    told = [item for item in _checks.read(evidence) if any(_tells(record, rule) for record in item.records)]
    if told:
        yield from (rule.rests_on(item) for item in told)
    elif _checks.unread(evidence):
        yield from _checks.elsewhere(rule, evidence)
    else:
        yield from _nothing(rule, evidence)


def _tells(record: Record, rule: Rule) -> bool:
    """Whether a record tells of people who were met, and not only of what is planned or imagined."""
    if record.type == "session":
        return _checks.is_done(record, rule) and bool(record["method"] or record["participants"] or (record["findings"] or 0) >= _checks.FEW)
    if record.type in ("persona", "journey"):
        return bool(record["participants"] or (record["method"] and record["sources"]))
    return record.type == "coverage" or (record.type == "finding" and len(record.text("statement").split()) >= _checks.FEW)


def _nothing(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items: list[Evidence] = _checks.read(evidence)
    portraits = [item for item in items if any(record.type in ("persona", "journey") for record in item.records)]
    key = "only-portraits" if portraits else "only-planned"
    yield rule.finding(key, at=portraits or items, subject="kind:user-research")
