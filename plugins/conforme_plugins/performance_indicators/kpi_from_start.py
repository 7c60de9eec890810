"""The first indicator was written before the first release: « dès le début »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl
from conforme_plugins.performance_indicators import _indicators


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    holding = _indicators.holding(evidence)
    if not holding:
        yield _indicators.none_written(rule, evidence)
        return
    yield from _compared(rule, holding, evidence.all("release-tags"), any(limit.what != "no-history" for limit in evidence.limits("release-tags")))


def _compared(rule: Rule, holding: Sequence[Evidence], tags: Sequence[Evidence], cut: bool) -> Iterator[Answer]:
    known = [item for item in holding if item.data.get("since")]
    first = min(known, key=lambda item: str(item.data["since"]), default=None)
    if cut or any(not tag.data["complete"] for tag in tags):
        yield rule.unverified("shallow-clone")
    elif not tags:
        yield rule.unverified("no-release", holding[0].path)
    elif first is not None and first.data["since"] <= tags[0].data["first"]:
        yield rule.rests_on(first)
    elif len(known) < len(holding):
        unknown = next(item for item in holding if not item.data.get("since"))
        yield rule.unverified("imported" if unknown.data.get("origin") == "import" else "origin-unknown", unknown.path)
    elif first is not None:
        yield rule.finding(
            "late", at=first, subject="indicators#since", date=first.data["since"], release=tags[0].data["first_tag"], released=tags[0].data["first"]
        )
