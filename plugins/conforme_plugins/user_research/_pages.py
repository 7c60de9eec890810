"""What a page is called, what its lines stand under, and whether it only leads to others."""

from __future__ import annotations

from conforme.facts.markdown import Page
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.user_research import _lexicon

INDEX = 3
"""So many titles that are links, being most of them, make an index of other pages."""


def title(page: Page, vocabulary: Vocabulary) -> str:
    """The title of a page; where the first one only names a part (« What we wanted to learn »), the name of the file or of its folder."""
    front = page.front_matter.get("title") if page.front_matter is not None and page.front_matter.kind == "map" else None
    if front is not None and isinstance(front.value, str):
        return front.value
    title = page.sections[0].title if page.sections else ""
    if not title or vocabulary["note"].exactly(title) is None:
        return title
    folder, _, name = page.path.rpartition("/")
    stem = name.partition(".")[0]
    return (folder.rpartition("/")[2] or stem) if stem.lower() in ("index", "readme", "lisezmoi") else name.rpartition(".")[0]


def is_index(page: Page) -> bool:
    """Whether most titles of a page lead to other pages."""
    linked = {link.line for link in page.links}
    titled = sum(section.line in linked for section in page.sections)
    return titled >= INDEX and 2 * titled >= len(page.sections)


def titles_above(page: Page, line: int) -> tuple[str, ...]:
    """The titles under which a 1-based line stands, the nearest first."""
    section = page.section_at(line)
    return (section.title, *section.trail) if section is not None else ()


def in_research_section(page: Page, line: int) -> bool:
    """Whether a line stands under a title that announces user research."""
    return any(_lexicon.topic(title).strong for title in titles_above(page, line))
