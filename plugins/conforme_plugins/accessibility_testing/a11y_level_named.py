"""The check names the level that it holds the service to: WCAG AA or better, or a standard that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    checks = evidence.all()
    named = {item.id: item.data["standards"] for item in checks if item.data["standards"]}
    good = [item for item in checks if any(not name.endswith(" A") for name in named.get(item.id, ()))]
    if good:
        yield from (rule.rests_on(item) for item in good)
    elif named:
        found = ", ".join(dict.fromkeys(name for names in named.values() for name in names))
        yield rule.finding("low-level", at=[item for item in checks if item.id in named], subject="accessibility#level", found=found)
    else:
        yield rule.finding("no-level", at=checks, subject="accessibility#level")
