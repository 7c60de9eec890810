"""A change of scope comes with a recorded decision: in the list of changes, or among the decision records."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import text
from conforme.facts.placeholders import is_placeholder
from conforme_plugins.roadmap_or_scope import _told

SPEAKS = (
    "portée", "périmètre", "hors portée", "produit minimum viable", "pmv", "mvp", "feuille de route", "reporté", "reportée", "scope",
    "out of scope",
    "minimum viable product", "roadmap", "postpone", "descope",
)  # fmt: skip
# In the text of a decision a word may be said in passing: only what moves the scope counts there.
MOVES = (
    "hors portée", "hors périmètre", "produit minimum viable", "pmv", "mvp", "reporté", "reportée", "changement de portée", "out of scope",
    "minimum viable product", "postpone", "postponed", "descope", "descoped", "change of scope", "scope change", "change in scope",
    "added to the roadmap", "removed from the roadmap", "reduce the scope", "extend the scope", "ajouté à la portée", "retiré de la portée",
)  # fmt: skip
SHOWN = 20


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    changes = [record for record in evidence.records("change") if _told_in(record, "what")]
    decided = [item for item in evidence.all("decision-records") if any(_speaks_of_scope(record) for record in item.records_of("decision"))]
    if not changes and not decided:
        yield rule.finding("no-trace", at=_told.best(evidence), subject="scope#changes")
    for record in changes[:SHOWN]:
        if not _told_in(record, "decision"):
            yield rule.finding("no-decision", at=record, subject=f"scope/{record.id}#decision", what=record.text("what"))
    yield from (rule.rests_on(item) for item in evidence.all() if any(record in item.records for record in changes))
    if not changes:
        yield from (rule.rests_on(item) for item in decided)


def _told_in(record: Record, name: str) -> bool:
    written = record.text(name)
    return (len(written.split()) >= 2 or "/" in written or "#" in written) and not is_placeholder(written)


def _speaks_of_scope(record: Record) -> bool:
    return text.matches(record.text("title"), SPEAKS) or text.matches(record.text("decision"), MOVES)
