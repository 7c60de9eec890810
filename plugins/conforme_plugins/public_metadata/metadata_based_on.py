"""The description names the software that this one is based on."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    files = [item for item in evidence.all() if item.value == "publiccode"]
    named = [item for item in files if item.data["bases"]]
    if not named:
        yield rule.not_applicable((files or list(evidence.all()))[0])
    for item in named:
        for address, line in item.data["bases"]:
            if not address.startswith(("https://", "http://")) or "." not in address:
                yield rule.finding("no-address", at=Location(item.path, line), subject=f"{item.path}#isBasedOn", found=address)
        yield rule.rests_on(item)
