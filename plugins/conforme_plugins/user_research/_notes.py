"""A part of a page read as a research note: which of its sections say who took part, how, when, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conforme.facts.markdown import Link, ListItem, Page, Section, Table
from conforme.facts.placeholders import is_placeholder, words_of_substance
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.user_research import _lexicon

SECTIONS_READ = 300  # of one page; a longer one is a list of other things


@dataclass(frozen=True, slots=True)
class Said:
    """What stands under a title or after a label: its text with inline markup, 1-based first line, and where it ends;
    `exact` when the title says nothing more than the role."""

    role: str
    title: str
    text: str
    line: int
    end: int
    exact: bool = False

    @property
    def substance(self) -> int:
        """Words that say something; placeholders and titles do not."""
        return words_of_substance(self.text)

    @property
    def lines(self) -> Iterator[tuple[int, str]]:
        return ((self.line + offset, line) for offset, line in enumerate(self.text.split("\n")))


@dataclass(frozen=True, slots=True)
class Note:
    """A whole page, or a section with those under it.

    `opening` is what stands before its first titled part; `said` what its titles and labels name.
    """

    page: Page
    title: str
    line: int
    end: int
    opening: str
    said: tuple[Said, ...]
    whole: bool

    def of(self, *roles: str) -> tuple[Said, ...]:
        """The parts of those roles that say something."""
        return tuple(part for part in self.said if part.role in roles and _says(part))

    def has(self, *roles: str) -> bool:
        return any(True for part in self.said if part.role in roles and _says(part))

    def empty(self, *roles: str) -> tuple[Said, ...]:
        """The parts of those roles that are there with nothing in them but a place to fill."""
        return tuple(part for part in self.said if part.role in roles and not _says(part))

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(section.title for section in self.page.sections if self.line <= section.line <= self.end)

    @property
    def prose(self) -> str:
        """What a reader sees of it, titles included."""
        return _prose(self.page, self.line, self.end)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for table in self.page.tables if self.line <= table.line <= self.end)

    @property
    def items(self) -> tuple[ListItem, ...]:
        return tuple(item for item in self.page.items if self.line <= item.line <= self.end)

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(link for link in self.page.links if self.line <= link.line <= self.end)

    @property
    def images(self) -> tuple[Link, ...]:
        return tuple(image for image in self.page.images if self.line <= image.line <= self.end)


def _says(part: Said) -> bool:
    return bool(part.text.strip()) and not is_placeholder(part.text) and part.substance > 0


def whole(page: Page, vocabulary: Vocabulary, title: str) -> Note:
    """The whole page as one note; the values of its front matter are said too."""
    last, sections = page.prose.count("\n") + 1, page.sections[:SECTIONS_READ]
    said = [*_front(page, vocabulary), *_parts(page, sections, vocabulary), *_labels(page, 1, last, vocabulary, sections)]
    opening = _prose(page, 1, page.sections[0].end if page.sections else last)
    return Note(page, title, 1, last, opening, tuple(said), True)


def part(page: Page, section: Section, vocabulary: Vocabulary) -> Note:
    """A section with those under it as one note."""
    under, last = page.sub(section)[:SECTIONS_READ], _last(page, section)
    said = [*_parts(page, under, vocabulary), *_labels(page, section.line, last, vocabulary, (section, *under))]
    return Note(page, section.title, section.line, last, _prose(page, section.first, section.end), tuple(said), False)


def _prose(page: Page, first: int, last: int) -> str:
    return "\n".join(page.prose.split("\n")[first - 1 : last])


def _parts(page: Page, sections: Sequence[Section], vocabulary: Vocabulary) -> Iterator[Said]:
    """One for each section whose title names a role, with the text of the sections under it."""
    inside: dict[str, int] = {}
    for section in sections:
        role = _role(section.title, vocabulary)
        if any(_lexicon.topic(title).template for title in (section.title, *section.trail[1:])):
            continue
        if role is None or inside.get(role, 0) >= section.line:
            continue
        last = _last(page, section)
        inside[role] = last
        exact = vocabulary["note"].exactly(section.title) is not None
        yield Said(role, section.title, _text(page, section), section.first, last, exact)


def _role(title: str, vocabulary: Vocabulary) -> str | None:
    """What a title announces; « Insights, findings and recommendations » tells what was found."""
    role = vocabulary["note"].label(title)
    return "findings" if role in (None, "recommendations") and _lexicon.is_learning(title) else role


def _last(page: Page, section: Section) -> int:
    """The last line of a section with those under it."""
    return max([section.end, *(inner.end for inner in page.sub(section))])


def _text(page: Page, section: Section) -> str:
    """The text of a section and of those under it, line for line as in the file, so that places stay true."""
    lines = section.body.split("\n")
    for inner in page.sub(section):
        wanted = inner.first - section.first
        lines += [""] * (wanted - len(lines)) + inner.body.split("\n")
    return "\n".join(lines)


def _labels(page: Page, first: int, last: int, vocabulary: Vocabulary, sections: Sequence[Section]) -> Iterator[Said]:
    """Labelled lines (`Participants : 6 personnes`) that stand outside the sections that a title already names."""
    titled = (section for section in sections if _role(section.title, vocabulary))
    named = [(section.line, _last(page, section)) for section in titled]
    seen: set[str] = set()
    for field in page.fields:
        role = vocabulary["note"].label(field.label) if first <= field.line <= last else None
        if role and role not in seen and not any(start <= field.line <= end for start, end in named):
            seen.add(role)
            yield Said(role, field.label, field.value, field.line, field.line)


def _front(page: Page, vocabulary: Vocabulary) -> Iterator[Said]:
    if page.front_matter is None:
        return
    for key, node in page.front_matter.fields().items():
        role = vocabulary["note"].label(key)
        if role is not None:
            yield Said(role, key, _plain(node.plain()), node.line, node.line)


def _plain(value: object) -> str:
    """A value of the front matter as lines: `{aînés: 6}` gives `aînés: 6`."""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {item}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(_plain(item).replace("\n", ", ") for item in value)
    return "" if value is None else str(value)
