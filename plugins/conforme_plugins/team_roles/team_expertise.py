"""The team brings together complementary expertise: each family has a role that is held."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl

FAMILIES = ("product", "design", "content", "development", "security")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    roles = list(evidence.records("team_role"))
    holding = [item for item in evidence.all() if any(item.records_of("team_role"))]
    yield from (rule.rests_on(item) for item in holding)
    if not roles:
        yield rule.finding("no-role", at=evidence.all(), subject="roles")
        return
    for family in FAMILIES:
        yield from _family(rule, family, [role for role in roles if family in (role["expertise"] or ())], roles)


def _family(rule: Rule, family: str, roles: list[Record], all_roles: list[Record]) -> Iterator[Answer]:
    if not roles:
        yield rule.finding(f"no-{family}", at=all_roles[0], subject=f"roles#{family}")
    elif not any(role["state"] == "covered" for role in roles):
        vacant = any(role["state"] == "vacant" for role in roles)
        name = roles[0].text("name")
        yield rule.finding("vacant" if vacant else "not-said", at=roles, subject=f"roles/{roles[0].id}#covered", name=name)
