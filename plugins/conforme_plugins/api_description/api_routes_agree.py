"""What the description promises is what the code routes, where all routes are written out."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Answer, Evidence, EvidenceSet, Location, Record, Rule, hookimpl


@hookimpl
def check(rule: Rule, evidence: EvidenceSet) -> Iterator[Answer]:
    """Yields `not-routed` and `other-method` where nearly all of the API is routed by literal paths: that code, then, is what serves it.

    A description that the code writes agrees with it by construction; one whose routes are not read (by convention, by a gateway, in another
    repository) is compared with nothing.
    """
    told = [item for item in evidence.all() if _is_served_here(rule, item)]
    if not told:
        yield rule.not_applicable(evidence.all()[0], evidence.all()[0].value or "")
        return
    for item in told:
        routes = item.data["routes"]
        if (routes["absent"] or routes["other"]) and routes["computed"]:
            yield rule.unverified("computed-routes", routes["computed"][0])
            continue
        yield rule.rests_on(item)
        yield from _findings(rule, item)


def _is_served_here(rule: Rule, item: Evidence) -> bool:
    routes = item.data.get("routes") or {"how": "none"}
    if routes["how"] != "read" or item.data.get("made"):
        return False
    enough: bool = routes["served"] >= rule.params["min"] and routes["served"] >= rule.params["share"] * routes["operations"]
    return enough


def _findings(rule: Rule, item: Evidence) -> Iterator[Answer]:
    routes = item.data["routes"]
    operations = {record.id: record for record in item.records_of("operation")}
    for name in routes["absent"]:
        at: list[Record | Location] = [operations[name], Location(*routes["at"])]
        yield rule.finding("not-routed", at=at, subject=f"operations/{name}", operation=name, path=routes["at"][0])
    for name, path, line, methods in routes["other"]:
        at = [operations[name], Location(path, line)]
        yield rule.finding("other-method", at=at, subject=f"operations/{name}#method", operation=name, path=path, methods=methods)
