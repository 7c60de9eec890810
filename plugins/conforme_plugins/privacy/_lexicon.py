"""What a privacy notice says, by its parts, and what assessments of privacy are called, in the languages in which services are published."""

from __future__ import annotations

from conforme.facts.said import Signals

TITLE = (
    "privacy policy", "privacy notice", "privacy statement", "privacy information notice", "privacy and cookies", "your privacy", "data privacy",
    "cookies", "cookie policy", "privacy", "data protection", "personal data", "personal information", "how we use your data",
    "how we use your information", "politique de confidentialité", "avis de confidentialité", "confidentialité", "vie privée",
    "renseignements personnels", "données personnelles", "données à caractère personnel", "politique de protection",
    "mentions légales", "données perso",
    "datenschutz", "datenschutzerklärung", "privacyverklaring", "privacybeleid", "informativa sulla privacy", "trattamento dei dati",
    "dati personali",
    "política de privacidad", "política de privacidade", "protección de datos", "personvern", "personvernerklæring", "persoonsgegevens",
    "integritetspolicy", "tietosuoja",
)  # fmt: skip
PARTS: Signals = {
    "data": (
        "data collected", "data collection", "your data", "information collected", "collect information", "collects information",
        "données recueillies",
        "personal data", "personal information", "information we collect", "data we collect", "we collect", "ip address*", "personally identif*",
        "renseignements personnels", "renseignement personnel", "données personnelles", "données à caractère personnel", "donnée personnelle",
        "données collectées", "données traitées", "données recueillies", "adresse ip", "adresse électronique", "adresse courriel", "nom prénom",
        "nous recueillons", "nous collectons", "dati personali", "datos personales", "dados pessoais", "personenbezogene*", "persoonsgegevens",
        "personopplysninger",
    ),
    "purpose": (
        "why we collect", "why we need", "purpose", "purposes", "we use your", "we use this", "we use the", "used to", "to provide", "to help us",
        "we use it",
        "in order to", "legal basis", "lawful basis", "is used for", "to measure", "to improve",
        "finalité", "finalités", "afin de", "servent à", "sert à", "permet de", "permettent de", "pour mesurer", "dans le but", "base légale",
        "base juridique",
        "fondement juridique", "aux fins", "utilisons", "utilisés pour", "utilisées pour", "finalità", "finalidad*", "zweck*", "doeleinde*", "doel",
        "formål*",
    ),
    "retention": (
        "how long we keep", "retention", "retained", "retain", "we keep", "we will keep", "kept for", "stored for", "hold your", "deleted after",
        "are deleted",
        "is deleted", "not stored", "do not store", "is stored", "are stored", "expires", "expiry",
        "durée de conservation", "durées de conservation", "conservé*", "conservation", "conservons", "supprimé*", "suppression", "effacé*",
        "détruit*",
        "expiration", "archivé*", "conservazione", "conservación", "speicherdauer", "gelöscht", "aufbewahr*", "bewaartermijn*", "bewaren",
        "slettes",
    ),
    "sharing": (
        "third part*", "share your", "shared with", "share information", "we share", "disclose*", "disclosure", "service provider*", "processor*",
        "transfer*",
        "outside the", "sell your", "not share", "recipient*",
        "destinataire*", "communiqué*", "communication de", "des tiers", "à des tiers", "sous traitant*", "partagé*", "transmis*", "transfert*",
        "cédé*",
        "accès aux données", "terzi", "terceros", "dritte*", "weitergegeben", "derden", "tredjepart*",
    ),
    "rights": (
        "your rights", "right to", "rights under", "access to your", "access your personal", "correct your", "opt out", "consent", "withdraw",
        "complain*",
        "ask us to", "request a copy", "change your cookie", "cookie settings", "privacy act", "freedom of information",
        "droit d’accès", "droits d’accès", "vos droits", "droit de", "droits sur", "rectification", "rectifier", "droit d’opposition", "opposer",
        "consentement", "retirer", "refuser", "plainte", "réclamation", "opt-out", "désactiver", "diritti", "derechos", "direitos", "ihre rechte",
        "auskunft", "uw rechten", "rettigheter", "toestemming", "einwilligung",
    ),
    "responsible": (
        "data controller", "data protection officer", "privacy officer", "dpo", "controller", "information commissioner*", "privacy commissioner",
        "gdpr", "privacy team", "contact us", "director", "privacy impact", "pipeda", "foippa", "fippa",
        "responsable du traitement", "responsable de traitement", "responsable de l’accès", "responsable de la protection",
        "délégué à la protection",
        "déléguée à la protection", "cnil", "commission d’accès à l’information", "rgpd", "loi sur l’accès", "loi 25",
        "loi informatique et libertés",
        "titolare del trattamento", "responsable del tratamiento", "verantwortlich*", "datenschutzbeauftragte*", "dsgvo",
        "verwerkingsverantwoordelijke",
        "avg", "autoriteit persoonsgegevens", "behandlingsansvarlig*", "encarregado",
    ),
    "cookies": (
        "cookie", "cookies", "google analytics", "matomo", "piwik", "plausible", "traceur*", "témoins de connexion", "fichiers témoins", "témoins",
        "mesure d’audience", "web analytics", "log files",
    ),
    "protection": (
        "encrypt*", "secure", "security measures", "safeguard*", "anonymi*", "pseudonymi*", "protect your", "protect personal",
        "chiffr*", "sécurité", "anonym*", "mesures de sécurité", "protéger", "verschlüssel*", "versleutel*", "beveilig*",
    ),
}  # fmt: skip
# A page that says by its title that it is a notice needs less to be one.
PLAIN_TITLE = (
    "privacy policy", "privacy notice", "privacy statement", "privacy and cookies", "privacy information", "politique de confidentialité",
    "avis de confidentialité", "politique de protection des renseignements personnels", "protection des renseignements personnels",
    "politique de protection des données", "protection des données personnelles", "données personnelles", "données à caractère personnel",
    "vie privée", "datenschutzerklärung", "datenschutzhinweise", "privacyverklaring", "informativa sulla privacy", "política de privacidad",
    "política de privacidade", "personvernerklæring",
)  # fmt: skip
PERSONAL = (
    "privacy",
    "personal",
    "data protection",
    "confidentialité",
    "vie privée",
    "données",
    "renseignements",
    "datenschutz",
    "mentions légales",
    "terms",
)
COOKIES = ("cookies", "cookie policy", "cookie")
# The voice of who holds the information.
OWN = (
    "we", "our", "us", "nous", "notre", "nos", "ce site", "cette application", "la plateforme", "ce service", "le site", "le service",
    "l’application",
    "wir", "unsere*", "wij", "onze", "ons", "noi", "nosotros", "nuestro", "nossos", "vi", "vår*", "this service", "this website", "this site",
    "the app",
    "the service", "the application", "this application", "this app", "the system", "le système", "die app", "de app",
)  # fmt: skip
VOICE = ("we", "our", "us", "nous", "notre", "nos", "wir", "unsere", "wij", "onze", "noi", "nosotros", "vi")
ASSESSMENT = (
    "privacy impact assessment", "privacy impact assessments", "data protection impact assessment", "privacy threshold analysis",
    "privacy threshold assessment",
    "évaluation des facteurs relatifs à la vie privée", "évaluations des facteurs relatifs à la vie privée", "éfvp", "efvp",
    "évaluation de facteurs relatifs à la vie privée",
    "analyse d’impact relative à la protection des données", "analyse d’impact sur la protection des données", "aipd", "dpia",
    "datenschutz folgenabschätzung", "gegevensbeschermingseffectbeoordeling", "valutazione d’impatto sulla protezione dei dati",
    "evaluación de impacto", "pia", "privacy impact", "stra and pia",
)  # fmt: skip
# Another product's notice, or advice to those who write one.
FOREIGN = (
    "prototype kit", "your privacy policy", "your privacy notice", "your service must", "your service", "you must publish",
    "votre politique de confidentialité",
    "vos utilisateurs", "your users", "how to write a privacy", "comment rédiger", "lorem ipsum", "votre service", "vos produits", "votre produit",
    "the component", "this component", "pull request*", "npm install", "endpoint*", "the client must", "les équipes doivent",
    "your team", "l’équipe", "startup*", "le produit", "les produits", "un produit", "teams must", "teams should", "service standard",
    "why it s important", "votre équipe", "l’équipe produit", "produits numériques", "le porteur",
    "phase d’investigation", "les éditeurs", "member states", "relying part*", "wallet provider*", "data holder*", "data recipient*",
    "product teams", "service teams",
)  # fmt: skip
NO_PAGE = frozenset(
    """issue_template posts _posts blog articles minutes meeting meetings tickets component components composants adr adrs decision decisions
    research recherche meeting-minutes news actualites changelog changelogs releases release-notes formation formations training mocks stories
    user-research migrations""".split()
)
NO_NAME = ("code_of_conduct", "code-of-conduct", "changelog", "contributing", "security", "licence", "license", "release", "agents", "claude")
