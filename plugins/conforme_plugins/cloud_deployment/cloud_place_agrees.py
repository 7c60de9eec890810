"""Where a page says that the service is hosted and the regions that the code names are the same place."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    said = [item for item in evidence.hints() if item.value == "statement"]
    regions = evidence.all()[0].data["regions"]
    if not said or not regions:
        yield rule.not_applicable((said or list(evidence.all()))[0])
        return
    for item in said:
        inside = set(rule.params["quebec"]) | (set(rule.params["canada"]) if item.data["place"] == "canada" else set())
        # One region in the place is enough to be true: the others may hold copies, or nothing of the persons.
        if not any(name in inside for name, _, _ in regions):
            places = [item.location, *(Location(path, line) for _, path, line in regions)]
            yield rule.finding(
                "elsewhere", at=places, subject=f"{item.path}#hosting", said=item.data["said"], region=", ".join(name for name, _, _ in regions)
            )
