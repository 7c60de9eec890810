"""Criteria of eco-design are answered, and what is not met is explained."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    criteria = list(evidence.records("criterion"))
    if len({item.id for item in criteria}) < rule.params["min"]:
        yield rule.finding("few", at=criteria, subject="criteria", count=len(criteria), min=rule.params["min"])
    yield from _lacking(rule, "no-answer", [item for item in criteria if item["answer"] is None], "answer")
    unsaid = [item for item in criteria if item["answer"] is not None and kept.count(item, "justification") < kept.SENTENCE]
    yield from _lacking(rule, "no-justification", unsaid, "justification")


def _lacking(rule: Rule, key: str, criteria: list[Record], field: str) -> Iterator[Answer]:
    if criteria:
        name = criteria[0].text("name")
        yield rule.finding(key, at=[item.at(field) for item in criteria], subject=f"criteria#{field}", count=len(criteria), name=name)
