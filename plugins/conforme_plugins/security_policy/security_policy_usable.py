"""Someone who finds a vulnerability is told how to say it in private."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    told = [item for item in evidence.all() if item.data["form"] != "route"]
    private = [item for item in told if set(item.data["channels"]) - {"public"} and not item.data.get("expired")]
    if private:
        yield from (rule.rests_on(item) for item in private)
    elif not told:
        # A route serves a security.txt whose text lies elsewhere: there is a way, and what it says cannot be read here.
        yield rule.unverified("served-elsewhere", evidence.all()[0].path)
    elif all(item.data.get("expired") for item in told):
        for item in told:
            record = item.records[0]
            yield rule.finding("expired", at=record.at("expires"), subject=f"{item.path}#expires", date=record["expires"])
    else:
        yield from (rule.finding("public-only", at=item, subject=f"{item.path}#reporting") for item in told if "public" in item.data["channels"])
