"""What is to be protected is rated in availability, integrity and confidentiality, by a role, on a day."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import text
from conforme_plugins.threat_or_risk_register import _judge as judge
from conforme_plugins.threat_or_risk_register import _words as words

_PARTS = {"d": "availability", "i": "integrity", "c": "confidentiality"}


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    holders = [item for item in evidence.all() if any(item.records_of("asset"))]
    assets = [(item, record) for item in holders for record in item.records_of("asset")]
    if not assets:
        kept = judge.told(evidence)
        if len(kept) == len(evidence.all()):
            yield rule.unverified("held-elsewhere", kept[0].path)
        else:
            yield rule.finding("no-asset", at=evidence.all(), subject="assets")
        return
    for _, record in assets:
        yield from _levels(rule, record)
    yield from _unknown(rule, evidence, [record for _, record in assets])
    yield from judge.lacking(rule, assets, "no-holder", "role", lambda record: bool(words.said(record, "role")), "assets")
    yield from judge.lacking(rule, assets, "no-approval", "approved_on", lambda record: _is_approved(record, rule.date.isoformat()), "assets")
    yield from (rule.rests_on(item) for item in holders)


def _levels(rule: Rule, record: Record) -> Iterator[Answer]:
    wanting = [part for part in _PARTS if not words.categorised(record.cells.get(f"dic.{part}"))]
    if len(wanting) == len(_PARTS):
        yield rule.finding("no-rating", at=record, subject=f"assets/{record.id}#dic", name=judge.name_of(record))
        return
    for part in wanting:
        at = record.at(f"dic.{part}")
        yield rule.finding(f"no-{_PARTS[part]}", at=at, subject=f"assets/{record.id}#dic.{part}", name=judge.name_of(record))


def _unknown(rule: Rule, evidence: EvidenceSet, assets: list[Record]) -> Iterator[Answer]:
    """Assets that risks of a register cite by an id that none has; other carriers name components in words of their own."""
    known = {text.fold(name) for asset in assets for name in (asset.id, asset.text("name"))}
    for item in evidence.all():
        for record in item.records_of("risk") if item.data["form"] == "register" else ():
            cited = record.text("asset").strip()
            if cited and " " not in cited and text.fold(cited) not in known:
                subject = f"risks/{record.id}#asset"
                yield rule.finding("unknown-asset", at=record.at("asset"), subject=subject, name=judge.name_of(record), asset=cited)


def _is_approved(record: Record, today: str) -> bool:
    return record["approved_on"] is not None and record["approved_on"] <= today
