"""Automated accessibility checks are set up, and a pipeline runs them."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    checks = evidence.all()
    run = [item for item in checks if item.data["run_in"]]
    if run:
        yield from (rule.rests_on(item) for item in run)
    elif checks[0].data["elsewhere"]:
        yield rule.unverified("kept-elsewhere", checks[0].data["elsewhere"])
    else:
        yield rule.finding("not-run", at=checks, subject="accessibility#run", tool=checks[0].data["tool"])
