"""The texts of the service are complete in French: every key has its French text, and the service starts in French."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Location, Record, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    items = evidence.all("localisation")
    if not items:
        yield from _single(rule, evidence)
        return
    for item in items:
        for record in item.records:
            yield from _catalogue(rule, record)
    default = next((item.data["default"] for item in items if item.data["default"]), None)
    if default is not None and default[0] != "fr":
        yield rule.finding("default-other", at=Location(default[1], default[2]), subject="localisation#default", language=default[0])
    yield from (rule.rests_on(item) for item in items)


def _catalogue(rule: Rule, record: Record) -> Iterator[Answer]:
    """What a set of catalogues lacks in French."""
    group = record.text("group")
    if not record["french"]:
        yield rule.finding("no-french", at=record, subject=f"{group}#french", group=group)
    for name, key in (("missing", "missing-texts"), ("same", "untranslated")):
        if record[name]:
            yield rule.finding(key, at=record, subject=f"{group}#{name}", group=group, count=record[name], keys=record.text(name))


def _single(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """A service in one language: its pages say which."""
    pages = [item for item in evidence.all("responsive") if item.data.get("form") == "page"]
    french = [item for item in pages if str(item.data["lang"] or "").startswith("fr")]
    other = [item for item in pages if item.data["lang"] not in (None, "", "?") and item not in french]
    if other and not french:
        yield rule.finding("other-language", at=other, subject="pages#lang", language=other[0].data["lang"])
    elif not french:
        yield rule.unverified("language-unknown", (pages or list(evidence.all("responsive")))[0].path)
    yield from (rule.rests_on(item) for item in french)
