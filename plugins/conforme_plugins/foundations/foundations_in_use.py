"""What is said of the government's authentication service is not contradicted by who signs people in."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    said = [record for record in evidence.records("foundation") if record["sign_in"] and record["use"] in ("used", "not-used")]
    issuers = next((item.data["issuers"] for item in evidence.all() if item.data.get("issuers")), ())
    if not said or not issuers:
        yield rule.not_applicable(evidence.all()[0])
        return
    against = {"used": "elsewhere", "not-used": "sign-in"}
    for record in said:
        wrong = [issuer for issuer in issuers if issuer[0] == against[record["use"]]]
        # With one issuer that may be the service, others may sign in other people: nothing is contradicted.
        if wrong and (record["use"] == "not-used" or len(wrong) == len(issuers)):
            at = [record.at("use"), *(Location(path, line) for _, _, path, line in wrong)]
            yield rule.finding(record["use"], at=at, subject=f"foundations/{record.id}#use", name=record.text("name"), host=wrong[0][1])
