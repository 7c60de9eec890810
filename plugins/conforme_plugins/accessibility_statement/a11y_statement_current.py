"""The accessibility statement was reviewed within the year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme_plugins.accessibility_statement import _best

MONTH = 30.5


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    dated = [item for item in evidence.all() if item.data["date"] is not None]
    if not dated:
        yield rule.unverified("undated", _best.statement(evidence).path)
        return
    newest = max(dated, key=lambda item: str(item.data["date"]))
    oldest_good = rule.date - datetime.timedelta(days=round(MONTH * rule.params["months"]))
    # A month alone counts to its end.
    if f"{newest.data['date']}-31"[:10] < oldest_good.isoformat():
        yield rule.finding("stale", at=newest, subject="accessibility-statement#date", date=newest.data["date"], months=rule.params["months"])
    else:
        yield rule.rests_on(newest)
