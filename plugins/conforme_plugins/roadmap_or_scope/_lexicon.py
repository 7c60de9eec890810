"""How people title the parts of a scope, and how they say what a product is for, what is planned, and who approved it."""

from __future__ import annotations

from collections.abc import Mapping

from conforme.facts.said import Signals

PARTS: Mapping[str, tuple[str, ...]] = {
    "objectives": (
        "objectif", "objectifs", "but", "buts", "finalité", "finalités", "raison d’être", "mission", "missions", "vision", "problème à résoudre",
        "besoin d’affaires",
        "résultats attendus", "bénéfices attendus", "objective", "objectives", "goal", "goals", "purpose", "aims", "problem statement",
        "expected outcomes", "outcomes",
        "ziele", "doel", "doelen", "doel en waarde", "doelstelling", "doelstellingen", "visie", "obiettivi", "objetivos", "mål",
    ),
    "out": (
        "hors portée", "exclus", "exclusion", "exclusions", "hors périmètre", "ce qui est exclu", "ce qui n’est pas inclus", "non inclus",
        "hors de la portée",
        "non objectifs", "ce que le service ne fait pas", "limites de la portée", "out of scope", "out", "not in scope", "excluded", "non goals",
        "what’s not in this repo",
        "what it does not do", "what this is not", "not included", "won’t have", "fuori ambito", "buiten scope", "nicht enthalten",
        "fuera de alcance",
    ),
    "in": (
        "inclus", "inclusions", "dans la portée", "ce qui est inclus", "portée", "périmètre", "fonctions incluses", "fonctionnalités", "contenu",
        "in scope", "scope",
        "included", "what’s in this repo", "features", "functionality", "what it does", "deliverables", "livrables", "umfang", "ambito", "alcance",
    ),
    "mvp": (
        "produit minimum viable", "produit minimal viable", "pmv", "mvp", "minimum viable product", "minimum viable service", "première version",
        "must have", "must haves",
        "indispensable", "indispensables", "fonctions essentielles", "exigences obligatoires", "première livraison", "first version",
        "first release", "minimum lovable product",
    ),
    "clienteles": (
        "clientèle", "clientèles", "clientèles visées", "utilisateurs", "utilisatrices et utilisateurs", "usagers", "public cible",
        "personnes visées", "pour qui", "à qui s’adresse",
        "audience", "users", "target users", "who it is for", "who this is for", "target audience", "user groups", "personas", "beneficiaries",
        "bénéficiaires", "zielgruppe", "doelgroep", "positionering voor stakeholders",
    ),
    "roadmap": (
        "feuille de route", "roadmap", "jalons", "échéancier", "calendrier", "milestones", "prochaines étapes", "next steps", "what’s next",
        "travaux futurs", "future work", "améliorations futures", "évolutions futures",
        "phased approach", "phasing", "gefaseerde ontwikkelstrategie", "fasering", "routekaart",
        "livraisons", "planned features", "à venir",
    ),
    "constraints": ("contraintes", "constraints", "hypothèses", "assumptions", "dépendances", "dependencies"),
}  # fmt: skip
# A sentence that says what is left out, where no section does.
LEAVES_OUT = (
    "out of scope", "hors portée", "hors de la portée", "ne fait pas partie", "ne font pas partie", "n’est pas inclus", "ne sont pas inclus",
    "n’inclut pas", "does not include",
    "not in scope", "deliberately not", "is not part of", "are not part of", "not included", "exclus de", "exclu de", "we will not",
    "what’s not in", "hors périmètre",
)  # fmt: skip
FIRST = ("mvp", "minimum viable product", "produit minimum viable", "produit minimal viable", "pmv", "minimum viable service")
STRONG = (
    "goal", "goals", "objective*", "purpose", "aims", "aim", "vision", "mission", "intended to", "intent", "in scope", "in order to", "so that",
    "designed to", "created to",
    "objectif*", "vise à", "vise les", "visent", "but", "buts", "vocation", "a pour", "afin de", "afin d", "mission*", "permettre", "destiné*",
    "s’adresse", "finalité*",
    "ziel", "zweck", "doel", "doelstelling*", "visie", "bedoeld om", "stelt * in staat", "obiettivo", "scopo", "objetivo", "formål*", "missie",
)  # fmt: skip
# What nobody says of anything but a product as a whole.
AIMS = (
    "intended to", "meant to serve", "aims to", "our mission", "our vision", "the purpose of", "the goal of", "is designed to help", "vise à",
    "a pour but", "a pour objectif", "a pour mission", "notre mission", "a pour vocation", "le but de", "l’objectif de", "stelt in staat",
)  # fmt: skip
# Titles under which it is said how a thing is built, installed or changed.
TECHNICAL = (
    "architecture", "installation", "install", "setup", "set up", "getting started", "development", "développement", "requirements", "prérequis",
    "testing", "tests", "deployment", "déploiement", "contributing", "contribuer", "license", "licence", "usage", "utilisation", "configuration",
    "built with", "tech stack", "technologies", "environments", "environnements", "structure", "commands", "docker", "security", "outillage",
)  # fmt: skip
WEAK = (
    "allows", "allow", "enables", "enable", "helps", "help", "provides", "provide", "lets", "users", "user", "citizens", "people", "residents",
    "public", "service", "services",
    "application", "platform", "government", "used by", "used to", "responsible for", "contains", "manage*", "support*", "team*",
    "permet", "permettent", "aide", "offre", "fournit", "propose", "utilisateurs", "usagers", "citoyen*", "entreprises", "plateforme",
    "ministère*", "organisme*", "gouvernement*",
    "contient", "site", "équipes", "personnes", "gestion", "ermöglicht", "bürger*", "gemeente*", "burgers", "consente", "cittadin*", "ciudadan*",
)  # fmt: skip
PLANS: Signals = {
    "horizon": (
        "q1", "q2", "q3", "q4", "t1", "t2", "t3", "t4", "now", "next", "later", "short term", "long term", "medium term", "court terme",
        "moyen terme", "long terme", "trimestre*",
        "2024", "2025", "2026", "2027", "2028", "phase 1", "phase 2", "alpha", "beta", "bêta", "spring", "summer", "autumn", "winter", "month*",
        "mois", "horizon*", "sprint*",
    ),
    "state": (
        "planned", "in progress", "upcoming", "done", "completed", "ongoing", "priorit*", "backlog", "milestone*", "released", "to do",
        "delivered", "under development", "future",
        "prévu*", "en cours", "à venir", "terminé*", "livré*", "jalon*", "réalisé*", "étape*", "planifi*", "exploring", "roadmap",
        "feuille de route",
    ),
}  # fmt: skip
APPROVED = (
    "approuvé par", "approuvée par", "approuvé le", "approuvée le", "approbation", "a été approuvé", "a été approuvée", "entériné*", "adopté par",
    "adoptée par", "autorisé par",
    "approved by", "approved on", "was approved", "approval", "sign off", "signed off", "endorsed by", "authorised by", "authorized by",
    "ratified by",
)  # fmt: skip
BODIES = (
    "comité*", "direction", "directeur*", "directrice*", "instance", "conseil", "gouvernance", "bureau", "sous ministre*", "ministre",
    "ministère", "dirigeant*", "promoteur*",
    "promotrice*", "propriétaire du produit", "responsable*", "secrétariat", "autorité", "dinum", "committee", "board", "director*", "steering",
    "council", "sponsor", "product owner",
    "senior responsible", "deputy minister", "minister", "governance", "executive*", "programme board", "head of", "chief", "office", "secretary",
    "commissioner", "authority",
)  # fmt: skip
ASIDE = frozenset(
    """posts _posts blog decisions decision adr adrs research user-research issue_template
    components tickets minutes meetings meeting-minutes news _startups .claude skills agents vendor""".split()
)
