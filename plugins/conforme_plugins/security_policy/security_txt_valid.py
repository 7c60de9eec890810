"""A security.txt holds to RFC 9116: a well-formed contact, and one expiry that has not passed."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    files = [item for item in evidence.all() if item.data["form"] == "security.txt"]
    if not files:
        yield rule.not_applicable(evidence.all()[0])
    for item in files:
        yield rule.rests_on(item)
        record = item.records[0]
        contact, expires = record.cells["contact"], record.cells.get("expires")
        if contact.problem:
            yield rule.finding("contact-form", at=record.at("contact"), subject=f"{item.path}#contact")
        if expires is None:
            yield rule.finding("no-expiry", at=record, subject=f"{item.path}#expires")
        elif expires.problem:
            yield rule.finding("expiry-form", at=record.at("expires"), subject=f"{item.path}#expires", found=expires.text)
        elif item.data["expired"]:
            yield rule.finding("expired", at=record.at("expires"), subject=f"{item.path}#expires", date=expires.value)
        if record["expiries"] > 1:
            yield rule.finding("two-expiries", at=record.at("expiries"), subject=f"{item.path}#expires")
