"""A decision that is taken weighs sustainable development."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.decision_records import _taken as taken


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    yield from taken.some(rule, evidence, lambda record: bool(record["weighs.sustainability"]), "no-criterion", "sustainability")
