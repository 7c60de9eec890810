"""The phase that the manifest declares, the badge of the README and the status of publiccode.yml agree."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    declared = next((item for item in evidence.all() if item.data["phase"]), None)
    badges = [item for item in evidence.hints() if item.value == "phase"]
    files = [item for item in evidence.all() if item.records[0].has("status") and item.value == "publiccode"]
    phase = declared.data["phase"] if declared is not None else badges[0].data["phase"] if badges else None
    if phase is None or not (files or (declared is not None and badges)):
        yield rule.not_applicable(evidence.all()[0])
        return
    against: Location | Evidence = Location(declared.data["manifest"]) if declared is not None else badges[0]
    for item in badges:
        if item.data["phase"] != phase:
            yield rule.finding("badge-otherwise", at=[item, against], subject=f"{item.path}#phase", said=item.data["said"], phase=phase)
    for item in files:
        status = item.records[0].text("status")
        if status not in rule.params["statuses"].get(phase, ()):
            places = [item.records[0].at("status"), against]
            yield rule.finding("status-otherwise", at=places, subject=f"{item.path}#developmentStatus", status=status, phase=phase)
