"""What the manifest, the badge and the catalogue entry say of the phase can all be true."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from conforme import Answer, EvidenceSet, Rule, hookimpl

# Only what cannot be both: how other words map to phases is nobody's rule.
AGAINST = frozenset(
    (
        frozenset(("live", "experimental")), frozenset(("live", "retired")), frozenset(("live", "discovery")), frozenset(("live", "alpha")),
        frozenset(("beta", "discovery")), frozenset(("alpha", "retired")), frozenset(("beta", "retired")), frozenset(("discovery", "retired")),
        frozenset(("discovery", "stable")),
    )
)  # fmt: skip


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    said = [(item, record) for item in (*evidence.all(), *evidence.hints()) for record in item.records_of("phase")]
    if len({item.data["source"] for item, _ in said}) < 2:
        yield rule.not_applicable(evidence.all()[0])
        return
    for (one, first), (other, second) in combinations(said, 2):
        if one.data["source"] != other.data["source"] and frozenset((first["phase"], second["phase"])) in AGAINST:
            subject = f"service#phase/{one.data['source']}/{other.data['source']}"
            yield rule.finding("disagree", at=[first, second], subject=subject, first=first.text("said"), second=second.text("said"))
