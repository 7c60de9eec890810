"""What to do next: a short list for each role, the smallest effort first; and what only the past explains."""

from __future__ import annotations

from conforme.model import Outcome, Reason, Result, Severity, quote
from conforme.reports.html.context import Context
from conforme.reports.html.markup import Markup, join, prose, tag

ROLES = ("development", "research-design", "management")
EFFORTS = ("small", "medium", "large")
SEVERITIES = (Severity.EXPECTED, Severity.RECOMMENDED, Severity.LATER)
SHORT = 5


def todo(page: Context, brief: Markup) -> Markup:
    """`brief`: how much there is; then three lists, each of the first few rules that are not met; the others open below."""
    failed = _failed(page, "present")
    lists = [_role(page, role, [item for item in failed if page.card(item).role == role]) for role in ROLES]
    intro = tag("p", page.say("html.todo-order")) if failed else None
    columns = tag("div", *lists, class_="columns") if failed else None
    return tag("section", tag("h2", page.say("html.todo"), id="todo"), brief, intro, columns, aria_labelledby="todo")


def past(page: Context) -> Markup | None:
    failed = _failed(page, "past")
    if not failed:
        return None
    entries = tag("ul", *(_entry(page, item) for item in failed), class_="next")
    return tag("section", tag("h2", page.say("text.past"), id="past"), entries, aria_labelledby="past")


def _failed(page: Context, judges: str) -> list[Result]:
    found = [item for item in page.report.results if item.outcome is Outcome.FAIL and page.card(item).judges == judges]
    return sorted(found, key=lambda item: _order(page, item))


def _order(page: Context, item: Result) -> tuple[object, ...]:
    card = page.card(item)
    rank = item.reason.rank if item.reason is not None else len(Reason)
    return (not item.blocking, SEVERITIES.index(item.severity), EFFORTS.index(card.effort), rank, item.rule, item.part)


def _role(page: Context, role: str, items: list[Result]) -> Markup:
    title = tag("h3", page.say("html.role", role=page.say(f"role.{role}"), count=len(items)))
    if not items:
        return tag("div", title, tag("p", page.say("html.nothing-to-do")))
    first = tag("ol", *(_entry(page, item) for item in items[:SHORT]), class_="next")
    rest = [_entry(page, item) for item in items[SHORT:]]
    label = tag("summary", page.say("html.more", count=len(rest)))
    more = tag("details", label, tag("ol", *rest, start=SHORT + 1, class_="next"), class_="inner fold")
    return tag("div", title, first, more if rest else None)


def _entry(page: Context, item: Result) -> Markup:
    card = page.card(item)
    reason = page.say(f"reason.{item.reason.value}") if item.reason is not None else page.say("outcome.fail")
    actions = ", ".join(serves.to.rpartition(":")[2] for serves in card.serves)
    part = f" [{quote(item.part)}]" if item.part else ""
    effort = f"{page.say('text.effort')} {page.say(f'effort.{card.effort}')}"
    facts = [reason, page.say(f"severity.{item.severity.value}"), effort, page.say("html.action", action=actions)]
    blocking = tag("strong", page.say("html.blocking"), class_="blocking") if item.blocking else None
    link = tag("a", card.title.to(page.lang), part, href=f"#{page.anchor(item)}")
    advice = tag("span", prose(_first(card.fix.to(page.lang))), class_="facts")
    return tag("li", join(link, blocking, between=" "), advice, tag("span", " · ".join(facts), class_="quiet facts"))


def _first(advice: str) -> str:
    """The advice without its samples, which stand with the rule."""
    return advice.strip("\n").split("\n", 1)[0].rstrip(" \u00a0:.") + "."
