"""Whether the texts in which the holder writes its name were filled in."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `blank` for each blank left, `no-holder` where nobody is named."""
    texts = [item for item in evidence.all() if item.data["needs_holder"]]
    if not texts:
        first = evidence.all()[0]
        yield rule.not_applicable(first, reason=first.value or "")
    for item in texts:
        yield rule.rests_on(item)
        path = item.path or ""
        for words, line in item.data["blanks"]:
            yield rule.finding("blank", at=Location(path, line), subject=f"{path}#holder", blank=words, path=path)
        if not item.data["holders"]:
            yield rule.finding("no-holder", at=item, subject=f"{path}#holder", path=path, licence=item.value or "")
