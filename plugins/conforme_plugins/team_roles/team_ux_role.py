"""A role answers for user experience in the team, and somebody holds it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    roles = list(evidence.records("team_role"))
    designers = [role for role in roles if "design" in (role["expertise"] or ())]
    if not designers:
        yield rule.finding("no-ux", at=roles or evidence.all(), subject="roles#design")
    elif not any(role["state"] == "covered" for role in designers):
        yield rule.finding("not-held", at=designers, subject=f"roles/{designers[0].id}#covered", name=designers[0].text("name"))
    for item in evidence.all():
        if any("design" in (role["expertise"] or ()) for role in item.records_of("team_role")):
            yield rule.rests_on(item)
