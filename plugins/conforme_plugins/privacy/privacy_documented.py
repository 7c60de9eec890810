"""The repository says how personal information is protected."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl

TELLING = frozenset(("retention", "sharing", "rights"))


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    found = evidence.all()
    telling = [item for item in found if item.data["what"] in ("assessment", "inventory") or TELLING & set(item.data.get("parts", ()))]
    if telling:
        yield from (rule.rests_on(item) for item in telling)
    else:
        yield rule.finding("thin-notice", at=found[0], subject="privacy#notice", path=found[0].path or "")
