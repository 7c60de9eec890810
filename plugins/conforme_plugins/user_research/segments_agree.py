"""The register of research cites the segments of the manifest, and no segment that the manifest does not know."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Location, Record, Rule, hookimpl
from conforme.facts import regex as re
from conforme_plugins.user_research import _checks

_ID = re.compile(r"[^\W_]{1,60}(?:[-_.][^\W_]{1,60}){0,8}")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `unknown-segment` where the same register cites other segments by their ids: words of its own would be no reference."""
    judged = []
    for item in _checks.read(evidence):
        cited = [group for record in item.records for group in record.of("group")] if item.data["carrier"] == "register" else []
        if any(_is_known(item, group) for group in cited):
            judged.append(item)
            yield rule.rests_on(item)
            yield from _unknown(rule, item, [group for group in cited if not _is_known(item, group)])
    if not judged:
        yield rule.not_applicable(evidence.all()[0])


def _is_known(item: Evidence, group: Record) -> bool:
    """Whether a segment to which the manifest gives an id is meant: records carry the name that the id stands for."""
    said = group.text("segment")
    return any(said in (known, name) or _checks.same_segment(said, name) for known, name, _ in item.data["service"]["ids"])


def _unknown(rule: Rule, item: Evidence, groups: list[Record]) -> Iterator[Answer]:
    service = item.data["service"]
    first: dict[str, Record] = {}
    for group in groups:
        said = group.text("segment")
        if _ID.fullmatch(said) and not any(_checks.same_segment(said, name) for name, _ in service["segments"]):
            first.setdefault(said, group)
    for said, group in first.items():
        places = [group.at("segment"), *(Location(service["manifest"], line) for _, _, line in service["ids"])]
        yield rule.finding("unknown-segment", at=places, subject=f"segments/{said}", segment=said)
