"""Each page says in which language it is, so that screen readers speak it and browsers do not translate it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    pages = [item for item in evidence.all() if item.data.get("form") == "page" and item.data["lang"] is not None]
    if not pages:
        yield rule.not_applicable(evidence.all()[0])
    for item in pages:
        if not item.data["lang"]:
            yield rule.finding("no-language", at=Location(item.path, item.data["lang_line"]), subject=f"{item.path}#lang", path=item.path)
    yield from (rule.rests_on(item) for item in pages)
