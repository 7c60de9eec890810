"""The level that the statement says is met is not above the one that the checks are explicitly set to stop at."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Location, Rule, hookimpl

CHECKS = "accessibility-testing"


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `checked-below` for each statement that claims AA or AAA while every check names rule sets of level A alone.

    A check that names no rule set is no statement about the level (most tools then go further than A): nothing is compared with it.
    """
    claims = [(item, *claim) for item in evidence.all() for claim in item.data["claims"] if len(claim[0]) > 1]
    checks = evidence.all(CHECKS)
    if not claims or not checks or not all(item.data["standards"] for item in checks):
        yield rule.not_applicable(claims[0][0] if claims else evidence.all()[0])
        return
    if any(not _stops_at_a(item) for item in checks):
        return
    unread = next((item.data["elsewhere"] for item in checks if item.data["elsewhere"]), None)
    if unread or evidence.limits(CHECKS):  # the check that goes further may be in what was not read
        yield rule.unverified("checks-unread", unread or evidence.limits(CHECKS)[0].path)
        return
    found = ", ".join(dict.fromkeys(name for item in checks for name in item.data["standards"]))
    for item, level, version, line in _first_of_each(claims):
        shown = f"WCAG {version} {level}".replace("  ", " ")
        yield rule.finding("checked-below", at=[Location(item.path, line), *checks], subject=f"{item.path}#level", claimed=shown, found=found)


def _stops_at_a(item: Evidence) -> bool:
    return all(name.endswith(" A") for name in item.data["standards"])


def _first_of_each(claims: list[tuple[Evidence, str, str, int]]) -> list[tuple[Evidence, str, str, int]]:
    """One claim a statement: a page says the same thing twice."""
    first: dict[str, tuple[Evidence, str, str, int]] = {}
    for claim in claims:
        first.setdefault(claim[0].id, claim)
    return list(first.values())
