"""Ownership is told by area: two paths at least with owners of their own."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl

ALL = ("*", "/", "/*", "/**", "**")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for item in evidence.all():
        areas = {area.text("pattern") for area in item.records_of("area")} - set(ALL)
        if len(areas) >= 2:
            yield rule.rests_on(item)
            return
    yield rule.finding("no-areas", at=evidence.all(), subject="ownership#areas")
