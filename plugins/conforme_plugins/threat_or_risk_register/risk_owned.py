"""A role answers for each risk that is still open."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme_plugins.threat_or_risk_register import _judge as judge
from conforme_plugins.threat_or_risk_register import _words as words


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    known = judge.risks(evidence)
    if not known:
        yield from judge.elsewhere(rule, evidence)
    still = [(item, record) for item, record in known if not judge.is_over(record)]
    yield from judge.lacking(rule, still, "no-owner", "role", lambda record: _is_address(record) or bool(words.said(record, "role")))
    for _, record in still:
        if _is_address(record):
            yield rule.finding("owner-address", at=record.at("role"), subject=f"risks/{record.id}#role", name=judge.name_of(record))
    yield from judge.cited(rule, evidence)


def _is_address(record: Record) -> bool:
    cell = record.cells.get("role")
    return cell is not None and cell.problem == "e-mail"
