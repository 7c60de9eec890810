"""What an accessibility statement says, by its parts, in the languages in which services are published."""

from __future__ import annotations

from conforme.facts.said import Signals

TITLE = (
    "accessibility statement", "statement on accessibility", "accessibility conformance report", "accessibility statements",
    "déclaration d’accessibilité", "déclaration de conformité", "déclaration sur l’accessibilité", "énoncé d’accessibilité",
    "déclaration accessibilité", "déclaration de l’accessibilité",
    "dichiarazione di accessibilità", "declaración de accesibilidad", "erklärung zur barrierefreiheit", "barrierefreiheitserklärung",
    "toegankelijkheidsverklaring", "declaração de acessibilidade", "tilgjengelighetserklæring", "tillgänglighetsredogörelse",
    "saavutettavuusseloste",
)  # fmt: skip
# It speaks of itself, or of the site that it stands on.
ITSELF = (
    "this accessibility statement", "accessibility statement applies", "accessibility statement for", "statement covers", "statement applies to",
    "this statement", "our statement", "accessibility statement of", "accessibility of this", "our website", "our service", "our websites",
    "this website is", "this website was", "this service is", "use this service", "use this website", "using this service", "using this website",
    "cette déclaration", "présente déclaration", "déclaration s’applique", "cette page d’accessibilité", "ce site", "notre site", "ce service",
    "notre service", "ce portail", "notre portail", "cette application", "nos sites", "nos services", "le site web",
    "questa dichiarazione", "presente dichiarazione", "esta declaración", "diese erklärung", "deze verklaring", "deze app", "deze website",
    "denne erklæringen", "esta declaração",
)  # fmt: skip
# Notes of meetings, tickets and articles tell of statements without being one.
NO_PAGE = frozenset(
    """issue_template posts _posts blog articles minutes meeting meetings tickets component components composants adr adrs decisions research
    recherche meeting-minutes .github news actualites changelog releases formation formations training""".split()
)
PARTS: Signals = {
    # How far the service conforms, and to what.
    "conformance": (
        "partially compliant", "fully compliant", "not compliant", "partially conformant", "fully conformant", "non conformant", "conforms to",
        "complies with", "compliance status", "conformance status", "in accordance with the public sector", "accessibility regulations",
        "web content accessibility guidelines", "wcag", "section 508", "en 301 549", "conformance level",
        "partiellement conforme", "totalement conforme", "non conforme", "pleinement conforme", "est conforme", "état de conformité",
        "taux de conformité",
        "niveau de conformité", "taux global", "rgaa", "sgqri 008", "règles pour l’accessibilité des contenus web",
        "référentiel général d’amélioration de l’accessibilité", "standard sur l’accessibilité", "règles d’accessibilité",
        "parzialmente conforme", "parcialmente conforme", "teilweise vereinbar", "bitv", "voldoet gedeeltelijk", "voldoet volledig",
        "delvis i samsvar",
        "delvis förenlig", "digitoegankelijk",
    ),
    # What was done or is done.
    "measures": (
        "committed to", "we want as many people as possible", "change colours", "navigate most of the website", "navigate the website using",
        "we regularly test", "was tested", "were tested", "last tested", "audit*", "carried out by", "we have taken", "measures to support",
        "measures taken", "we design", "continually improving", "our commitment",
        "s’engage à", "nous nous engageons", "mesures prises", "mesures mises en place", "mesures prévues", "a été testé", "ont été testé*",
        "tests ont été", "a été évalué", "testé avec", "essais avec", "vérifié avec", "vérifiée avec", "navigation au clavier", "au clavier",
        "contraste*", "plan d’actions", "schéma pluriannuel", "tailles de texte", "prises en compte", "nous avons pris",
        "si impegna", "se compromete", "engagement", "bemüht sich", "streeft", "maatregelen",
    ),
    # With which technologies it was checked.
    "technologies": (
        "assistive technolog*", "screen reader*", "nvda", "jaws", "voiceover", "talkback", "zoomtext", "dragon", "speech recognition",
        "screen magnif*",
        "technologies d’assistance", "technologie d’assistance", "technologies d’aide", "aides techniques", "lecteur d’écran", "lecteurs d’écran",
        "logiciel de lecture", "synthèse vocale", "outils d’assistance", "outils pour évaluer",
        "agents utilisateurs", "tecnologie assistive", "tecnologías de apoyo", "hilfstechnologien", "schermlezer*", "skjermleser*",
    ),
    # What does not work.
    "limits": (
        "not fully accessible", "not accessible", "non accessible content", "inaccessible", "known problem*", "known issue*", "known limitation*",
        "may not be accessible", "does not meet", "do not meet", "non compliance", "fail*", "exempt*", "disproportionate burden", "limitations",
        "contenus non accessibles", "contenu non accessible", "n’est pas accessible", "ne sont pas accessibles", "non conformités",
        "non conformité",
        "dérogation*", "charge disproportionnée", "pas encore accessible*", "pas entièrement accessible*", "contenus non soumis", "limites connues",
        "contenuti non accessibili", "contenido no accesible", "nicht barrierefrei*", "niet toegankelijk", "ikke oppfyller",
    ),
    # Where to turn to.
    "help": (
        "report* accessibility", "reporting accessibility", "report any accessibility", "accessibility problem*", "accessibility issue*",
        "alternative format*",
        "different format*", "contact us", "feedback", "difficulty using", "email us", "get in touch", "request assistance", "need help",
        "accommodation*",
        "retour d’information", "signaler un problème", "signaler une difficulté", "signaler un défaut", "contacter le responsable", "contactez",
        "nous joindre",
        "nous écrire", "écrivez nous", "obtenir de l’aide", "besoin d’aide", "aide et assistance", "assistance", "alternative accessible",
        "un autre format",
        "communiquez avec", "nous contacter", "difficulté technique", "service à la clientèle",
        "feedback e recapiti", "contatti", "contacto", "kontakt*", "neem contact", "ta kontakt",
    ),
    # What one may do when no answer comes.
    "enforcement": (
        "enforcement procedure", "equality and human rights commission", "equality advisory", "ombudsman", "file a complaint", "complaint process",
        "défenseur des droits", "voies de recours", "voie de recours", "protecteur du citoyen", "porter plainte", "déposer une plainte",
        "procedura di attuazione", "schlichtung*", "durchsetzungsverfahren", "college voor de rechten", "procedimiento de aplicación",
    ),
    # Since when it says so.
    "date": (
        "statement was prepared", "statement was first prepared", "was prepared on", "first prepared", "last reviewed", "last updated",
        "was created on",
        "statement was updated", "preparation of this accessibility statement", "reviewed on", "updated on", "last tested on", "date of evaluation",
        "établie le", "établi le", "a été établie", "mise à jour le", "mis à jour le", "dernière mise à jour", "révisée le", "réalisé en",
        "réalisée en",
        "date de la déclaration", "établissement de cette déclaration", "effectuée le", "redatta il", "erstellt am", "opgesteld op", "elaborada el",
    ),
}  # fmt: skip
# Advice to those who build or write, not a statement of one service.
FOR_OTHERS = (
    "your accessibility statement", "an accessibility statement must", "how to write an accessibility statement", "how to make your service",
    "your service must", "you must publish", "you need to publish", "make sure your", "your website", "your users", "your service", "design team*",
    "when you design", "developers should", "designers should", "teams should", "do not use", "how to test", "this component", "the component",
    "components should", "pull request*", "code review*", "aria label", "success criterion should", "github com",
    "votre déclaration d’accessibilité", "votre service", "votre site", "vos utilisateurs", "publier une déclaration", "comment rendre",
    "comment rédiger", "le composant", "ce composant", "les équipes doivent", "les développeurs", "il est recommandé", "vous devez publier",
)  # fmt: skip
