"""The pages follow the width of the device, and let people zoom; or there is a mobile application."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, EvidenceSet, Rule, hookimpl

FORMS = frozenset({"page", "framework", "app", "pwa"})


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    shown = [item for item in evidence.all() if item.data["form"] in FORMS]
    if not shown:
        # Some frameworks write the head of pages themselves: styles that follow the width are not enough to tell.
        yield rule.unverified("head-unseen", evidence.all()[0].path)
    for item in shown:
        if item.data["form"] == "page" and not item.data["zoom"]:
            yield rule.finding("zoom-blocked", at=item, subject=f"{item.path}#viewport", said=item.data["said"])
    yield from (rule.rests_on(item) for item in shown)
