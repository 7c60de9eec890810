"""The languages that the scope promises are those in which there are catalogues of texts."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `not-in-catalogues` for each language promised in a sentence that no catalogue, and no name of the tree, has."""
    told = [item for item in evidence.all() if item.data["languages"]["promised"] and item.data["languages"]["found"]]
    if not told:
        yield rule.not_applicable(evidence.all()[0])
        return
    for item in told:
        said = item.data["languages"]
        yield rule.rests_on(item)
        for code in said["lacking"]:
            places = [Location(item.path, said["line"]), *(Location(path, 1) for _, path in said["found"])]
            found = ", ".join(known for known, _ in said["found"])
            yield rule.finding("not-in-catalogues", at=places, subject=f"scope/languages#{code}", language=code, found=found)
