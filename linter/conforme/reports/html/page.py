"""The page around the pieces: head, banner, counts, contents, foot."""

from __future__ import annotations

import base64
import hashlib
import pkgutil
from collections.abc import Sequence

from conforme import __version__, words
from conforme.model import Verdict, quote
from conforme.reports import sentences
from conforme.reports.html import picture, rules, sections, signs, todo
from conforme.reports.html.context import Context
from conforme.reports.html.markup import Markup, join, tag, text, verbatim


def whole(page: Context) -> Markup:
    """The document."""
    parts = _parts(page)
    body = (_skip(page), _banner(page), _contents(page, parts), tag("main", *(part for _, part in parts), id="content", tabindex=-1), _foot(page))
    document = tag("html", _head(page), tag("body", signs.drawings(), *body), lang=page.lang)
    return Markup(f"<!doctype html>\n{document}\n")


def _parts(page: Context) -> list[tuple[str, Markup]]:
    """The sections, each with its id, in the order in which a reader needs them."""
    key = tag("ul", *_tally(page, "actions", "verdict"), class_="tally")
    found = [
        (f"picture-{standard.id}", picture.picture(page, standard, None if number else key)) for number, standard in enumerate(page.report.standards)
    ]
    others = {
        "others": _others(page),
        "todo": todo.todo(page, _brief(page)),
        "past": todo.past(page),
        "indicators": sections.measured(page),
        "due": sections.dated(page),
        "signed": sections.promised(page),
        "limits": sections.unverified(page),
        "searched": sections.searched(page),
        "words": _words(page),
    }
    return [*found, *((name, part) for name, part in others.items() if part)]


def _head(page: Context) -> Markup:
    css = style()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    # Nothing is fetched and nothing runs, even if something were ever to slip in.
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("meta", name="generator", content=f"conforme {__version__}"),
        tag("title", _title(page)),
        tag("link", rel="icon", href="data:,"),
        tag("style", verbatim(css)),
    )


def style() -> str:
    """Our style sheet, which ships beside this module."""
    found = pkgutil.get_data(__package__ or "", "style.css")
    assert found is not None
    return found.decode("utf-8")


def _name(page: Context) -> tuple[str, str]:
    """The service's name and the language that it is in."""
    names = page.report.service.name
    lang = page.lang if names.get(page.lang) else next(iter(names), page.lang)
    return quote(names.get(lang, "")), lang


def _title(page: Context) -> str:
    name, _ = _name(page)
    return (
        page.say("html.title-of", name=name, date=page.report.date.isoformat()) if name else page.say("html.title", date=page.report.date.isoformat())
    )


def _skip(page: Context) -> Markup:
    return tag("a", page.say("html.skip"), href="#content", class_="skip")


def _banner(page: Context) -> Markup:
    report = page.report
    name, lang = _name(page)
    called = tag("span", name or page.say("html.no-name"), lang=lang if lang != page.lang and lang in words.LANGUAGES else None)
    whose = (quote(report.service.organisation) or None, tag("strong", page.say("text.fictitious")) if report.service.fictitious else None)
    titles = ", ".join(f"{standard.title.to(page.lang)} ({standard.version})" for standard in report.standards)
    about = tag("p", page.say("html.about", standard=titles))
    return tag("header", tag("h1", called), tag("p", join(*whose, between=" · ")) if any(whose) else None, about, _facts(page))


def _facts(page: Context) -> Markup:
    report = page.report
    commit = f" {report.snapshot.commit[:12]}" if report.snapshot.commit else ""
    clean = "" if report.snapshot.clean else f" ({page.say('text.modified')})"
    phase = f"{page.say(f'phase.{report.phase}')} ({page.say(f'phase-source.{report.phase_source}')})"
    facts = {
        "html.date": report.date.isoformat(),
        "html.phase": phase,
        "html.read": f"{page.say(f'snapshot.{report.snapshot.kind}')}{commit}{clean}",
    }
    return tag("dl", *(tag("div", tag("dt", page.say(name)), tag("dd", value)) for name, value in facts.items()), class_="facts-of")


def _contents(page: Context, parts: Sequence[tuple[str, Markup]]) -> Markup:
    links = [tag("li", tag("a", _heading(page, name), href=f"#{name}")) for name, _ in parts]
    return tag("nav", tag("ul", *links), aria_label=page.say("html.contents"))


def _heading(page: Context, name: str) -> str:
    for standard in page.report.standards:
        if name == f"picture-{standard.id}":
            return standard.title.to(page.lang)
    return page.say("text.past" if name == "past" else f"html.{name}")


def _brief(page: Context) -> Markup:
    """How much there is to do, and what was set aside."""
    summary = page.report.summary()
    key = "text.blocking" if summary["blocking"] else "text.nothing-blocking"
    said = [page.say(key, count=summary["blocking"], findings=summary["findings"])]
    if page.report.since is not None:
        already = sum(page.report.already(finding) for _, finding in page.report.findings())
        said.append(page.say("text.since", commit=page.report.since.commit[:12], count=already))
    if summary["waived"]:
        said.append(page.say("html.waived", count=summary["waived"]))
    phase = tag("p", page.say("text.no-phase"), class_="notice") if page.report.phase_source == "default" else None
    return join(tag("p", tag("strong", said[0])), *(tag("p", one) for one in said[1:]), phase)


def _tally(page: Context, of: str, vocabulary: str) -> list[Markup]:
    counts = page.report.summary()[of]
    assert isinstance(counts, dict)
    kept = ((name, count) for name, count in counts.items() if count)
    return [
        tag(
            "li",
            page.sign(name),
            tag("span", words.counted(page.lang, f"{vocabulary}.{name}", count)),
            class_=f"is-{name}",
            data_count=f"{of}-{name}-{count}",
        )
        for name, count in kept
    ]


def _others(page: Context) -> Markup | None:
    """Results that bear on no action of the standards shown: nothing is lost."""
    apart = [item for item in page.report.results if not page.homes[page.anchor(item)]]
    return sections.section(page, "others", tag("ul", *(rules.whole(page, item) for item in apart), class_="rules")) if apart else None


def _words(page: Context) -> Markup:
    """What the words mean, the counts of rules, the standard's note."""
    verdicts = [_meaning(page, "verdict", verdict.value) for verdict in Verdict]
    counts = tag("ul", *_tally(page, "rules", "outcome"), class_="tally")
    notes = [tag("p", standard.note.to(page.lang)) for standard in page.report.standards]
    body = (
        tag("dl", *verdicts, class_="meanings"),
        tag("h3", page.say("html.rules-lead")),
        counts,
        tag("p", page.say("html.no-percentage")),
        tag("p", page.say("html.blocking-means")),
        *notes,
    )
    return sections.section(page, "words", *body)


def _meaning(page: Context, vocabulary: str, value: str) -> Markup:
    return tag("div", tag("dt", page.told(vocabulary, value)), tag("dd", page.say(f"html.means.{value}")))


def _foot(page: Context) -> Markup:
    snapshot = page.report.snapshot
    manifest = page.report.service.manifest
    told = [text(f"conforme {__version__}"), tag("code", snapshot.commit or ""), tag("code", snapshot.digest)]
    read = join(page.say("html.manifest"), page.colon, tag("code", sentences.path(manifest))) if manifest else None
    said = tag("p", join(*(one for one in told if one not in ("", "<code></code>")), read, between=" · "))
    return tag("footer", said, tag("p", page.say("html.foot")))
