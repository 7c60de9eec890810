"""What one rule says: its outcome, its findings with what to do, what it rests on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from conforme.model import Evidence, Finding, Limit, Location, Outcome, Result, quote
from conforme.reports import sentences
from conforme.reports.html.context import Context
from conforme.reports.html.markup import EMPTY, Markup, join, prose, tag, text

FIRST, PLACES, OPEN_EVIDENCE, EVIDENCE = 3, 40, 3, 60


def whole(page: Context, item: Result) -> Markup:
    """A result as an entry of a list, with its id on the page."""
    parts = (_head(page, item), _because(page, item), _findings(page, item), _advice(page, item), _limits(page, item), _where(page, item))
    return tag("li", *parts, _evidence(page, item), id=page.anchor(item), class_=f"rule is-{item.outcome.value}")


def reference(page: Context, item: Result) -> Markup:
    """A result that is told whole elsewhere: its outcome and the way there."""
    title = tag("a", page.card(item).title.to(page.lang), href=f"#{page.anchor(item)}")
    seen = tag("span", page.say("html.told-at", action=page.homes[page.anchor(item)].rpartition(":")[2]), class_="quiet")
    return tag("li", tag("p", title, " ", _outcome(page, item), " ", seen), class_=f"rule is-{item.outcome.value}")


def _head(page: Context, item: Result) -> Markup:
    card = page.card(item)
    title = tag("strong", card.title.to(page.lang), *([" ", tag("span", f"[{quote(item.part)}]", class_="part")] if item.part else []))
    facts = [tag("code", card.id), text(page.say("html.supporting")) if not any(serves.necessary for serves in card.serves) else EMPTY]
    if card.lifecycle != "stable":
        facts.append(text(page.say(f"lifecycle.{card.lifecycle}")))
    if item.outcome is Outcome.FAIL:
        facts += [text(page.say(f"severity.{item.severity.value}")), text(page.say(f"role.{card.role}")), text(_effort(page, card.effort))]
    return tag("p", title, " ", _outcome(page, item), " ", tag("span", join(*facts, between=" · "), class_="quiet"), class_="rule-head")


def _effort(page: Context, effort: str) -> str:
    return f"{page.say('text.effort')} {page.say(f'effort.{effort}')}"


def _outcome(page: Context, item: Result) -> Markup:
    more = [page.say(f"strength.{item.strength.value}")] if item.strength is not None and item.outcome is Outcome.PASS else []
    more += [page.say(f"reason.{item.reason.value}")] if item.reason is not None and item.outcome is Outcome.FAIL else []
    blocking = tag("strong", page.say("html.blocking"), class_="blocking") if item.blocking else None
    detail = tag("span", " · ".join(more), class_="detail") if more else None
    return join(page.told("outcome", item.outcome.value), detail, blocking, between=" · ")


def _because(page: Context, item: Result) -> Markup | None:
    return tag("p", sentences.because(page.report, item.because, page.lang)) if item.because is not None else None


def _findings(page: Context, item: Result) -> Markup | None:
    return tag("ul", *(_finding(page, finding) for finding in item.findings), class_="findings") if item.findings else None


def _finding(page: Context, finding: Finding) -> Markup:
    notes = [page.say("text.already")] if page.report.already(finding) else []
    if finding.waiver is not None:
        notes.append(page.say("text.waived", waiver=quote(finding.waiver)))
    note = tag("strong", f"({', '.join(notes)})") if notes else None
    said = tag("span", sentences.message(page.report, finding, page.lang))
    return tag("li", join(said, *_places(page, finding), note, between=" "), data_finding=finding.fingerprint)


def _places(page: Context, finding: Finding) -> Iterator[Markup]:
    """The first places beside the sentence, others folded."""
    shown = [page.links.place(place) for place in finding.locations[:PLACES]]
    if shown:
        yield tag("span", join(*shown[:FIRST], between=", "), class_="places")
    if len(finding.locations) > FIRST:
        label = tag("summary", page.say("html.more-places", count=len(finding.locations) - FIRST))
        hidden = len(finding.locations) - len(shown)
        yield tag("details", label, tag("p", join(*shown[FIRST:], f"+{hidden}" if hidden else None, between=", ")), class_="inner")


def _advice(page: Context, item: Result) -> Markup | None:
    if item.outcome is not Outcome.FAIL:
        return None
    card = page.card(item)
    label = tag("strong", page.say("html.why" if card.judges == "past" else "html.fix"))
    return tag("div", *_blocks(card.fix.to(page.lang), label), class_="fix")


def _blocks(source: str, label: Markup) -> Iterator[Markup]:
    """Prose as paragraphs, lines of a sample as they are."""
    for is_sample, lines in itertools.groupby(_marked(source), key=lambda line: line[0]):
        block = [line for _, line in lines]
        if not is_sample:
            yield tag("p", join(label, prose(" ".join(block)), between=" "))
            label = EMPTY
        elif any(line.strip() for line in block):
            yield tag("pre", tag("code", Markup("\n".join(text(line) for line in block))), tabindex=0)


def _marked(source: str) -> Iterator[tuple[bool, str]]:
    """Each line, and whether it is of a sample: what follows a colon at the end of a line, up to an empty line, or looks like one."""
    announced = False
    for line in source.strip("\n").split("\n"):
        announced = announced and bool(line.strip())
        yield announced or not line.strip() or line.startswith((" ", "|", "- ", "```", "#")), line
        announced = announced or line.rstrip().endswith(":")


def _limits(page: Context, item: Result) -> Markup | None:
    if item.outcome not in (Outcome.UNVERIFIED, Outcome.ERROR) or not item.limits:
        return None
    return tag("ul", *(tag("li", limit_of(page, limit)) for limit in item.limits))


def limit_of(page: Context, limit: Limit) -> Markup:
    """Why something could not be told, with its place."""
    place = join(page.links.place(Location(limit.path)), page.colon) if limit.path else None
    return join(place, sentences.limit(page.report.rules, limit, page.lang))


def _where(page: Context, item: Result) -> Markup | None:
    if not page.searched(item):
        return None
    kinds = ", ".join(sentences.kind(page.report.finders, kind, page.lang) for kind in page.card(item).evidence)
    return tag("p", tag("a", page.say("html.where", what=kinds), href=f"#{page.search(item).id}"), class_="where")


def _evidence(page: Context, item: Result) -> Markup | None:
    cited = [page.evidence[name] for name in item.evidence if name in page.evidence]
    if not cited:
        return None
    shown = tag("ul", *(_cited(page, one) for one in cited[:EVIDENCE]), _more(page, len(cited) - EVIDENCE), class_="evidence")
    label = page.say("html.evidence-count", count=len(cited))
    if len(cited) <= OPEN_EVIDENCE:
        return shown
    return tag("details", tag("summary", label), shown, class_="inner")


def _more(page: Context, count: int) -> Markup | None:
    return tag("li", page.say("html.more-in-json", count=count)) if count > 0 else None


def _cited(page: Context, item: Evidence) -> Markup:
    facts = [sentences.value(page.report.finders, item, page.lang), page.say(f"strength.{item.strength.value}")]
    facts += [page.say("html.changed", date=item.changed)] if item.changed else []
    kind = sentences.kind(page.report.finders, item.kind, page.lang)
    return tag("li", kind, page.colon, page.links.place(item.location), " ", tag("span", " · ".join(filter(None, facts)), class_="quiet"))
