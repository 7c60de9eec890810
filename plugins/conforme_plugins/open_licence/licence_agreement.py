"""Whether what manifests and badges state of the licence agrees with the licence texts."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts.licences import agree


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `stated-otherwise` for each statement that has no licence in common with the texts of the same subject."""
    texts = [item for item in evidence.all() if not item.data["subject"]] or list(evidence.all())
    # A sentence of a page may speak of the documentation or of a component: it only hints.
    stated = [item for item in evidence.hints() if item.data["ids"] and item.data["field"] != "section"]
    if not stated:
        yield rule.not_applicable(texts[0], reason=texts[0].value or "")
        return
    granted = {name for item in texts for name in item.data["ids"]}
    named = {name for item in texts for name in item.data["named"]}
    others = [item for item in stated if not agree(item.data["ids"], named)]
    if others and evidence.limits():  # the text that the statement is about may be the one that was not recognised
        yield rule.unverified("licence-unknown", evidence.limits()[0].path)
        return
    for item in others:
        shown = {"stated": item.value or "", "path": item.path or "", "licence": ", ".join(sorted(granted))}
        yield rule.finding("stated-otherwise", at=[item, *texts], subject=f"{item.path}#{item.data['field']}", **shown)
