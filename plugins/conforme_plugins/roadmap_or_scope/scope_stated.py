"""The scope says the objectives, the people served, what is in and what is out."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.roadmap_or_scope import _told

# What the first version has to hold is in.
PARTS = {"objectives": ("objectives",), "in": ("in", "mvp"), "out": ("out",), "clienteles": ("clienteles",)}


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    for name, parts in PARTS.items():
        telling = _told.telling(evidence, *parts)
        if telling:
            yield rule.rests_on(telling[0])
        else:
            yield rule.finding(f"no-{name}", at=_told.best(evidence), subject=f"scope#{name}")
