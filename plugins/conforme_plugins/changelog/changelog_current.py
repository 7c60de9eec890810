"""The changelog keeps up with the releases: the latest one is in it, or a day near it; without releases, a day within the year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from conforme import Answer, Evidence, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import regex as re

MONTH = 30.5
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    found = [record for item in evidence.all() for record in item.records_of("release")]
    tags = evidence.all("release-tags")
    if found and tags:
        yield from _against(rule, evidence, found, tags[0])
    elif found:
        yield from _alone(rule, evidence, found)
    else:
        yield rule.unverified("undated", evidence.all()[0].path)


def _against(rule: Rule, evidence: EvidenceSet, found: Sequence[Record], tags: Evidence) -> Iterator[Answer]:
    released = datetime.date.fromisoformat(tags.data["last"])
    enough = (released - datetime.timedelta(days=rule.params["days"])).isoformat()
    number = _number(tags.value or "")
    named = [record for record in found if number and _number(record.text("version")) == number]
    dated = [record for record in found if record["date"] and _end(record["date"]) >= enough]
    if named or dated:
        yield from _resting(rule, evidence, (named or dated)[0])
    else:
        newest = _newest(found)
        yield rule.finding(
            "behind",
            at=newest,
            subject="changelog#latest",
            tag=tags.value or "",
            released=tags.data["last"],
            latest=newest.text("version") or newest.text("date"),
        )


def _alone(rule: Rule, evidence: EvidenceSet, found: Sequence[Record]) -> Iterator[Answer]:
    dated = [record for record in found if record["date"]]
    if not dated:
        yield rule.unverified("undated", found[0].path)
        return
    newest = max(dated, key=lambda record: str(record["date"]))
    enough = rule.date - datetime.timedelta(days=round(MONTH * rule.params["months"]))
    if _end(newest["date"]) < enough.isoformat():
        yield rule.finding("stale", at=newest, subject="changelog#latest", latest=newest.text("date"), months=rule.params["months"])
    else:
        yield from _resting(rule, evidence, newest)


def _resting(rule: Rule, evidence: EvidenceSet, record: Record) -> Iterator[Answer]:
    yield from (rule.rests_on(item) for item in evidence.all() if record in item.records)


def _newest(found: Sequence[Record]) -> Record:
    dated = [record for record in found if record["date"]]
    return max(dated, key=lambda record: str(record["date"])) if dated else found[0]


def _end(day: str) -> str:
    """A month alone counts to its end."""
    return f"{day}-31"[:10]


def _number(version: str) -> str:
    """The number of a version without what ends it in zeros: `v1.4.0` and `1.4` are the same."""
    match = _NUMBERS.search(version)
    return re.sub(r"(?:\.0)+\Z", "", match.group()) if match is not None else ""
