"""The phase that the manifest declares, the badge of the README and the status of publiccode.yml agree."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    declared = next((item for item in evidence.all() if item.data["phase"]), None)
    badges = [item for item in evidence.hints() if item.value == "phase"]
    # A status that the standard does not know tells no phase: another rule says that it is not allowed.
    files = [item for item in evidence.all() if item.value == "publiccode" and item.records[0].text("status") in rule.params["known"]]
    phase = declared.data["phase"] if declared is not None else badges[0].data["phase"] if badges else None
    if phase is None or not (files or (declared is not None and badges)):
        yield rule.not_applicable(evidence.all()[0])
        return
    for item in badges:
        if item.data["phase"] != phase:
            yield rule.finding("badge-otherwise", at=item, subject=f"{item.path}#phase", said=item.data["said"], phase=phase)
    for item in files:
        status = item.records[0].text("status")
        if status not in rule.params["statuses"].get(phase, ()):
            yield rule.finding(
                "status-otherwise", at=item.records[0].at("status"), subject=f"{item.path}#developmentStatus", status=status, phase=phase
            )
