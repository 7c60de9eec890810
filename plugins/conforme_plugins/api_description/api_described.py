"""The service's API is described in a standard format: which evidence counts, and whose API a WSDL describes."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """A WSDL alone concludes nothing: clients hold the description of the service that they call. Nor does a generator that is only declared."""
    own = [item for item in evidence.all() if item.data.get("format") != "WSDL" and not item.data.get("unseen")]
    if not own:
        first = evidence.all()[0]
        yield rule.unverified("generator-unseen" if first.data.get("unseen") else "whose-service", first.path)
    for item in own:
        yield rule.rests_on(item)
