"""The page of one service: its practices and actions, who can act, its repositories, what was signed, what could not be verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from conforme import words
from conforme.fleet.site.page import Html, Place, badge, page, table, tag
from conforme.fleet.site.reading import Line, Overview, Row
from conforme.fleet.site.views import Page, why


class Own(NamedTuple):
    """What the tables say of one service; `before`: its verdicts at the run before, by practice."""

    repositories: Sequence[Row]
    actions: Sequence[Row]
    failing: Sequence[Row]
    signed: Sequence[Row]
    limits: Sequence[Row]
    before: Mapping[str, str]


def service(seen: Overview, lang: str, line: Line, own: Own) -> Page:
    row = line.row
    place = Place(lang, f"service/{row['service']}.html")
    phase = words.say(lang, f"phase.{row['phase']}") if row["phase"] else place.say("unknown")
    owner = place.to(f"organisation/{row['organisation']}.html", place.of(row, "organisation"))
    facts = [(place.say("organisation"), owner), (place.say("phase"), phase), (place.say("answers"), row["role"] or place.say("unknown"))]
    told = tag("dl", *(Html(tag("dt", name) + tag("dd", value)) for name, value in facts), class_="facts")
    content = [
        told,
        tag("p", place.say("fictitious")) if row["fictitious"] else "",
        tag("h2", place.say("practices")),
        _practices(seen, place, line, own),
        tag("h2", place.say("who")),
        _rules(seen, place, own),
        tag("h2", place.say("repositories")),
        _repositories(place, own),
        *_signed(place, own),
        *_limits(place, own),
    ]
    return place.path, page(place, place.of(row, "name"), *content, current="services")


def _practices(seen: Overview, place: Place, line: Line, own: Own) -> Html:
    roles = {item["action"]: item["roles"] for item in own.actions}
    rows: list[tuple[object, ...]] = []
    for practice in seen.practices:
        verdict = line.verdicts.get(practice["practice"], "not-examined")
        rows.append(
            (
                tag("th", tag("strong", f"{practice['practice']} {place.of(practice, 'title')}"), scope="row"),
                _verdict(place, verdict, own.before.get(practice["practice"])),
                tag("td"),
            )
        )
        for action in seen.actions_of(practice["practice"]):
            said = ", ".join(words.say(place.lang, f"role.{role}") for role in roles.get(action["action"], ()))
            name = f"{action['action']} {place.of(action, 'title')}"
            rows.append((name, tag("td", badge(place, line.actions.get(action["action"], "not-examined"))), tag("td", said)))
    return table(place.say("practices"), (place.say("practice-action"), place.say("verdict"), place.say("can-act")), rows)


def _verdict(place: Place, verdict: str, before: str | None) -> Html:
    changed = "" if before in (None, verdict) else Html(f" {tag('span', place.say('was', verdict=place.verdict(before or '')), class_='was')}")
    return tag("td", badge(place, verdict), changed)


def _rules(seen: Overview, place: Place, own: Own) -> Html:
    if not own.failing:
        return tag("p", place.say("nothing-open"))
    order = {"expected": 0, "recommended": 1, "later": 2}
    rows = []
    for item in sorted(own.failing, key=lambda each: (each["role"], order[each["severity"]], each["rule"], each["repository"])):
        said = [
            words.say(place.lang, f"{kind}.{item[column]}") for kind, column in (("role", "role"), ("severity", "severity"), ("reason", "reason"))
        ]
        effort = words.say(place.lang, f"effort.{item['effort']}")
        rows.append((place.of(seen.rules[item["rule"]], "title"), *said, effort, item["repository"], ", ".join(item["places"])))
    columns = [place.say(name) for name in ("rule", "role", "severity", "reason", "effort", "repository", "places")]
    return table(place.say("open-rules-service"), columns, rows, wide=True)


def _repositories(place: Place, own: Own) -> Html:
    rows = []
    for item in own.repositories:
        seen = item["status"] == "examined"
        state = place.say("examined") if seen else f"{words.say(place.lang, 'verdict.not-examined')} ({why(place.lang, item['why'])})"
        rows.append((item["repository"], state, tag("td", tag("code", (item["commit"] or "")[:12])) if seen else tag("td"), item["evidence"]))
    return table(place.say("repositories"), (place.say("repository"), place.say("state"), place.say("commit"), place.say("evidence")), rows)


def _signed(place: Place, own: Own) -> list[Html]:
    if not own.signed:
        return []
    rows = [(place.say(item["what"]), item["about"], item["role"], item["ends"], place.say(f"state.{item['state']}")) for item in own.signed]
    columns = (place.say("what"), place.say("about"), place.say("role"), place.say("ends"), place.say("state"))
    return [tag("h2", place.say("signed")), table(place.say("signed"), columns, rows, heads=2)]


def _limits(place: Place, own: Own) -> list[Html]:
    if not own.limits:
        return []
    rows = [
        (words.say(place.lang, key) if words.known(key := f"limit.{item['what']}") else item["what"], item["path"] or "", item["repository"])
        for item in own.limits[:50]
    ]
    return [tag("h2", place.say("limits")), table(place.say("limits"), (place.say("limit"), place.say("path"), place.say("repository")), rows)]
