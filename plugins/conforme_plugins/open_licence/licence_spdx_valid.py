"""Whether licences are stated by an SPDX expression where the format of the file wants one."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `not-spdx` (with the nearest valid expression) or `unknown`."""
    stated = [item for item in evidence.hints() if item.data["spdx"]]
    if not stated:
        first = evidence.all()[0]
        yield rule.not_applicable(first, reason=first.value or "")
    for item in stated:
        if item.data["valid"]:
            continue
        key = "not-spdx" if item.data["nearest"] else "unknown"
        subject = f"{item.path}#{item.data['field']}"
        yield rule.finding(key, at=item, subject=subject, stated=item.value or "", path=item.path or "", nearest=item.data["nearest"] or "")
