"""A decision that is taken weighs two options at least."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.decision_records import _taken as taken


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    yield from taken.some(rule, evidence, lambda record: count(record) >= rule.params["min"], "no-options", "options")


def count(record: Record) -> int:
    """How many options a decision names."""
    value = record["options"]
    return len(value) if isinstance(value, tuple) else len([part for part in record.text("options").replace("\n", ";").split(";") if part.strip()])
