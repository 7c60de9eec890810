"""A page of prose as its parts: sections, tables, lists, labelled lines, links, and the text that a reader sees.

Blocks only, in one pass and in linear time. What is shown as code or not shown at all (fences, comments) is never evidence, so it is in no part.
Also reads MDX, and of reStructuredText and AsciiDoc the sections, the prose and the links.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from conforme.facts import regex as re
from conforme.facts import structured
from conforme.facts.limits import HAND, PAGE_LINES, within
from conforme.facts.markdown import blocks
from conforme.facts.markdown.blocks import Heading
from conforme.facts.markdown.inline import Link, plain
from conforme.facts.markdown.inline import read as read_inline
from conforme.facts.markdown.lists import Field, ListItem, fields, items
from conforme.facts.markdown.tables import html_tables, pipe_tables
from conforme.facts.structured import Invalid, Node
from conforme.facts.tables import Table, TableCell
from conforme.repo import Document, Unreadable

__all__ = ["Field", "Link", "ListItem", "Page", "Section", "Table", "TableCell", "is_derived", "parse", "plain"]

_BLOCK_MARK = re.compile(
    r"^(?:[ \t]{0,99}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t]))){1,9}[ \t]?| {0,3}(?:#{1,6}|={1,6})(?=[ \t])", re.MULTILINE
)
_RULE_SIGNS = frozenset("-=*_~^|: \t")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its own text: what stands before the next heading, of whatever level, without code and comments.

    `title` without markup; `line` the heading's, `first` the line where its text starts, `end` its last line; `trail` the titles above it;
    `body` keeps inline markup (see `plain`) and line breaks: its first line is line `first` of the file.
    """

    level: int
    title: str
    line: int
    first: int
    end: int
    body: str
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. `lead`: the text before any heading. `prose` has one line for each line of the file, empty where nothing is read.

    `front_matter`: the YAML (or `+++` TOML) at the top, None when there is none; `front_problem` says why it could not be read.
    """

    path: str
    sections: tuple[Section, ...]
    lead: str
    prose: str
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    items: tuple[ListItem, ...] = ()
    fields: tuple[Field, ...] = ()
    front_matter: Node | None = None
    front_problem: Invalid | Unreadable | None = None

    def sub(self, section: Section) -> tuple[Section, ...]:
        """The sections under `section`, at any depth."""
        start = self.sections.index(section) + 1
        end = next((at for at in range(start, len(self.sections)) if self.sections[at].level <= section.level), len(self.sections))
        return self.sections[start:end]

    def under(self, section: Section) -> str:
        """The text of a section with that of the sections under it; their titles are no text."""
        return "\n\n".join(part.body for part in (section, *self.sub(section)) if part.body.strip())

    def section_at(self, line: int) -> Section | None:
        """The section that a 1-based line belongs to, None before any heading."""
        at = bisect_right([section.line for section in self.sections], line) - 1
        return self.sections[at] if at >= 0 else None


def parse(document: Document) -> Page:
    """The page; raises Unreadable alone (too-large over 1 MB, too-many-lines, too-many-rows). Meant for `document.fact(markdown.parse)`."""
    document.bytes(HAND.bytes)
    lines = document.text.replace("\0", "\ufffd").split("\n")
    within("too-many-lines", len(lines), PAGE_LINES)
    extension = document.path.rsplit(".", 1)[-1].lower()
    if extension in ("rst", "rest"):
        return _other(document.path, *_rst(lines))
    if extension in ("adoc", "asciidoc", "asc"):
        return _other(document.path, *_adoc(lines))
    return _markdown(document.path, lines, extension == "mdx")


def is_derived(document: Document) -> bool:
    """Whether a comment at the top says that a tool wrote the page from something else: what it says is told, and judged, at its source."""
    head = document.text[:500].lstrip().lower()
    comment = head.partition("-->")[0] if head.startswith("<!--") else ""
    return any(mark in comment for mark in ("do not edit", "ne pas modifier", "ne pas éditer"))


def _rst(lines: list[str]) -> tuple[list[str], list[Heading]]:
    from conforme.facts.markdown import plain_markup

    shown = plain_markup.rst_visible(lines)
    return shown, plain_markup.rst_headings(shown)


def _adoc(lines: list[str]) -> tuple[list[str], list[Heading]]:
    from conforme.facts.markdown import plain_markup

    shown = plain_markup.adoc_visible(lines)
    return shown, plain_markup.adoc_headings(shown)


def _other(path: str, shown: list[str], found: list[Heading]) -> Page:
    inline = read_inline(_unmarked(shown))
    return Page(path, _sections(shown, found), _lead(shown, found, 0), inline.prose, links=inline.links)


def _markdown(path: str, lines: list[str], components: bool) -> Page:
    start, front, problem = _front_matter(lines)
    shown = blocks.visible(lines, start, components)
    found = blocks.headings(shown)
    inline, text = read_inline(_unmarked(shown), components), "\n".join(shown)
    heads = [heading.line for heading in found]

    def section_of(line: int) -> int:
        return bisect_right(heads, line) - 1

    sections, starts = _sections(shown, found), frozenset(heads)
    return Page(
        path,
        sections,
        _lead(shown, found, start),
        inline.prose,
        _titled(pipe_tables(shown) + html_tables(text), sections, section_of, path),
        inline.links,
        inline.images,
        items(shown, section_of, starts),
        fields(shown, section_of, starts),
        front,
        problem,
    )


def _titled(tables: list[Table], sections: Sequence[Section], section_of: Callable[[int], int], path: str) -> tuple[Table, ...]:
    """The tables in order, each with the title that it stands under."""
    named = ((table, section_of(table.line)) for table in sorted(tables, key=lambda table: table.line))
    return tuple(replace(table, title=sections[at].title if at >= 0 else "", path=path) for table, at in named)


def _unmarked(lines: Sequence[str]) -> str:
    """The text without the marks of blocks: rules, bullets, quotes, heading signs."""
    return _BLOCK_MARK.sub("", "\n".join("" if _is_rule(line) else line for line in lines))


def _is_rule(line: str) -> bool:
    """A line of signs alone: a rule, what underlines a title, what stands between the headers and the rows of a table."""
    signs = line.strip(" \t>")
    return len(signs) >= 2 and _RULE_SIGNS.issuperset(signs)


def _lead(lines: Sequence[str], found: Sequence[Heading], start: int) -> str:
    return "\n".join(lines[start : found[0].line - 1 if found else None]).strip()


def _sections(lines: Sequence[str], found: Sequence[Heading]) -> tuple[Section, ...]:
    sections: list[Section] = []
    open_: list[Section] = []
    for at, heading in enumerate(found):
        end = found[at + 1].line - 1 if at + 1 < len(found) else len(lines)
        open_ = [section for section in open_ if section.level < heading.level]
        first = next((line for line in range(heading.first, end + 1) if lines[line - 1].strip()), heading.first)
        body = "\n".join(lines[first - 1 : end]).rstrip()
        title = " ".join(plain(heading.title).split())
        sections.append(Section(heading.level, title, heading.line, first, end, body, tuple(section.title for section in open_)))
        open_.append(sections[-1])
    return tuple(sections)


_FRONT_ENDS = {"---": ("---", "..."), "+++": ("+++",)}


def _front_matter(lines: Sequence[str]) -> tuple[int, Node | None, Invalid | Unreadable | None]:
    """How many lines it takes, what it says, and why it says nothing. A rule above prose is no front matter."""
    opening = lines[0].rstrip()
    ends = _FRONT_ENDS.get(opening, ())
    end = next((number for number in range(1, len(lines)) if lines[number].rstrip() in ends), 0) if ends else 0
    if not end:
        return 0, None, None
    try:
        node = structured.parse_text("toml" if opening == "+++" else "yaml", "\n".join(["", *lines[1:end]]))
    except (Invalid, Unreadable) as error:
        return end + 1, None, error
    return (end + 1, node, None) if node.kind == "map" or node.value is None else (0, None, None)
