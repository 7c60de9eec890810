"""The standard's own picture: its themes, each with its practices, each opening to its actions."""

from __future__ import annotations

from conforme.cards import Standard, Theme
from conforme.model import Outcome, Result, Severity, Verdict
from conforme.report import ActionVerdict, PracticeVerdict
from conforme.reports.html import rules
from conforme.reports.html.context import Context
from conforme.reports.html.markup import Markup, join, tag

OUTCOMES = (Outcome.FAIL, Outcome.ERROR, Outcome.UNVERIFIED, Outcome.PASS, Outcome.NOT_APPLICABLE)


def picture(page: Context, standard: Standard, key: Markup | None) -> Markup:
    """The section of a standard. `key`: the counts by verdict, which are also the key to the signs."""
    title = tag("h2", standard.title.to(page.lang), id=f"picture-{standard.id}")
    themes = [_theme(page, standard, theme) for theme in standard.themes if page.practices(standard, theme.id)]
    intro = tag("p", page.say("html.actions-lead"), " ", tag("span", page.say("html.how-to-open"), class_="screen"))
    annex = tag("h2", page.say("html.annex"), class_="paper annex")
    body = (title, intro, key, _printed(page, standard), annex, *themes)
    return tag("section", *body, aria_labelledby=f"picture-{standard.id}", class_="standard")


def _theme(page: Context, standard: Standard, theme: Theme) -> Markup:
    practices = [_practice(page, standard, item) for item in page.practices(standard, theme.id)]
    return tag("div", tag("h3", theme.title.to(page.lang)), tag("div", *practices, class_="row"), class_="theme annex")


def _practice(page: Context, standard: Standard, item: PracticeVerdict) -> Markup:
    title = tag("h4", tag("span", item.practice.id, class_="number"), " ", item.practice.title.to(page.lang))
    head = tag("summary", title, " ", page.told("verdict", item.verdict.value), " ", tag("span", _shown(page, item), class_="quiet count"))
    body = [_action(page, standard, action) for action in item.actions]
    definition = tag("p", item.practice.definition.to(page.lang), class_="definition")
    return tag("details", head, tag("div", definition, *body, class_="body"), class_=f"practice is-{item.verdict.value}", id=_id(standard, item))


def _id(standard: Standard, item: PracticeVerdict) -> str:
    return f"p-{standard.id}-{item.practice.id}"


def _shown(page: Context, item: PracticeVerdict) -> str:
    shown, applicable = item.shown
    return page.say("html.shown", shown=shown, count=applicable) if applicable else ""


def _action(page: Context, standard: Standard, item: ActionVerdict) -> Markup:
    action = item.action
    title = tag("h5", tag("span", action.id, class_="number"), " ", action.title.to(page.lang), " ", page.told("verdict", item.verdict.value))
    return tag("div", title, _wording(page, item), _reach(page, item), _results(page, standard, item), class_=f"action is-{item.verdict.value}")


def _wording(page: Context, item: ActionVerdict) -> Markup | None:
    """The words of the source, in its language; nothing when the title says the same."""
    wording = item.action.wording.strip()
    if not wording or wording == item.action.title.fr:
        return None
    return tag("p", page.say("html.wording"), " ", tag("span", wording, lang="fr" if page.lang != "fr" else None), class_="quiet")


def _reach(page: Context, item: ActionVerdict) -> Markup | None:
    if item.verdict is Verdict.TO_ATTEST:
        command = tag("code", f"conforme attest {item.action.id}")
        return tag("p", page.say("html.to-attest", what=item.action.attests.to(page.lang)), " ", command)
    if item.verdict in (Verdict.NOT_SHOWN, Verdict.NOT_EXAMINED):
        return tag("p", page.say("html.would-show", what=item.action.shows.to(page.lang)))
    return None


def _results(page: Context, standard: Standard, item: ActionVerdict) -> Markup | None:
    name = f"{standard.id}:{item.action.id}"
    found = sorted(page.serving(standard, item), key=_order)
    told = [_told(page, one, name) for one in found if one.outcome is not Outcome.NOT_APPLICABLE]
    aside = [_told(page, one, name) for one in found if one.outcome is Outcome.NOT_APPLICABLE]
    label = tag("summary", page.say("html.not-applicable", count=len(aside)))
    hidden = tag("details", label, tag("ul", *aside, class_="rules"), class_="inner aside") if aside else None
    return join(tag("ul", *told, class_="rules") if told else None, hidden)


def _told(page: Context, item: Result, action: str) -> Markup:
    return rules.whole(page, item) if page.homes[page.anchor(item)] == action else rules.reference(page, item)


def _order(item: Result) -> tuple[object, ...]:
    return (OUTCOMES.index(item.outcome), not item.blocking, list(Severity).index(item.severity), item.rule, item.part)


def _printed(page: Context, standard: Standard) -> Markup:
    """On paper, the whole picture on the first page, before the practices are told one by one."""
    rows = [_printed_row(page, standard, theme) for theme in standard.themes if page.practices(standard, theme.id)]
    caption = tag("caption", page.say("html.picture"))
    return tag("table", caption, tag("tbody", *rows), class_="paper picture")


def _printed_row(page: Context, standard: Standard, theme: Theme) -> Markup:
    cells = [_printed_cell(page, item) for item in page.practices(standard, theme.id)]
    return tag("tr", tag("th", theme.title.to(page.lang), scope="row"), *cells)


def _printed_cell(page: Context, item: PracticeVerdict) -> Markup:
    title = (tag("strong", item.practice.id), " ", item.practice.title.to(page.lang), tag("br"))
    return tag("td", *title, page.told("verdict", item.verdict.value), " ", _shown(page, item))
