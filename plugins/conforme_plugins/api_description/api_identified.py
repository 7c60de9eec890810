"""A description says its version, whom to contact and under which licence it may be used."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl
from conforme.facts import regex as re
from conforme.facts.apis import says

WITH_BOTH = ("OpenAPI", "AsyncAPI")
# `{VERSION}`, `${version}`, `@version@`: the build fills it in.
_FILLED_LATER = re.compile(r"[{$@%<]")
_NONE = re.compile(r"0(?:\.0){0,3}\Z|[^0-9]*\Z")


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Of formats that have a place for both. A version holds a digit, and not only zeros; data: `path`."""
    judged = [item for item in evidence.all() if item.data.get("format") in WITH_BOTH and not item.data.get("generator")]
    for item in judged:
        yield rule.rests_on(item)
        for api in item.records_of("api"):
            version = api.text("version").strip()
            if _NONE.match(version) and not _FILLED_LATER.search(version):
                yield rule.finding("no-version", at=api.at("version"), subject=f"{item.path}#version", path=item.path)
            if not says(api.text("contact")):
                yield rule.finding("no-contact", at=api.at("contact"), subject=f"{item.path}#contact", path=item.path)
            if not says(api.text("license")):
                yield rule.finding("no-licence", at=api.at("license"), subject=f"{item.path}#license", path=item.path)
    if not judged:
        other = evidence.all()[0]
        yield rule.not_applicable(other, other.value or "")
