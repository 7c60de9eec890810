"""The pages say what they are to search engines and to those who share them."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    pages = [item for item in evidence.all() if item.data["form"] == "page"]
    described = [item for item in pages if item.data["described"]]
    if not pages:
        yield rule.not_applicable(evidence.all()[0])
    elif not described:
        yield rule.finding("no-description", at=pages, subject="pages#description")
    yield from (rule.rests_on(item) for item in described)
