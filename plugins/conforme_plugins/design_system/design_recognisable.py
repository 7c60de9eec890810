"""People recognise a government service: the header and the footer of the visual identity programme are on its pages."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    identity = evidence.all()[0].data["identity"]
    for part in ("header", "footer"):
        if part not in identity:
            yield rule.finding(f"no-{part}", at=evidence.all(), subject=f"identity#{part}")
