"""The languages that the scope promises are those in which there are catalogues of texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `not-in-catalogues` for each language promised in a sentence that no catalogue, and no name of the tree, has."""
    told = [item for item in evidence.all() if _can_tell(item.data["languages"])]
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


def _can_tell(said: Mapping[str, Any]) -> bool:
    """Whether each language has its catalogue, or one surely has none: a language that only has other traces proves nothing."""
    promised = set(said.get("promised", ()))
    return bool(promised) and (bool(said["lacking"]) or promised <= {code for code, _ in said["found"]})
