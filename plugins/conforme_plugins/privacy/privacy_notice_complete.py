"""The privacy notice says what is collected, why, for how long and which rights there are."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl

PARTS = ("data", "purpose", "retention", "rights")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    notices = [item for item in evidence.all() if item.data["what"] in ("notice", "documentation")]
    if not notices:
        yield rule.finding("no-notice", at=evidence.all(), subject="privacy#notice")
        return
    # The pages of one service complete one another: a notice and a page of its own about cookies.
    told = {part for item in notices for part in item.data["parts"]} | {"rights" for item in notices if "responsible" in item.data["parts"]}
    for part in PARTS:
        if part not in told:
            yield rule.finding(f"no-{part}", at=notices[0], subject=f"privacy#{part}")
    yield from (rule.rests_on(item) for item in notices)
