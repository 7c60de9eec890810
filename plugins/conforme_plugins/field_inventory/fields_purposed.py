"""Personal fields say what they are for and how long they are kept."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    personal = [field for field in evidence.records("form_field") if field["personal"] is True]
    if not personal:
        yield rule.finding("none-personal", at=evidence.all(), subject="fields#personal")
    for field in personal:
        for name in ("purpose", "retention"):
            if kept.count(field, name) < 2:
                yield rule.finding(f"no-{name}", at=field.at(name), subject=f"fields/{field.id}#{name}", name=field.text("name"))
