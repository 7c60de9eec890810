"""What is said to people who join a team, and what they are told to do."""

from __future__ import annotations

from conforme.facts.said import Signals

NEWCOMER = (
    "new team member*", "new member of the team", "new members of the team", "new starter*", "new joiner*", "new hire*", "new developer*",
    "new engineer*",
    "new designer*", "new colleague*", "joining the team", "join the team", "new to the team", "new member*", "welcome to the team", "newcomer*",
    "new employee*",
    "first day", "first week", "onboarding checklist", "onboard a new", "onboard new", "developer onboarding", "designer onboarding",
    "team onboarding",
    "engineer onboarding", "onboarding for", "onboarding guide", "onboarding tasks", "new person", "learning track", "onboarder", "onboardee",
    "nouvel arrivant", "nouvelle arrivante", "nouveaux arrivants", "nouvelles arrivantes", "nouvelle personne", "nouvelle recrue",
    "nouvelles recrues",
    "nouveau membre", "nouveaux membres", "nouveau collègue", "nouveaux développeurs", "rejoindre l’équipe", "rejoins l’équipe",
    "rejoignez l’équipe",
    "rejoint l’équipe", "bienvenue dans l’équipe", "arrivée dans l’équipe", "premier jour", "première semaine", "premiers jours", "accueil des",
    "onboarding", "embarquement", "montée en compétence", "parcours d’apprentissage", "neue teammitglieder", "nieuwe collega*", "nye utviklere",
)  # fmt: skip
# A page of another name has to say more than that word, which products use too.
PLAIN = tuple(phrase for phrase in NEWCOMER if phrase not in ("onboarding", "embarquement", "first day", "onboarding for"))
STEPS: Signals = {
    "access": (
        "access to", "request access", "get access", "give access", "grant access", "add them to", "add you to", "added to", "invite*", "account",
        "accounts",
        "permission*", "credentials", "accès", "droits", "compte", "comptes", "ajouter à", "ajoutez", "demander l’accès", "invitation*", "vpn",
        "github team",
    ),
    "people": (
        "introduce*", "meet", "meetings", "standup*", "stand up", "buddy", "mentor*", "pair", "pairing", "tech lead", "delivery manager",
        "product manager",
        "slack", "channel*", "rituals", "ceremonies", "présenter", "rencontre*", "marraine", "parrain*", "binôme", "mêlée*", "rituels", "canal",
        "canaux",
        "team", "équipe", "colleague*", "collègue*",
    ),
    "tools": (
        "install*", "set up", "setup", "laptop", "clone", "environment", "environnement", "poste de travail", "configurer", "outils", "tools",
        "ssh", "gpg",
    ),
    "learn": (
        "read", "watch", "learn*", "training", "course*", "tutorial*", "exercise*", "workshop*", "documentation", "understand", "lire", "lisez",
        "apprendre",
        "formation*", "cours", "tutoriel*", "atelier*", "exercice*", "comprendre", "se familiariser", "familiarize", "familiarise", "book*",
        "video*",
    ),
    "first": (
        "first task", "first issue", "good first", "first ticket", "first pr", "première tâche", "premier ticket", "premier billet", "checklist",
        "liste de vérification",
    ),
}  # fmt: skip
TRAINING: Signals = {
    "goal": (
        "learning objective*", "learning goals", "you will learn", "by the end of", "objectifs d’apprentissage", "objectifs pédagogiques",
        "vous apprendrez", "public cible",
    ),
    "course": (
        "module*", "lesson*", "exercise*", "workshop*", "curriculum", "session*", "course*", "exercices", "leçon*", "atelier*", "formateur*",
        "animateur*", "formation*",
    ),
    "staff": (
        "staff", "team", "team members", "employees", "agents", "personnel", "équipe", "équipes", "membres", "développeurs", "developers",
        "trainee*", "participants",
    ),
}  # fmt: skip
# People who are taken on board of the product, not of the team.
OTHERS = (
    "issuer*", "verifier*", "relying part*", "tenant*", "merchant*", "customer*", "user onboarding", "onboarding screen*", "onboarding flow",
    "client onboarding",
    "partner onboarding", "partner*", "supplier*", "integrator*", "trust registry", "service provider*", "onboarding new services", "prestataires",
    "data provider*", "providers", "vendors", "candidate*", "site administrator*",
)  # fmt: skip
