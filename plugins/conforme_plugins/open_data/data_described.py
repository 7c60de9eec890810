"""Each data set that is published is described: what it is, whose, under which licence, how often renewed, whom to ask, its columns."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Record, Rule, hookimpl
from conforme.facts import placeholders

FIELDS = ("description", "publisher", "licence", "frequency", "contact")
FEW = 4


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    described = [item for item in evidence.all() if item.records]
    if not described:
        rdf = [item for item in evidence.all() if item.data["form"] == "rdf"]
        if rdf:
            yield rule.unverified("not-read", rdf[0].path)
        else:
            yield rule.finding("no-description-file", at=evidence.all(), subject="kind:open-data#description")
    for item in described:
        for dataset in item.records:
            yield from _dataset(rule, dataset)
        yield rule.rests_on(item)


def _dataset(rule: Rule, dataset: Record) -> Iterator[Answer]:
    title = dataset.text("title")
    for field in FIELDS:
        if not dataset.has(field) or (field == "description" and placeholders.words_of_substance(dataset.text(field)) < FEW):
            yield rule.finding(f"no-{field}", at=dataset, subject=f"{dataset.path}/{dataset.id}#{field}", title=title)
    resources = dataset.of("resource")
    if not any(resource.has("path") for resource in resources) and dataset["form"] in ("datapackage", "csvw"):
        yield rule.finding("no-files", at=dataset, subject=f"{dataset.path}/{dataset.id}#path", title=title)
    if not any(resource["columns"] and resource["described"] == resource["columns"] and all(resource["names"]) for resource in resources):
        yield rule.finding("no-columns", at=dataset, subject=f"{dataset.path}/{dataset.id}#columns", title=title)
