"""A code of conduct is filled in."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    codes = [item for item in evidence.hints() if item.value == "conduct"]
    # A forge often holds one code for all the repositories of an organisation: a guide that points to it is enough.
    pointing = [guide for guide in evidence.all() if "conduct" in guide.data["parts"]]
    if not codes and pointing:
        yield rule.rests_on(pointing[0])
    elif not codes:
        yield rule.finding("no-conduct", at=evidence.all(), subject="contribution-guide#conduct")
    elif not any(item.data["filled"] for item in codes):
        yield rule.finding("not-filled", at=codes[0], subject="contribution-guide#conduct", path=codes[0].path or "")
