"""The description came before the code that serves it, or with it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """What history told the finder (`order`); a description that only code produces came after it by construction."""
    files = [item for item in evidence.all() if not item.data.get("generator")]
    if not files:
        item = evidence.all()[0]
        name = item.data.get("generator", "")
        yield rule.finding("from-code", at=item, subject="api#from-code", generator=name)
    for item in files[:1]:
        order = item.data.get("order", {})
        how = order.get("how", "unknown")
        if how == "late":
            told = {name: order[name] for name in ("path", "contract", "code_path", "code")}
            yield rule.finding("late", at=item, subject="api#late", **told)
        elif how != "first":
            yield rule.unverified("no-handler" if how == "no-handler" else "order-unknown", item.path)
    for item in files:
        yield rule.rests_on(item)
