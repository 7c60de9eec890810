"""The sections after the picture: what is measured, what people signed, what could not be told, where it looked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conforme import words
from conforme.model import Location, Look, Outcome, quote
from conforme.report import Attestation, Waiver
from conforme.reports import exhibits, sentences, signed
from conforme.reports.html import charts, rules
from conforme.reports.html.context import Context, Search
from conforme.reports.html.markup import Child, Markup, join, tag


def table(page: Context, caption: str, heads: Sequence[str], rows: Sequence[Sequence[Child]], titled: bool = False) -> Markup:
    """A table with its caption, unseen when a heading says the same; the first cell of a row names it. It scrolls where it does not fit."""
    head = tag("tr", *(tag("th", page.say(name), scope="col") for name in heads))
    body = [tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in others)) for first, *others in rows]
    whole = tag("table", tag("caption", tag("span", caption, class_="unseen" if titled else None)), tag("thead", head), tag("tbody", *body))
    return tag("div", whole, class_="scroll", role="group", aria_label=caption, tabindex=0)


def section(page: Context, name: str, *body: Child) -> Markup:
    return tag("section", tag("h2", page.say(f"html.{name}"), id=name), *body, aria_labelledby=name, id=f"{name}-section")


# What is measured and what is due -------------------------------------------------------------------------------------------------------------


def measured(page: Context) -> Markup | None:
    """Each indicator with its target and its measures."""
    found = [item for item in exhibits.of(page.report, page.lang) if item["kind"] == "series"]
    if not found:
        return None
    return section(page, "indicators", tag("div", *(_indicator(page, item, number) for number, item in enumerate(found, 1)), class_="cards"))


def _indicator(page: Context, item: dict[str, Any], number: int) -> Markup:
    title, rows = item["title"], item["rows"]
    drawn = charts.series(page, title, rows, f"e{number}")
    told = [(page.say(f"exhibit.{row['what']}"), _day(row["date"]), _measure(row)) for row in rows]
    shown = table(page, page.say("html.values-of", title=title), ("html.what", "html.date", "html.value"), told)
    folded = tag("details", tag("summary", page.say("html.values")), shown, class_="inner fold") if drawn else shown
    return tag("div", tag("h3", title), drawn, _last(page, rows), folded, class_="card")


def _last(page: Context, rows: Sequence[dict[str, Any]]) -> Markup:
    last = next(reversed(charts.taken(page, rows)), None)
    target = next((row for row in rows if row["what"] == "target"), None)
    shown = join(page.say("html.last", value=_measure(last)), _day(last["date"]), between=", ") if last else page.say("html.no-measure")
    return tag("p", shown, " · ", page.say("html.target", value=_measure(target)) if target else page.say("html.no-target"))


def _day(date: str | None) -> Markup:
    """A date that no line end cuts, "—" for none."""
    return tag("span", date or "—", class_="date")


def _measure(row: dict[str, Any]) -> str:
    unit, shown = row["unit"], row["text"]
    return f"{shown}\u00a0{unit}" if unit and unit not in shown else shown


def dated(page: Context) -> Markup | None:
    """What is due, the nearest day first."""
    found = [item for item in exhibits.of(page.report, page.lang) if item["kind"] == "dated-list"]
    if not found:
        return None
    return section(page, "due", *(_listed(page, item, number) for number, item in enumerate(found, 1)))


def _listed(page: Context, item: dict[str, Any], number: int) -> Markup:
    heads = ("html.risk", "html.due-date", "html.level", "html.status", "html.measure")
    drawn = charts.timeline(page, item["title"], item["rows"], f"t{number}")
    said = tag("p", page.say("html.timeline-key", date=page.report.date.isoformat())) if drawn else None
    return join(drawn, said, table(page, item["title"], heads, [_due(page, row) for row in item["rows"]], titled=True))


def _due(page: Context, row: dict[str, Any]) -> list[Child]:
    late = tag("strong", page.say("html.past-due"), class_="blocking") if row["past"] else None
    name = join(row["name"], page.links.place(Location(row["path"], row["line"])), between=" ")
    key = f"status.{row['status']}"
    status = page.say(key) if words.known(key) else row["status"] or "—"
    return [name, join(_day(row["date"]), late, between=" "), row["level"] or "—", status, row["measure"] or "—"]


# What people signed, and what the repository set aside ----------------------------------------------------------------------------------------


def promised(page: Context) -> Markup | None:
    """Waivers and attestations with their last day, and what the repository set aside."""
    report = page.report
    heads = ("html.finding", "html.why-and-who", "html.end", "html.state")
    waived = table(page, page.say("signed.waivers"), heads, [_waiver(page, item) for item in report.waivers]) if report.waivers else None
    heads = ("html.attested", "html.statement", "html.end", "html.state")
    rows = [_attestation(page, item) for item in report.attestations]
    attested = table(page, page.say("signed.attestations"), heads, rows) if rows else None
    lowered = [tag("li", signed.weakened(item, page.lang)) for item in report.policy.weakened]
    aside = join(tag("h3", page.say("signed.lowered")), tag("ul", *lowered)) if lowered else None
    name = page.say("signed.policy", name=quote(report.policy.name or "—"), digest=(report.policy.digest or "")[:12])
    policy = tag("p", name) if report.policy.digest else None
    nothing = tag("p", page.say("html.nothing-signed")) if not (waived or attested or aside) else None
    return section(page, "signed", nothing, waived, attested, aside, policy)


def _waiver(page: Context, item: Waiver) -> list[Child]:
    named = tag("code", " ".join(quote(word) for word in (item.rule, item.part or "", item.subject or "") if word))
    key = f"waiver-reason.{item.reason}"
    reason = page.say(key) if words.known(key) else quote(item.reason)
    why = " · ".join(filter(None, (reason, quote(item.explanation), quote(item.role), quote(item.decision))))
    used = page.say("html.used", count=item.used) if item.used else ""
    state = " · ".join(filter(None, (sentences.signed("waiver", item.state, item.data, page.lang), used)))
    return [join(named, page.links.place(item.location), between=" "), why, _day(quote(item.expires)), state]


def _attestation(page: Context, item: Attestation) -> list[Child]:
    whose = page.say("signed.inherited") if item.inherited else ""
    told = " · ".join(filter(None, (quote(item.statement), quote(item.role), quote(item.organisation), whose, quote(item.link))))
    state = sentences.signed("attestation", item.state, item.data, page.lang)
    return [join(quote(item.action), page.links.place(item.location), between=" "), told, _day(quote(item.valid_until)), state]


# What could not be told, and where it looked --------------------------------------------------------------------------------------------------


def unverified(page: Context) -> Markup | None:
    """The rules that could not tell, and what of the repository could not be read."""
    unsure = [item for item in page.report.results if item.outcome in (Outcome.UNVERIFIED, Outcome.ERROR)]
    general = [tag("li", rules.limit_of(page, limit)) for limit in page.report.limits if not limit.rules]
    if not unsure and not general:
        return section(page, "limits", tag("p", page.say("html.nothing-unverified")))
    entries = []
    for item in unsure:
        link = tag("a", page.card(item).title.to(page.lang), href=f"#{page.anchor(item)}")
        reasons = [tag("li", rules.limit_of(page, limit)) for limit in item.limits]
        entries.append(tag("li", link, " ", page.told("outcome", item.outcome.value), tag("ul", *reasons) if reasons else None))
    return section(page, "limits", tag("ul", *entries, *general))


def searched(page: Context) -> Markup | None:
    """Where it looked for what is missing, and what came nearest: each search once."""
    if not page.searches:
        return None
    return section(page, "searched", tag("div", *(_search(page, search) for search in page.searches.values()), class_="folds"))


def _search(page: Context, search: Search) -> Markup:
    title = ", ".join(sentences.kind(page.report.finders, kind, page.lang) for kind in search.card.kinds)
    entries = [tag("li", _look(page, search, look)) for look in search.looks]
    return tag("details", tag("summary", title), tag("ul", *entries, id=search.id), class_="inner")


def _look(page: Context, search: Search, look: Look) -> Markup:
    saw = sentences.saw(page.report, search.card, look, page.lang)
    if look.path is None:
        return join(saw, page.colon, tag("code", sentences.globs(look.what.split(", "))))
    return join(page.links.place(Location(look.path)), page.colon, saw)
