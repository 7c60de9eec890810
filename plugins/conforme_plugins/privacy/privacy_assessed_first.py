"""The privacy impact assessment comes before the first release: « dès le début »."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    assessed = [item for item in evidence.all() if item.data["what"] == "assessment"]
    tags = evidence.all("release-tags")
    if not assessed:
        yield rule.finding("no-assessment", at=evidence.all(), subject="privacy#assessment")
    elif not tags or not tags[0].data["complete"]:
        yield rule.unverified("no-release", assessed[0].path)
    else:
        yield _compared(rule, assessed, tags[0])


def _compared(rule: Rule, assessed: list[Evidence], tags: Evidence) -> Answer:
    """The first day that an entry gives, or on which its file came, held against the first release: only what an entry says can make it late."""
    said = [(str(record["date"]), item) for item in assessed for record in item.records if record["date"]]
    came = [(str(item.data["since"]), item) for item in assessed if item.data.get("since")]
    day, item = min([*said, *came], key=lambda pair: pair[0], default=("", assessed[0]))
    if day and day <= tags.data["first"]:
        return rule.rests_on(item)
    if not said:
        return rule.unverified("no-date", assessed[0].path)
    return rule.finding(
        "late",
        at=item,
        subject="privacy#since",
        date=min(said, key=lambda pair: pair[0])[0],
        release=tags.data["first_tag"],
        released=tags.data["first"],
    )
