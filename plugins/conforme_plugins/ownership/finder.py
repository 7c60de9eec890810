"""Who answers for the product or its code: owners by path, maintainers, governance, a team or an address named in a page."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, View, hookimpl
from conforme.facts import markdown, placeholders, said, text
from conforme_plugins.ownership import _owners, _texts

SHOWN = 4
LEAST_WORDS = 6
# Signs that no text has.
UNSEEN = ("\0", "\x01", "\x02", "\x03", "\x7f")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records: `area` (`pattern`, `owners`, `teams`: counts). Names and addresses are never kept."""
    shown: set[str] = set()
    for document in view.documents():
        if len(shown) >= SHOWN:
            return
        with view.reading(document):
            found = _file(view, document)
            if found is not None:
                shown.add(document.path)
                yield found
    yield from _pages(view, shown)


def _file(view: View, document: Document) -> Evidence | None:
    name = document.path.rsplit("/", 1)[-1].lower()
    if any(sign in document.text for sign in UNSEEN):
        view.saw(document.path, "invalid")
        return None
    if name.startswith("codeowners"):
        return _codeowners(view, document)
    if name.endswith((".yaml", ".yml")) or (name == "owners" and ":" in document.text):
        return _listed(view, document)
    page = document.fact(markdown.parse)
    if "role" in text.fold(name):
        return _duties(view, document, page)
    if name.startswith(AUTHORS):
        return _authors(view, document, page)
    if placeholders.is_hollow(document.text) or len(text.words(page.prose)) < LEAST_WORDS:
        view.flaw(Reason.HOLLOW, document.path)
        return None
    return view.evidence(document, value="maintainers")


AUTHORS = ("authors", "auteurs", "contributors", "team", "equipe")


def _authors(view: View, document: Document, page: markdown.Page) -> Evidence | None:
    """A list of authors is one of owners only where it gives their roles."""
    if not placeholders.is_hollow(document.text) and _texts.lists_roles([item.text for item in page.items]):
        return view.evidence(document, value="maintainers")
    view.saw(document.path, "no-owner")
    return None


def _duties(view: View, document: Document, page: markdown.Page) -> Evidence | None:
    """A page of roles and responsibilities: titles or points that name roles, and what each answers for."""
    named = [section.title for section in page.sections[1:]] + [item.text for item in page.items]
    if not placeholders.is_hollow(document.text) and _texts.names_duties(named, document.fact(said.read)):
        return view.evidence(document, value="maintainers")
    view.saw(document.path, "no-owner")
    return None


def _codeowners(view: View, document: Document) -> Evidence | None:
    areas = _owners.codeowners(document)
    if areas:
        return view.evidence(document, line=areas[0].line, value="codeowners", records=areas)
    view.flaw(Reason.HOLLOW, document.path)
    return None


def _listed(view: View, document: Document) -> Evidence | None:
    from conforme.facts.structured import Invalid

    try:
        count = _owners.listed(document)
    except Invalid:
        count = 0
    if count:
        return view.evidence(document, value="catalogue", data={"owners": count})
    view.saw(document.path, "no-owner")
    return None


def _pages(view: View, shown: set[str]) -> Iterator[Evidence]:
    for document in view.pages():
        if document.path in shown or len(shown) >= SHOWN:
            continue
        with view.reading(document):
            page = document.fact(markdown.parse)
            found = _by_section(view, document, page) or _by_sentence(view, document)
            if found is not None:
                shown.add(document.path)
                yield found


def _by_section(view: View, document: Document, page: markdown.Page) -> Evidence | None:
    for section in page.sections:
        if not text.matches(section.title, HEADINGS) or len(text.words(section.title)) > TITLE_WORDS:
            continue
        body = page.under(section)
        end = section.first + body.count("\n") + 2
        links = [link.target for link in page.links if section.line <= link.line <= max(end, section.end)]
        publisher = text.matches(section.title, PUBLISHER) and len(text.words(body)) >= LEAST_WORDS
        if publisher or _texts.names_team(body, links) or _texts.asks_a_team(body) or _texts.says_whose(said.spoken(body.split("\n"))) is not None:
            return view.evidence(document, line=section.line, anchor=text.slug(section.title), value="contact")
        view.saw(document.path, "no-owner", line=section.line)
    return None


TITLE_WORDS = 6
HEADINGS = (
    "équipe", "l’équipe", "responsable", "responsables", "mainteneur", "mainteneurs", "gouvernance", "contact", "contacts", "nous joindre",
    "nous contacter",
    "contactez", "soutien", "éditeur", "qui sommes nous", "propriétaire", "propriétaires", "auteurs", "team", "maintainer", "maintainers",
    "owner", "owners",
    "ownership", "governance", "contact us", "support", "who we are", "publisher", "getting help", "get in touch", "questions", "beheer",
    "ansprechpartner", "kontakt", "contatti", "manutentori", "contacto", "points of contact", "maintenance", "core team", "about us", "contacting",
)  # fmt: skip
PUBLISHER = ("éditeur", "publisher", "mainteneurs", "maintainers", "maintainer", "core team", "owners", "owner")


def _by_sentence(view: View, document: Document) -> Evidence | None:
    """A sentence of the first page of the repository."""
    if not document.path.lower().rsplit("/", 1)[-1].startswith(("readme", "lisez", "lismoi")):
        return None
    line = _texts.says_whose(document.fact(said.read))
    return view.evidence(document, line=line, value="contact") if line is not None else None
