"""A statement of how far a service is accessible: a page of it, a section of the repository's pages, or the words of a page in a catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Document, Evidence, Reason, View, hookimpl
from conforme.facts import closed, days, markdown, pages, placeholders, said, text
from conforme.facts.said import Said
from conforme_plugins.accessibility_statement import _claims, _lexicon

LEAST_WORDS = 60
WINDOW = 90
TOP = 60
CORE = frozenset({"conformance", "limits", "help", "technologies", "measures"})
SHOWN, CATALOGUES = 5, 2


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `parts` (what it speaks of), `date`, `words`, `claims` (what it says that the service conforms to: see _claims)."""
    shown: set[str] = set()
    for document in pages.latest(pages.of_a_product(view)):
        listed = said.is_catalogue(document.path)
        if len(shown) >= SHOWN or (listed and sum(map(said.is_catalogue, shown)) >= CATALOGUES):
            continue
        with view.reading(document):
            if closed.noted(view, document):
                continue
            found = _catalogue(view, document) if listed else _page(view, document)
            if found is not None:
                shown.add(document.path)
                yield found
    for document, section in view.sections():
        if document.path not in shown and len(shown) < SHOWN:
            found = _section(view, document, section)
            if found is not None:
                shown.add(document.path)
                yield found


def _page(view: View, document: Document) -> Evidence | None:
    told = document.fact(said.read)
    titled = [line for line in told.hits(_lexicon.TITLE) if line <= TOP]
    if document.path.endswith((".md", ".mdx")) and placeholders.is_hollow(document.text):
        if titled:
            view.flaw(Reason.HOLLOW, document.path)
        return None
    parts = told.signals(_lexicon.PARTS)
    aside = _lexicon.NO_PAGE & set(document.path.lower().split("/")[:-1])
    if aside or not _states(told, parts, bool(titled)):
        view.saw(document.path, "no-statement")
    elif _for_others(told, parts):
        view.saw(document.path, "for-others")
    else:
        return view.evidence(document, line=titled[0] if titled else 1, value="page", data=_data(document, told, parts))
    return None


def _states(told: Said, parts: Mapping[str, int], titled: bool) -> bool:
    """Whether those parts make a statement: what is said to be one needs less."""
    core = len(CORE & set(parts))
    if told.count < LEAST_WORDS or "conformance" not in parts:
        return False
    itself = told.has(_lexicon.ITSELF)
    vouched = itself or "date" in parts or "enforcement" in parts
    return core >= 2 and vouched if titled else core >= 4 and "help" in parts and itself


def _for_others(told: Said, parts: Mapping[str, int]) -> bool:
    return len(told.hits(_lexicon.FOR_OTHERS)) * 120 > told.count + 60 * (("date" in parts) + ("enforcement" in parts))


def _catalogue(view: View, document: Document) -> Evidence | None:
    """The words of a statement's page, near one another in a file that holds those of every page."""
    told = document.fact(said.read)
    parts = said.best_window(told, {**_lexicon.PARTS, "title": _lexicon.TITLE}, WINDOW)
    core = CORE & set(parts)
    if "title" in parts and len(core) >= 3 and "conformance" in core:
        return view.evidence(document, line=min(parts.values()), value="catalogue", data=_data(document, told, parts))
    view.saw(document.path, "no-statement")
    return None


def _section(view: View, document: Document, section: markdown.Section) -> Evidence | None:
    whole = document.fact(markdown.parse).under(section)
    told = said.spoken([section.title, *whole.split("\n")], section.line)
    parts = told.signals(_lexicon.PARTS)
    if _lexicon.NO_PAGE & set(document.path.lower().split("/")[:-1]):
        view.saw(document.path, "no-statement", line=section.line)
    elif placeholders.is_hollow(whole):
        view.flaw(Reason.HOLLOW, document.path, section.line)
    elif _states(told, parts, True) and not _for_others(told, parts):
        return view.evidence(document, line=section.line, anchor=text.slug(section.title), value="section", data=_data(document, told, parts))
    else:
        view.saw(document.path, "no-statement", line=section.line)
    return None


def _data(document: Document, told: Said, parts: Mapping[str, int]) -> dict[str, object]:
    """What it tells, and the latest day that it says of itself: near the words that announce one."""
    lines = document.fact(said.lines_of)
    dated = [line for line in told.hits(_lexicon.PARTS["date"]) if not said.is_catalogue(document.path) or abs(line - parts["title"]) <= WINDOW]
    near = "\n".join(" ".join(lines[line - 1 : line + 2]) for line in dated)
    claims = _claims.of(_spoken(lines, told))
    return {"parts": tuple(sorted(set(parts) - {"title"})), "date": days.last_in(near), "words": told.count, "claims": claims}


def _spoken(lines: list[str], told: Said) -> list[str]:
    """The lines that are the statement's own: a section's, in a page; the others stay, empty, so that numbers hold."""
    last = told.first + len(told.starts) - 1
    return [line if told.first <= number <= last else "" for number, line in enumerate(lines, 1)]
