"""The operations of a description are explained, and so are their errors."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Rule, hookimpl
from conforme.facts.apis import says

WITH_RESPONSES = ("OpenAPI", "RAML")
WITHOUT_TEXTS = ("MESSAGE", "SOAP")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Each description by its own share of operations; data: `operation`, or `path`, `count` and `total`."""
    judged = [item for item in evidence.all() if any(record.text("method") not in WITHOUT_TEXTS for record in item.records_of("operation"))]
    for item in judged:
        yield rule.rests_on(item)
        yield from _texts(rule, item)
        yield from _responses(rule, item)
    if not judged:
        other = evidence.all()[0]
        yield rule.not_applicable(other, other.value or "")


def _texts(rule: Rule, item: Evidence) -> Iterator[Answer]:
    operations = list(item.records_of("operation"))
    silent = [operation for operation in operations if not says(operation.text("text"))]
    if len(silent) > (1 - rule.params["described"]) * len(operations):
        for operation in silent:
            shown = f"{operation.text('method')} {operation.text('path')}".strip() or operation.id
            yield rule.finding("not-described", at=operation, subject=operation.id, operation=shown)


def _responses(rule: Rule, item: Evidence) -> Iterator[Answer]:
    """`default` stands for any response: an operation that has only that one describes both."""
    if item.data.get("format") not in WITH_RESPONSES:
        return
    operations = list(item.records_of("operation"))
    refusing = [operation for operation in operations if not operation.has("success") and operation.text("error") != "default"]
    accepting = [operation for operation in operations if not operation.has("error")]
    for key, wanted, without in (("no-success", "successes", refusing), ("no-error", "errors", accepting)):
        if len(without) > (1 - rule.params[wanted]) * len(operations):
            yield rule.finding(key, at=without[0], subject=f"{item.path}#{wanted}", path=item.path, count=len(without), total=len(operations))
