"""Security analysis covers the code and what it depends on."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items = evidence.all()
    targets = {item.data["target"] for item in items}
    found = ", ".join(dict.fromkeys(item.data["tool"] for item in items))
    if "code" not in targets:
        yield rule.finding("no-code", at=items, subject="scans#code", found=found)
    if not targets & {"dependencies", "images"} and not evidence.all("dependency-updates"):
        yield rule.finding("no-dependencies", at=items, subject="scans#dependencies", found=found)
