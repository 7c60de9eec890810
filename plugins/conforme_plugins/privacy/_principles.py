"""Pages that say how a product protects persons, principle by principle: minimisation, anonymity, purpose limitation, consent…"""

from __future__ import annotations

from conforme import Document, Evidence, View
from conforme.facts import markdown, said
from conforme.facts.said import Signals
from conforme_plugins.privacy import _lexicon, _notices

LEAST, LEAST_WORDS, TITLE_WORDS, BODY_WORDS = 3, 200, 8, 12
# Titles of sections, by principle of the protection of personal information.
PRINCIPLES: Signals = {
    "minimisation": (
        "minimisation", "minimization", "data economy", "data minimi*", "minimisation des données", "datensparsamkeit", "datenminimierung",
        "dataminimalisatie", "collecte limitée", "limitation de la collecte", "collection limitation",
    ),
    "anonymity": (
        "anonymity", "anonymi*", "pseudonym*", "unlinkability", "unobservability*", "anonymat", "dépersonnalisation", "anonymität",
    ),
    "purpose": (
        "purpose limitation", "purpose binding", "limitation des finalités", "finalités", "finalité", "zweckbindung", "doelbinding", "use limitation",
    ),
    "retention": ("storage limitation", "retention", "conservation", "durée de conservation", "durées de conservation", "speicherbegrenzung"),
    "consent": ("consent", "consentement", "einwilligung", "toestemming", "voluntary", "freiwilligkeit"),
    "profiling": ("profiles", "profilage", "profiling", "tracking", "central entity to trust"),
    "rights": ("data subject rights", "rights of data subjects", "droits des personnes", "droit d’accès", "betroffenenrechte"),
}  # fmt: skip


def of_page(view: View, document: Document) -> Evidence | None:
    """The evidence of a page whose sections are principles that the product itself is held against."""
    told = document.fact(said.read)
    if told.count < LEAST_WORDS or _notices.is_aside(document.path) or _notices.is_foreign(told):
        return None
    page = document.fact(markdown.parse)
    found: dict[str, int] = {}
    for section in page.sections:
        if len(section.title.split()) <= TITLE_WORDS and len(section.body.split()) >= BODY_WORDS:
            for name in said.spoken([section.title]).signals(PRINCIPLES):
                found.setdefault(name, section.line)
    if len(found) < LEAST:
        return None
    parts = tuple(sorted(told.signals(_lexicon.PARTS)))
    data = {"what": "documentation", "parts": parts, "words": told.count}
    return view.evidence(document, line=min(found.values()), value="documentation", data=data)
