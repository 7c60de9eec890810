"""How people who join the team are taken on board or trained: a guide, a checklist (an issue form is one), a section that says what to do first."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, View, hookimpl
from conforme.facts import markdown, placeholders, said, text
from conforme.facts.said import Said
from conforme_plugins.onboarding_docs import _lexicon

LEAST_WORDS, SECTION_WORDS = 50, 30
SHOWN = 5
ASIDE = frozenset(
    """posts _posts blog decisions adr adrs research user-research components screens cookbooks _cookbooks
    specs news minutes .claude skills""".split()
)
NAMED = (
    "onboard",
    "on-boarding",
    "new-starter",
    "new-joiner",
    "newcomer",
    "new-dev",
    "arrivant",
    "accueil",
    "bienvenue",
    "learning-track",
    "learning_track",
    "inwerken",
    "einarbeitung",
)
TRAINED = ("training", "formation", "learning")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `steps`, what newcomers are told to do."""
    shown: set[str] = set()
    for document in view.documents():
        folders = set(document.path.lower().split("/")[:-1])
        if len(shown) >= SHOWN or ASIDE & folders:
            continue
        with view.reading(document):
            found = _page(view, document)
            if found is not None:
                shown.add(document.path)
                yield found
    if not shown:
        yield from _sections(view)


def _page(view: View, document: Document) -> Evidence | None:
    named = any(mark in document.path.lower() for mark in NAMED)
    if document.path.endswith(".md") and placeholders.is_hollow(document.text):
        if named:
            view.flaw(Reason.HOLLOW, document.path)
        return None
    told = document.fact(said.read)
    steps = told.signals(_lexicon.STEPS)
    if told.count >= LEAST_WORDS and _is_for_newcomers(document, told, named) and len(steps) >= 3:
        return view.evidence(document, line=_line(told), value="onboarding", data={"steps": tuple(sorted(steps))})
    trained = told.signals(_lexicon.TRAINING)
    if any(mark in document.path.lower() for mark in TRAINED) and told.count >= 2 * LEAST_WORDS and len(trained) == len(_lexicon.TRAINING):
        return view.evidence(document, value="training", data={"steps": tuple(sorted(steps))})
    if named:
        view.saw(document.path, "not-for-the-team")
    return None


def _line(told: Said) -> int:
    return next(iter(told.hits(_lexicon.NEWCOMER)), 1)


def _is_for_newcomers(document: Document, told: Said, named: bool) -> bool:
    """Whether the page is written for those who join the team: it says so at its top or often, and speaks more of them than of others."""
    hits = told.hits(_lexicon.NEWCOMER)
    others = len(told.hits(_lexicon.OTHERS))
    if others > max(1, len(hits)):
        return False
    if named:
        return bool(hits) or {"access", "tools", "learn"} <= set(told.signals(_lexicon.STEPS))
    hits = told.hits(_lexicon.PLAIN)
    page = document.fact(markdown.parse) if document.path.endswith(".md") else None
    title = page.sections[0].title if page is not None and page.sections else ""
    return bool(hits) and (said.spoken([title]).has(_lexicon.NEWCOMER) or (len(hits) >= 3 and hits[0] <= TOP))


TOP = 25


def _sections(view: View) -> Iterator[Evidence]:
    for document, section in view.sections():
        if ASIDE & set(document.path.lower().split("/")[:-1]):
            continue
        body = document.fact(markdown.parse).under(section)
        told = said.spoken([section.title, *body.split("\n")], section.line)
        steps = told.signals(_lexicon.STEPS)
        if told.count >= SECTION_WORDS and len(steps) >= 3 and len(told.hits(_lexicon.OTHERS)) <= 1:
            data = {"steps": tuple(sorted(steps))}
            yield view.evidence(document, line=section.line, anchor=text.slug(section.title), value="onboarding", data=data)
            return
        view.saw(document.path, "too-short", line=section.line)
