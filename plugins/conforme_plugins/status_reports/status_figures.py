"""The last report tells where the schedule and the cost are, in figures or days."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import kept
from conforme.facts import regex as re
from conforme_plugins.status_reports import _reports as reports

_DIGIT = re.compile(r"\d")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    last = reports.latest(evidence, rule.date.isoformat())
    if last is None:
        return
    for name in ("schedule", "cost"):
        said = last.text(name)
        if last[name] is None or not _DIGIT.search(said) or kept.count(last, name) < 2:
            yield rule.finding(f"no-{name}", at=last.at(name), subject=f"reports/latest#{name}", date=last["date"])
