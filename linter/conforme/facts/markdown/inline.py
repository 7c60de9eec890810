"""What a reader sees of Markdown's inline markup, and the links in it.

Every pattern is linear (bounded or possessive repeats, none nested). Line breaks are kept, so that a line of the result is the same line of
the source. Code spans and escaped signs are hidden first and put back last: nothing in them is markup.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from conforme.facts import regex as re

_TARGET = (
    r"\([ \t\n]{0,9}(<[^<>\n]{0,2000}>|[^\s()]{0,2000}+(?:\([^\s()]{0,500}+\)[^\s()]{0,500}+)?)"
    r"(?:[ \t\n]{1,9}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t\n]{0,9}\)"
)
_IMAGE = re.compile(r"!\[([^\[\]]{0,999})\](?:" + _TARGET + r"|\[([^\[\]]{0,200})\])")
_LINK = re.compile(r"\[([^\[\]]{0,999})\](?:" + _TARGET + r"|\[([^\[\]]{0,200})\])?")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]{0,9}<?([^\s<>]{1,2000})>?[^\n]{0,500}$", re.MULTILINE)
_URL = re.compile(r"https?://[^\s<>\[\]\"`|()]{1,2000}+(?:\([^\s<>()]{0,200}+\)[^\s<>\[\]\"`|()]{0,500}+)?", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})(?=[\s/>])[^<>]{0,2000}>")
_ANCHOR = re.compile(r"<a(?=\s)[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<=\s)(href|src|alt)[ \t]{0,3}=[ \t]{0,3}(?:\"([^\"\n]{0,2000})\"|'([^'\n]{0,2000})')", re.IGNORECASE)
_TOKEN = re.compile(r"\\([!-/:-@\[-`{-~])|(`{1,100})")
_BLANK_LINE = re.compile(r"\n[ \t]{0,999}\n")
_STAR = re.compile(r"(\*{1,3})(?=[^\s*])([^*]{1,2000}+)(?<=\S)\1")
_UNDERSCORE = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_]{1,2000}+)(?<=\S)\1(?!\w)")
_STRIKE = re.compile(r"~~([^~\n]{1,2000}+)~~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP = re.compile("[]\\\\`*_<&~\ue000\ue001\ue100-\ue17f]")
_HIDDEN = re.compile("\ue000([0-9]{1,9})\ue001")
_PRIVATE = re.compile("[\ue000\ue001\ue100-\ue17f]")
_UNESCAPED = {0xE100 + code: code for code in range(0x80)}
_TAG_NAMES = """
    a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption center cite code col colgroup dd del details dfn
    div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend
    li link main map mark meta nav noscript object ol option p param picture pre q rp rt ruby s samp section select small source span strike
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
"""
_INLINE_TAG_NAMES = """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr
"""
_TAGS, _INLINE_TAGS = frozenset(_TAG_NAMES.split()), frozenset(_INLINE_TAG_NAMES.split())


class Link(NamedTuple):
    """A link or an image: its text (or alternative text), its target as written, the line where it starts."""

    text: str
    target: str
    line: int


class Inline(NamedTuple):
    """What a text holds: `prose` has as many lines as the text."""

    prose: str
    links: tuple[Link, ...]
    images: tuple[Link, ...]


def plain(text: str, components: bool = False) -> str:
    """What a reader sees of a short text (a title, a cell, an item), without images; `<br>` is a line break.

    Tags that HTML does not know (`<votre nom>`) are what somebody wrote, and stay. `components`: MDX, where `<Tabs>` is a tag.
    """
    if not _MARKUP.search(text):
        return text.strip()
    hidden, spans = _hide(text)
    shown = _LINK.sub(_text_of_link, _IMAGE.sub(_breaks, hidden))
    return _restore(_unmark(shown, components, "\n"), spans).strip()


def targets(text: str) -> tuple[str, ...]:
    """The targets of the links of a short text."""
    return tuple(link.target for link in read(text).links)


def read(text: str, components: bool = False) -> Inline:
    """The prose, links and images of a whole text from which blocks of code and comments are gone."""
    hidden, spans = _hide(text)
    definitions = {_label(found[1]): found[2] for found in _DEFINITION.finditer(hidden)}
    hidden = _DEFINITION.sub("", hidden)
    reader = _Links(definitions, spans)
    without = _LINK.sub(reader.no_image, _IMAGE.sub(_breaks, hidden))
    reader.collect(hidden)
    return Inline(_restore(_unmark(without, components, " "), spans), reader.links, tuple(reader.images))


class _Links:
    """Collects links and images with their lines; each pass leaves the line breaks where they are."""

    def __init__(self, definitions: Mapping[str, str], spans: list[str]) -> None:
        self.definitions, self.spans = definitions, spans
        self.found: list[Link] = []
        self.images: list[Link] = []
        self.breaks: list[int] = []

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(sorted(self.found, key=lambda link: link.line))

    def collect(self, hidden: str) -> None:
        for keep in (self._image, self._html_image):
            self._at(hidden)
            hidden = (_IMAGE if keep == self._image else _TAG).sub(keep, hidden)
        self._at(hidden)
        hidden = _LINK.sub(self._link, hidden)
        self._at(hidden)
        self._anchors(hidden)
        for found in _URL.finditer(_TAG.sub(_breaks, hidden)):
            self._add(self.found, "", found.group().rstrip(".,;:!?*_~'"), found.start())

    def _at(self, text: str) -> None:
        self.breaks = [found.start() for found in re.finditer("\n", text)]

    def _add(self, into: list[Link], text: str, target: str, at: int) -> None:
        shown = " ".join(_restore(_unmark(text, False, " "), self.spans).split())
        into.append(Link(shown, _restore(target.strip("<>"), self.spans), bisect_left(self.breaks, at) + 1))

    def _resolve(self, found: re.Match[str]) -> str | None:
        if found[2] is not None:
            return found[2]
        return self.definitions.get(_label(found[3] or found[1]))

    def _image(self, found: re.Match[str]) -> str:
        self._add(self.images, found[1], self._resolve(found) or "", found.start())
        return found[1] + "\n" * (found.group().count("\n") - found[1].count("\n"))

    def _html_image(self, found: re.Match[str]) -> str:
        if found[1].lower() != "img":
            return found.group()
        attributes = _attributes(found.group())
        self._add(self.images, attributes.get("alt", ""), attributes.get("src", ""), found.start())
        return attributes.get("alt", "") + _breaks(found)

    def _link(self, found: re.Match[str]) -> str:
        target = self._resolve(found)
        if target is None:
            return found.group()
        self._add(self.found, found[1], target, found.start())
        return _breaks(found)

    def no_image(self, found: re.Match[str]) -> str:
        return found.group() if self._resolve(found) is None and found[3] is None else _text_of_link(found)

    def _anchors(self, hidden: str) -> None:
        for found in _ANCHOR.finditer(hidden):
            target = _attributes(found.group()).get("href")
            end = hidden.find("</", found.end(), found.end() + 1000)
            if target:
                self._add(self.found, hidden[found.end() : end] if end >= 0 else "", target, found.start())


def _attributes(tag: str) -> dict[str, str]:
    return {found[1].lower(): found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(tag)}


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _breaks(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


def _text_of_link(found: re.Match[str]) -> str:
    """The text of a link with a target; a bracket alone (`[à compléter]`) is no link."""
    if found[2] is None and found[3] is None:
        return found.group()
    return found[1] + "\n" * (found.group().count("\n") - found[1].count("\n"))


def _hide(text: str) -> tuple[str, list[str]]:
    """Code spans become numbered signs, escaped signs private ones; returns what the numbers stand for."""
    text = _PRIVATE.sub("\ufffd", text)
    runs = _runs(text)
    ends = [found.start() for found in _BLANK_LINE.finditer(text)] if runs else []
    pieces: list[str] = []
    spans: list[str] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() < at:
            continue
        if found[1]:
            pieces += [text[at : found.start()], chr(0xE100 + ord(found[1]))]
            at = found.end()
        elif (close := _closing(found, runs, ends)) >= 0:
            code = text[found.end() : close]
            pieces += [text[at : found.start()], f"\ue000{len(spans)}\ue001", "\n" * code.count("\n")]
            spans.append(code.replace("\n", " ").strip())
            at = close + len(found[2])
    return "".join([*pieces, text[at:]]), spans


def _runs(text: str) -> dict[int, list[int]]:
    """Where runs of backticks of each length start, last first."""
    runs: dict[int, list[int]] = {}
    for found in re.finditer("`{1,100}", text):
        runs.setdefault(len(found.group()), []).append(found.start())
    for starts in runs.values():
        starts.reverse()
    return runs


def _closing(opening: re.Match[str], runs: dict[int, list[int]], ends: list[int]) -> int:
    """Where the code span closes: the next run of the same length in the same paragraph; -1 when there is none."""
    starts = runs.get(len(opening[2]), [])
    while starts and starts[-1] < opening.end():
        starts.pop()
    if not starts:
        return -1
    next_end = bisect_right(ends, opening.end())
    return starts[-1] if next_end == len(ends) or starts[-1] < ends[next_end] else -1


def _unmark(text: str, components: bool, line_break: str) -> str:
    """Without tags, emphasis and entities."""

    def tag(found: re.Match[str]) -> str:
        name = found[1]
        if name.lower() == "br":
            return line_break + _breaks(found)
        if name.lower() in _INLINE_TAGS:
            return _breaks(found)
        known = name.lower() in _TAGS or (components and name[0].isupper())
        return (_breaks(found) or " ") if known else found.group()

    if "<" in text:
        text = _TAG.sub(tag, _AUTOLINK.sub(r"\1", text))
    for pattern in (_STAR, _UNDERSCORE) * 2:
        text = pattern.sub(_emphasised, text)
    text = _STRIKE.sub(r"\1", text)
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _emphasised(found: re.Match[str]) -> str:
    return found.group() if _BLANK_LINE.search(found[2]) else found[2]


def _entity(found: re.Match[str]) -> str:
    import html

    shown = html.unescape(found.group())
    return " " if shown in "\r\n" else shown


def _restore(text: str, spans: list[str]) -> str:
    shown = _HIDDEN.sub(lambda found: spans[int(found[1])], text) if spans else text
    return shown.translate(_UNESCAPED) if max(shown, default="") > "\ue0ff" else shown
