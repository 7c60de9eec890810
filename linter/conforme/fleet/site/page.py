"""HTML by hand: a page around its content, tables, links. Everything that is text is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from conforme import words

LANGUAGES = words.LANGUAGES
VERDICTS = (
    "demonstrated", "declared", "attested", "partial", "not-shown", "contradicted", "to-attest", "not-applicable", "unverified", "not-examined",
)  # fmt: skip
# One character a verdict, for the heat map; the whole word is read out, and the legend says both.
SIGNS = dict(zip(VERDICTS, ("●", "◉", "✍", "◐", "○", "✕", "?", "–", "≈", "…"), strict=True))
PAGES = ("index", "services", "organisations", "practices", "act", "ending", "unverified", "data")


class Html(str):
    """Text that is HTML already."""


def text(value: object) -> Html:
    return value if isinstance(value, Html) else Html(escape(str(value), quote=True))


def tag(name: str, *content: object, **attributes: object) -> Html:
    """An element; an attribute of value None is left out, `_` in its name stands for `-`, and a last `_` for nothing."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items() if value is not None)
    return Html(f"<{name}{told}>{''.join(map(text, content))}</{name}>")


def join(parts: Iterable[object]) -> Html:
    return Html("".join(map(text, parts)))


class Place(NamedTuple):
    """Where a page is: its language and its path from the folder of that language, `service/o/s.html`."""

    lang: str
    path: str

    @property
    def up(self) -> str:
        """From the page to the folder of its language."""
        return "../" * self.path.count("/")

    @property
    def other(self) -> str:
        return "en" if self.lang == "fr" else "fr"

    def say(self, key: str, **data: object) -> str:
        return words.say(self.lang, f"site.{key}", **data)

    def to(self, path: str, label: object, **attributes: object) -> Html:
        """A link to another page of the same language."""
        return tag("a", label, href=self.up + path, **attributes)

    def of(self, row: object, name: str) -> str:
        """The column `name` in the language of the page."""
        return str(row[f"{name}_{self.lang}"] or "")  # type: ignore[index]

    def verdict(self, verdict: str) -> str:
        return words.say(self.lang, f"verdict.{verdict}")


def page(place: Place, title: str, *content: object, current: str = "") -> str:
    """A whole page."""
    links = (tag("li", place.to(f"{name}.html", place.say(f"nav.{name}"), aria_current="page" if name == current else None)) for name in PAGES)
    other = tag("a", words.say(place.other, "site.language"), href=f"{place.up}../{place.other}/{place.path}", lang=place.other, hreflang=place.other)
    search = tag(
        "form",
        tag("label", place.say("search"), for_="q"),
        Html('<input id="q" type="search" autocomplete="off" aria-describedby="found">'),
        tag("p", id="found", role="status"),
        tag("ul", id="hits"),
        tag(
            "p",
            tag("button", place.say("previous"), type="button", id="before"),
            " ",
            tag("button", place.say("next"), type="button", id="after"),
            id="turn",
            hidden="hidden",
        ),
        id="search",
        role="search",
        hidden="hidden",
        data_up=place.up + "../",
        data_lang=place.lang,
        data_none=place.say("search-none"),
        data_some=place.say("search-some"),
    )
    body = join((
        tag("a", place.say("skip"), href="#main", class_="skip"),
        tag("header", tag("p", place.to("index.html", place.say("name")), class_="name"), tag("p", other), search),
        tag("nav", tag("ul", *links), aria_label=place.say("nav")),
        tag("main", tag("h1", title), *content, id="main", tabindex="-1"),
        tag("footer", tag("p", place.say("guidance"))),
        Html(f'<script src="{place.up}../site.js" defer></script>'),
    ))  # fmt: skip
    head = (
        f'<!doctype html>\n<html lang="{place.lang}-CA">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><title>{text(title)} – {text(place.say("name"))}</title>'
        f'<link rel="stylesheet" href="{place.up}../style.css"><link rel="icon" href="data:,"></head>\n'
    )
    return f"{head}<body>{body}</body>\n</html>\n"


def table(caption: str, columns: Sequence[object], rows: Iterable[Sequence[object]], *, heads: int = 1, wide: bool = False) -> Html:
    """A table whose first `heads` cells of a row name it; `wide` ones scroll by themselves, by keyboard too."""
    top = tag("tr", *(tag("th", column, scope="col") for column in columns))
    lines = (
        tag("tr", *(cell if _is_cell(cell) else tag("th", cell, scope="row") if at < heads else tag("td", cell) for at, cell in enumerate(row)))
        for row in rows
    )
    made = tag("table", tag("caption", caption), tag("thead", top), tag("tbody", *lines))
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption) if wide else made


def _is_cell(value: object) -> bool:
    return isinstance(value, Html) and value.startswith(("<td", "<th"))


def cell(place: Place, verdict: str) -> Html:
    """A cell of the heat map: a sign to see, a word to hear."""
    return Html(
        f'<td class="v {verdict}"><span aria-hidden="true">{SIGNS[verdict]}</span><span class="sr">{text(place.verdict(verdict))}</span></td>'
    )


def _said(place: Place, verdict: str) -> Html:
    return Html(f'<span aria-hidden="true">{SIGNS[verdict]}</span><span class="sr">{text(place.verdict(verdict))}</span>')


def badge(place: Place, verdict: str) -> Html:
    return Html(f'<span class="b {verdict}"><span aria-hidden="true">{SIGNS[verdict]} </span>{text(place.verdict(verdict))}</span>')


def column(place: Place, verdict: str) -> Html:
    """The head of a column of counts: a sign to see, a word to hear."""
    return Html(f'<span class="b {verdict}">{_said(place, verdict)}</span>')


def legend(place: Place) -> Html:
    items = (tag("li", badge(place, verdict)) for verdict in VERDICTS)
    return tag("ul", *items, class_="legend", aria_label=place.say("legend"))


def pager(place: Place, stem: str, number: int, count: int, *, foot: bool = False) -> Html:
    """Links to the pages of a long list; the first is `stem.html`, the others `stem-2.html`…"""
    if count < 2:
        return Html("")
    near = sorted({1, *range(max(1, number - 3), min(count, number + 3) + 1), count})
    items = []
    for last, each in zip([0, *near], near, strict=False):
        if each > last + 1:
            items.append(tag("li", "…"))
        label = place.say("page", number=each)
        items.append(tag("li", place.to(paged(stem, each), each, aria_label=label, aria_current="page" if each == number else None)))
    return tag("nav", tag("ul", *items), aria_label=place.say("pages-foot" if foot else "pages"), class_="pager")


def paged(stem: str, number: int) -> str:
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"
