"""The journeys cite the tests that follow them, and those tests are there."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for journey in evidence.records("journey"):
        subject, name = f"journeys/{journey.id}#tests", journey.text("name")
        for path in journey["tests.absent"] or ():
            yield rule.finding("dangling", at=journey.at("tests"), subject=f"{subject}/{path}", name=name, path=path)
        if not journey["tests.found"] and not journey["tests.absent"]:
            yield rule.finding("untested", at=journey, subject=subject, name=name)
