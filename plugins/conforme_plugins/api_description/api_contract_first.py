"""The description came before the code that serves it, or with it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Location, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """What history told the finder (`order`); a description that only code produces came after it by construction."""
    generated = [item for item in evidence.all() if item.data.get("generator") and not item.data.get("unseen")]
    written = [item for item in evidence.all() if not item.data.get("generator") and item.data.get("format") != "WSDL"]
    for item in written or evidence.all():
        yield rule.rests_on(item)
    if any(item.data.get("made") for item in written) and written[0].data.get("order", {}).get("how") == "first":
        yield rule.unverified("maybe-generated", next(item.path for item in written if item.data.get("made")))
    elif not written and not generated and evidence.all()[0].data.get("unseen"):
        yield rule.unverified("maybe-generated", evidence.all()[0].path)
    elif written or not generated:
        yield from _told(rule, (written or evidence.all())[0])
    else:
        yield rule.finding("from-code", at=generated[0], subject="api#from-code", generator=generated[0].data["generator"])


def _told(rule: Rule, item: Evidence) -> Iterator[Answer]:
    """What history told of the descriptions of the part: each of them holds the same."""
    order = item.data.get("order", {})
    how = order.get("how", "unknown")
    if how == "late":
        told = {name: order[name] for name in ("path", "contract", "code_path", "code")}
        yield rule.finding("late", at=Location(order["path"], 1), subject="api#late", **told)
    elif how != "first":
        yield rule.unverified("no-handler" if how == "no-handler" else "order-unknown", item.path)
