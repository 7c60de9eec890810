"""What a guide says to whoever wants to contribute."""

from __future__ import annotations

from conforme.facts.said import Signals

PARTS: Signals = {
    "propose": (
        "pull request*", "merge request*", "open a pr", "a pr", "prs", "pr", "fork", "forks", "fork the", "patch", "patches", "submit*",
        "demande de fusion", "demandes de fusion", "demande de tirage", "demandes de tirage", "requête de tirage", "requêtes de tirage",
        "proposer une modification", "proposer vos", "proposer des", "divergence", "proposés à la fusion", "proposé à la fusion", "bifurcation",
        "soumettre",
        "propose a change", "suggest a change", "send us", "pull verzoek",
    ),
    "report": (
        "issue", "issues", "bug", "bugs", "bug report*", "report a bug", "ticket", "tickets", "anomalie", "anomalies", "signaler un bogue",
        "billet", "billets", "demande d’évolution",
        "feature request*", "signaler un problème", "bogue*", "backlog", "trello", "discussion*", "slack", "mailing list",
    ),
    "branch": ("branch", "branches", "branche", "branches", "main branch", "trunk", "rebase", "squash", "git checkout", "git flow", "gitflow"),
    "commit": (
        "commit", "commits", "commit message*", "conventional commits", "messages de commit", "sign off", "signed off", "signé*", "signed commits",
    ),
    "review": (
        "review", "reviewed", "reviewer*", "evaluated", "guardian*", "code review", "approv*", "revue", "revues", "relecture", "relu", "relire",
        "approuv*", "merge",
        "merged", "fusionn*",
    ),
    "checks": (
        "test", "tests", "lint", "linter", "linting", "style guide", "coding standards", "code style", "pre commit", "unit tests", "ci", "essais",
        "tester",
        "conventions", "guide de style", "normes de codage", "formatage", "prettier", "eslint", "rubocop",
    ),
    "rights": (
        "licence", "license", "licensed", "public domain", "domaine public", "cla", "contributor license agreement", "dco",
        "developer certificate of origin", "copyright", "droit d’auteur",
    ),
    "conduct": ("code of conduct", "code de conduite", "be kind", "respectful", "respectueux", "harassment"),
    "contact": ("contact us", "email", "reach out", "get in touch", "courriel", "écrivez nous", "nous contacter", "contactez"),
    "docs": ("content", "contenu", "editorial", "éditorial", "documentation", "translate", "traduire", "translation*"),
}  # fmt: skip
# What a change goes through here, not elsewhere.
CORE = frozenset(("propose", "report", "branch", "commit", "review"))
