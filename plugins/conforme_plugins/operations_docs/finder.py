"""What to do when running the service: runbooks, incidents, backup and recovery, in pages of their own or in sections of others."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, View, hookimpl
from conforme.facts import markdown, placeholders, said, text
from conforme.facts import regex as re
from conforme.facts.markdown import Page, Section
from conforme_plugins.operations_docs import _lexicon

LEAST_WORDS, SECTION_WORDS = 45, 25
SHOWN = 6
TITLE_WORDS = 9
COMMAND_WORDS = 10
_SIGNS = re.compile(r"[_.-]")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `topics`, the events that the page says how to answer."""
    named = {candidate.path: not candidate.containing for candidate in view.candidates()}
    shown: set[str] = set()
    for document in view.documents():
        if len(shown) >= SHOWN or _is_aside(document.path):
            continue
        with view.reading(document):
            found = _page(view, document) if named.get(document.path) else None
            found = found or _by_section(view, document)
            if found is not None:
                shown.add(document.path)
                yield found


def _is_aside(path: str) -> bool:
    folders = path.lower().split("/")
    recorded = any("decision" in folder or folder.startswith("adr") for folder in folders[:-1])
    return recorded or bool(_lexicon.ASIDE & set(folders[:-1])) or folders[-1].startswith(_lexicon.NO_NAME)


def _page(view: View, document: Document) -> Evidence | None:
    if placeholders.is_hollow(document.text):
        view.flaw(Reason.HOLLOW, document.path)
        return None
    told = document.fact(said.read)
    topics = told.signals(_lexicon.TOPICS)
    for_others = len(told.hits(_lexicon.FOR_OTHERS)) * 200 > told.count
    if not for_others and _says(told, topics, LEAST_WORDS) and (len(topics) >= 2 or len(told.hits(_lexicon.TOPICS[next(iter(topics))])) >= REPEATED):
        return view.evidence(document, value="runbook", data={"topics": tuple(sorted(topics))})
    view.saw(document.path, "no-procedure")
    return None


REPEATED = 3


def _says(told: said.Said, topics: dict[str, int], least: int) -> bool:
    return told.count >= least and bool(topics) and told.has(_lexicon.PLACES) and not told.has(_lexicon.REQUIRES)


def _by_section(view: View, document: Document) -> Evidence | None:
    page = document.fact(markdown.parse)
    for section in page.sections:
        if len(text.words(section.title)) > TITLE_WORDS or not said.spoken([_SIGNS.sub(" ", section.title)]).has(_lexicon.TITLES):
            continue
        body = page.under(section)
        told = said.spoken([section.title, *body.split("\n")], section.line)
        topics = told.signals(_lexicon.TOPICS)
        if (_says(told, topics, SECTION_WORDS) and _is_procedure(document, page, section, told)) or _is_command(document, section, told, topics):
            found = tuple(sorted({*topics, *_beside(page, section)}))
            return view.evidence(document, line=section.line, anchor=text.slug(section.title), value="section", data={"topics": found})
        view.saw(document.path, "no-procedure", line=section.line)
    return None


def _beside(page: Page, shown: Section) -> Iterator[str]:
    """What the other sections of the page that are so titled say how to answer."""
    for section in page.sections:
        title = said.spoken([section.title])
        if section is not shown and title.has(_lexicon.TITLES + _lexicon.TROUBLES):
            told = said.spoken([section.title, *(part.title for part in page.sub(section)), *page.under(section).split("\n")])
            if told.count >= COMMAND_WORDS and told.has(_lexicon.PLACES):
                yield from told.signals(_lexicon.TOPICS)


def _is_command(document: Document, section: Section, told: said.Said, topics: dict[str, int]) -> bool:
    """Whether a section says in a sentence what is copied or restored, and gives the command that does it."""
    raw = document.text.split("\n")[section.line : section.end]
    fenced = sum(1 for line in raw if line.lstrip().startswith("```")) >= 2
    return fenced and told.count >= COMMAND_WORDS and bool({"backup", "recovery"} & set(topics)) and told.has(_lexicon.DATABASES)


def _is_procedure(document: Document, page: Page, section: Section, told: said.Said) -> bool:
    """Whether a section says what to do: commands or numbered steps, else several sentences or points about what is run."""
    last = max([section.end, *(part.end for part in page.sub(section))])
    raw = document.text.split("\n")[section.line : last]
    steps = sum(1 for line in raw if line.lstrip().startswith(("1.", "2.", "```", "    $", "$ ")))
    points = sum(1 for line in raw if line.lstrip().startswith(("- ", "* ")))
    places = len(told.hits(_lexicon.PLACES))
    return steps >= 2 or (told.count >= 2 * SECTION_WORDS and (places >= 3 or (points >= 3 and places >= 1)))
