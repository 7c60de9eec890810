"""The contribution guide says how to propose a change and what gets checked."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl

NEEDED = {"proposal": {"propose", "branch"}, "checks": {"checks", "review"}}


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    guides = evidence.all()
    told = {part for guide in guides for part in guide.data["parts"]}
    for name, parts in NEEDED.items():
        if not parts & told:
            yield rule.finding(f"no-{name}", at=guides[0], subject=f"contribution-guide#{name}")
    yield from (rule.rests_on(guide) for guide in guides)
