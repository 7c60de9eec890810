"""Each hypothesis has its result, refuted ones too."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import kept


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    experiments = list(evidence.records("experiment"))
    since = (rule.date - datetime.timedelta(days=rule.params["days"])).isoformat()
    concluded = [record for record in experiments if _is_concluded(record)]
    for record in experiments:
        under_way = record["date"] is not None and record["date"] >= since and concluded
        if record not in concluded and not under_way:
            yield rule.finding(
                "no-result", at=record, subject=f"experiments/{record.id}#result", name=record.text("name") or record.text("hypothesis")
            )


def _is_concluded(record: Record) -> bool:
    return bool(record["verdict"]) or kept.count(record, "result") >= kept.SENTENCE
