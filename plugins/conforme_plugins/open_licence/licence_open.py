"""Whether a licence text opens the software (or, where there is none, the contents) of the repository."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `content-only`, or `added-terms` when terms around the text may take back what it gives."""
    texts = evidence.all()
    software = [item for item in texts if item.data["kind"] == "software"]
    plain = [item for item in software if not item.data["takes"]]
    if plain:
        yield from (rule.rests_on(item) for item in plain)
    elif software:
        yield from (rule.unverified("added-terms", item.path) for item in software)
    elif texts[0].data["code"]:
        yield rule.finding("content-only", at=texts, subject="licence#software", licence=texts[0].value or "")
