"""Versions follow one another at a rhythm, and the last one is recent."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterator
from itertools import pairwise

from conforme import Answer, EvidenceSet, Rule, hookimpl

MONTH = 30.44


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    item = evidence.all()[0]
    days = [datetime.date.fromisoformat(day) for day in item.data["delivered"]]
    if len(days) < rule.params["min"]:
        few = rule.finding("too-few", at=item, subject="releases#count", count=len(days))
        yield few if item.data["complete"] else rule.unverified("cut-history")
        return
    months = rule.params["months_between"]
    if statistics.median((after - before).days for before, after in pairwise(days)) > months * MONTH:
        yield rule.finding("far-apart", at=item, subject="releases#rhythm", count=len(days), first=str(days[0]), last=str(days[-1]), months=months)
    if (rule.date - days[-1]).days > rule.params["months_since"] * MONTH:
        yield rule.finding("no-recent", at=item, subject="releases#last", tag=item.value, last=str(days[-1]))
