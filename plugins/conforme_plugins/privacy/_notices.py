"""Notices and policies: what is collected, why, for how long, with whom it is shared, which rights there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme import Document, Evidence, Reason, View
from conforme.facts import markdown, placeholders, said, text
from conforme.facts.said import Said
from conforme_plugins.privacy import _lexicon

LEAST_WORDS = 80
SECTION_WORDS = 35
WINDOW = 120
VOICES = 5
TOP_LINES = 14
NAMED = (
    "privacy", "confidential", "vie-privee", "vie_privee", "donnees-perso", "donnees_perso", "personal-data", "personal-info", "cookie",
    "datenschutz",
    "data-protection", "renseignements-personnels", "privacidad", "personvern", "legal", "mentions", "terms",
)  # fmt: skip


def of_page(view: View, document: Document) -> Iterator[Evidence]:
    """The evidence of a page that is a notice, or that documents how data are protected."""
    told = document.fact(said.read)
    title = _title(document)
    if not title or is_aside(document.path):
        return
    if document.path.endswith(".md") and placeholders.is_hollow(document.text):
        if title == "plain":
            view.flaw(Reason.HOLLOW, document.path)
        return
    parts = told.signals(_lexicon.PARTS)
    if told.count < LEAST_WORDS or not _tells(parts, title):
        view.saw(document.path, "no-notice")
    elif is_foreign(told):
        view.saw(document.path, "for-others")
    else:
        yield view.evidence(document, line=parts.get("data", 1), value="notice", data=_data("notice", parts, told))


def _tells(parts: Mapping[str, int], title: str = "", least: int = 5) -> bool:
    """Whether those parts make a notice; `title` is how plainly the page says to be one."""
    if title == "plain":
        return len(parts) >= 4 and bool({"data", "purpose", "retention"} & set(parts))
    return "data" in parts and "purpose" in parts and len(parts) >= least


def is_foreign(told: Said) -> bool:
    """Whether a text advises others, or speaks of another product."""
    hits = len(told.hits(_lexicon.FOREIGN))
    return hits * 150 > told.count or not told.has(_lexicon.OWN)


def is_aside(path: str) -> bool:
    """Whether a path is that of news, decisions, research, components: no page about how the product handles information."""
    folders = path.lower().split("/")
    name = folders.pop()
    return bool(_lexicon.NO_PAGE & set(folders)) or name.startswith(_lexicon.NO_NAME)


def _title(document: Document) -> str:
    """How the page says that it is about privacy: `plain`, a notice by its title or name, `named`, close to it; "" when nothing does."""
    path = said.spoken([text.fold("/".join(document.path.rsplit("/", 2)[-2:])).replace("/", " ")])
    head = said.spoken(_titles(document))
    if head.has(_lexicon.PLAIN_TITLE) or path.has(_lexicon.PLAIN_TITLE):
        return "plain"
    marks = [mark for mark in NAMED if mark in document.path.lower()]
    if any(mark != "cookie" for mark in marks) or head.has(_lexicon.PERSONAL):
        return "named" if marks or head.has(_lexicon.TITLE) else ""
    # What says only which cookies there are is no notice.
    return ""


def _titles(document: Document) -> list[str]:
    """The titles at the top: of the first section and of the front matter, or the first lines of what is no page of prose."""
    if document.path.rsplit(".", 1)[-1].lower() not in said.PROSE:
        return [line for line in document.fact(said.lines_of) if line.strip()][:TOP_LINES]
    page = document.fact(markdown.parse)
    top = min((section.level for section in page.sections), default=1)
    front = page.front_matter.get("title") if page.front_matter is not None else None
    titles = [section.title for section in page.sections if section.level == top][:1]
    return [*titles, str(front.value) if front is not None and front.value else ""]


def of_catalogue(view: View, document: Document) -> Iterator[Evidence]:
    """The words of a notice's page, near one another in a file that holds those of every page."""
    told = document.fact(said.read)
    if is_aside(document.path):
        return
    parts = said.best_window(told, {**_lexicon.PARTS, "title": CATALOGUE_TITLE}, WINDOW)
    near = [line for line in told.hits(_lexicon.VOICE) if parts and min(parts.values()) <= line <= min(parts.values()) + WINDOW]
    spoken = "title" in parts and len(near) >= VOICES
    core = {"data", "purpose", "retention", "sharing", "rights", "responsible"} & set(parts)
    if spoken and len(core) >= 5:
        yield view.evidence(document, line=min(parts.values()), value="notice", data=_data("notice", parts, told))
    else:
        view.saw(document.path, "no-notice")


CATALOGUE_TITLE = (
    "privacy policy", "privacy notice", "privacy statement", "politique de confidentialité", "avis de confidentialité", "protection des données",
    "how we use your data", "protection des renseignements personnels", "protection de la vie privée", "privacyverklaring", "datenschutzerklärung",
)  # fmt: skip


def of_section(view: View, document: Document, page: markdown.Page, section: markdown.Section) -> Iterator[Evidence]:
    """The evidence of a section of the repository's own pages that says how personal information is handled."""
    whole = page.under(section)
    told = said.spoken([section.title, *whole.split("\n")], section.line)
    parts = told.signals(_lexicon.PARTS)
    if placeholders.is_hollow(whole):
        view.flaw(Reason.HOLLOW, document.path, section.line)
    elif told.count >= SECTION_WORDS and _tells(parts, least=4) and not is_foreign(told):
        anchor = text.slug(section.title)
        yield view.evidence(document, line=section.line, anchor=anchor, value="documentation", data=_data("documentation", parts, told))
    else:
        view.saw(document.path, "no-notice", line=section.line)


def _data(what: str, parts: Mapping[str, int], told: Said) -> dict[str, object]:
    return {"what": what, "parts": tuple(sorted(set(parts) - {"title"})), "words": told.count}
