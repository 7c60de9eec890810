"""The dataset, told once: its tables, their columns, what each stands for. The documentation and the Parquet files say the same from here.

Version 1. A new column may come within a version; one that goes or changes its meaning makes a new version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

VERSION = "1"
TEXT, WHOLE, YES, DAY, LIST = "text", "whole", "yes", "day", "list"


class Column(NamedTuple):
    """A column: its name, type (text, whole number, yes or no, day, list of texts) and what it stands for."""

    name: str
    type: str
    fr: str
    en: str


_RUN = (
    Column("run", TEXT, "l’exécution", "the run"),
    Column("date", DAY, "le jour de l’audit", "the day of the audit"),
)
_SERVICE = (
    *_RUN,
    Column("organisation", TEXT, "identifiant de l’organisme", "id of the organisation"),
    Column("service", TEXT, "identifiant du service : organisme/service", "id of the service: organisation/service"),
)
_REPOSITORY = (*_SERVICE, Column("repository", TEXT, "le dépôt, comme l’écrit le fichier du parc", "the repository, as the fleet file writes it"))
_TITLES = (Column("title_fr", TEXT, "titre français", "French title"), Column("title_en", TEXT, "titre anglais", "English title"))
_NAMES = (Column("name_fr", TEXT, "nom français", "French name"), Column("name_en", TEXT, "nom anglais", "English name"))
_COUNTS = (
    Column("by_evidence", WHOLE, "actions décidées par élément probant", "actions decided by evidence"),
    Column("attested", WHOLE, "actions attestées", "attested actions"),
    Column("open", WHOLE, "actions ouvertes", "open actions"),
)
_POLICY = (Column("policy", TEXT, "nom de la consigne d’audit", "name of the audit policy"),)
_STANDARD = (Column("standard", TEXT, "identifiant du référentiel", "id of the standard"),)

TABLES: Mapping[str, tuple[Column, ...]] = {
    "run": (
        *_RUN,
        Column("sequence", WHOLE, "rang de l’exécution dans le jeu de données, à partir de 1", "rank of the run in the dataset, from 1"),
        Column("schema_version", TEXT, "version de ce schéma", "version of this schema"),
        Column("tool_version", TEXT, "version de l’outil", "version of the tool"),
        Column("rules_key", TEXT, "empreinte des règles et du code qui ont jugé", "digest of the rules and code that judged"),
        Column("fleet_fr", TEXT, "nom français du parc", "French name of the fleet"),
        Column("fleet_en", TEXT, "nom anglais du parc", "English name of the fleet"),
        *_POLICY,
        Column("services", WHOLE, "services", "services"),
        Column("repositories", WHOLE, "dépôts", "repositories"),
        Column("not_examined", WHOLE, "dépôts non examinés", "repositories not examined"),
    ),
    "services": (
        *_SERVICE,
        *_NAMES,
        Column("organisation_fr", TEXT, "nom français de l’organisme", "French name of the organisation"),
        Column("organisation_en", TEXT, "nom anglais de l’organisme", "English name of the organisation"),
        Column("role", TEXT, "rôle qui en répond", "role that answers for it"),
        Column("phase", TEXT, "phase du service, la plus avancée de ses dépôts", "phase of the service, the latest of its repositories"),
        Column("repositories", WHOLE, "dépôts du service", "repositories of the service"),
        Column("not_examined", WHOLE, "dépôts non examinés", "repositories not examined"),
        Column("fictitious", YES, "service fictif", "fictitious service"),
    ),
    "repositories": (
        *_REPOSITORY,
        Column("status", TEXT, "examined ou not-examined", "examined or not-examined"),
        Column("why", TEXT, "pourquoi il n’a pas été examiné", "why it was not examined"),
        Column("detail", TEXT, "précision", "detail"),
        Column("commit", TEXT, "le commit audité", "the commit audited"),
        Column("kind", TEXT, "nature de l’instantané", "kind of snapshot"),
        Column("shallow", YES, "historique tronqué", "truncated history"),
        Column("phase", TEXT, "phase retenue", "phase held"),
        Column("phase_source", TEXT, "d’où vient la phase", "where the phase comes from"),
        Column("evidence", WHOLE, "éléments probants trouvés", "evidence found"),
    ),
    "results": (
        *_REPOSITORY,
        Column("rule", TEXT, "la règle", "the rule"),
        Column("part", TEXT, "la partie du dépôt, vide pour le tout", "the part of the repository, empty for the whole"),
        Column("outcome", TEXT, "pass, fail, not-applicable, unverified, error", "pass, fail, not-applicable, unverified, error"),
        Column("reason", TEXT, "le pire motif des constats", "the worst reason of the findings"),
        Column("severity", TEXT, "expected, recommended, later", "expected, recommended, later"),
        Column("strength", TEXT, "force de l’élément probant d’une règle satisfaite", "strength of the evidence of a rule that passes"),
        Column("findings", WHOLE, "constats", "findings"),
        Column("waived", WHOLE, "constats sous dérogation", "waived findings"),
        Column("role", TEXT, "rôle qui peut agir", "role that can act"),
        Column("effort", TEXT, "effort", "effort"),
        Column("places", LIST, "fichiers des constats, cinq au plus", "files of the findings, five at most"),
        Column("limits", LIST, "ce qui n’a pas pu être vérifié", "what could not be verified"),
    ),
    "evidence": (
        *_REPOSITORY,
        Column("id", TEXT, "identifiant de l’élément probant", "id of the evidence"),
        Column("kind", TEXT, "sorte d’élément probant", "kind of evidence"),
        Column("part", TEXT, "la partie du dépôt, vide pour le tout", "the part of the repository, empty for the whole"),
        Column("path", TEXT, "chemin du fichier, vide pour ce qui n’en a pas", "path of the file, empty for what has none"),
        Column("line", WHOLE, "ligne", "line"),
        Column("value", TEXT, "valeur (licence, format…)", "value (licence, format…)"),
        Column("strength", TEXT, "demonstrated, declared, indicative", "demonstrated, declared, indicative"),
        Column("content", TEXT, "identifiant git du contenu jugé", "git id of the content judged"),
        Column("changed", TEXT, "jour depuis lequel le fond est le même", "day since which the substance is the same"),
        Column("register", TEXT, "le registre, si le fichier en est un", "the register, when the file is one"),
        Column("cited", YES, "une règle s’appuie dessus", "a rule rests on it"),
    ),
    "signed": (
        *_REPOSITORY,
        Column("what", TEXT, "waiver (dérogation) ou attestation", "waiver or attestation"),
        Column("id", TEXT, "identifiant", "id"),
        Column("about", TEXT, "la règle ou l’action visée", "the rule or the action that it is about"),
        Column("reason", TEXT, "motif de la dérogation", "reason of the waiver"),
        Column("role", TEXT, "rôle qui a signé", "role that signed"),
        Column("signed_on", TEXT, "jour de la signature", "day of signature"),
        Column("ends", TEXT, "dernier jour où elle vaut", "last day on which it holds"),
        Column("state", TEXT, "état à la date de l’audit", "state on the day of the audit"),
        Column("inherited", YES, "vient de l’organisme", "comes from the organisation"),
        Column("used", WHOLE, "constats mis de côté", "findings set aside"),
        Column("path", TEXT, "chemin du registre", "path of the register"),
    ),
    "practices": (
        *_SERVICE,
        *_STANDARD,
        Column("practice", TEXT, "numéro de la pratique, deux chiffres", "number of the practice, two digits"),
        Column("verdict", TEXT, "verdict sur la pratique, tous dépôts réunis", "verdict on the practice, over all repositories"),
        *_COUNTS,
    ),
    "actions": (
        *_SERVICE,
        *_STANDARD,
        Column("practice", TEXT, "numéro de la pratique, deux chiffres", "number of the practice, two digits"),
        Column("action", TEXT, "numéro de l’action", "number of the action"),
        Column("verdict", TEXT, "verdict sur l’action, tous dépôts réunis", "verdict on the action, over all repositories"),
        Column("roles", LIST, "rôles qui peuvent la faire avancer", "roles that can move it forward"),
    ),
    "limits": (
        *_REPOSITORY,
        Column("what", TEXT, "ce qui n’a pas pu être vérifié", "what could not be verified"),
        Column("path", TEXT, "chemin, vide pour l’ensemble", "path, empty for the whole"),
        Column("rules", LIST, "règles concernées", "rules concerned"),
    ),
    "rules": (
        *_RUN,
        Column("rule", TEXT, "la règle", "the rule"),
        *_TITLES,
        Column("scope", TEXT, "part, repository, service", "part, repository, service"),
        Column("role", TEXT, "rôle qui peut agir", "role that can act"),
        Column("effort", TEXT, "effort", "effort"),
        Column("lifecycle", TEXT, "stable ou experimental", "stable or experimental"),
        Column("actions", LIST, "actions que sert la règle (référentiel:numéro)", "actions that the rule serves (standard:number)"),
    ),
    "standard": (
        *_RUN,
        *_STANDARD,
        Column("standard_version", TEXT, "version du référentiel", "version of the standard"),
        Column("theme", TEXT, "identifiant du thème", "id of the theme"),
        Column("theme_fr", TEXT, "titre français du thème", "French title of the theme"),
        Column("theme_en", TEXT, "titre anglais du thème", "English title of the theme"),
        Column("practice", TEXT, "numéro de la pratique, deux chiffres", "number of the practice, two digits"),
        Column("action", TEXT, "numéro de l’action, vide pour la pratique même", "number of the action, empty for the practice itself"),
        *_TITLES,
    ),
}
NOTES: Mapping[str, tuple[str, str]] = {
    "run": ("une ligne : l’exécution", "one row: the run"),
    "services": ("une ligne par service", "one row per service"),
    "repositories": ("une ligne par dépôt d’un service, examiné ou non", "one row per repository of a service, examined or not"),
    "results": ("une ligne par dépôt, règle et partie", "one row per repository, rule and part"),
    "evidence": ("une ligne par élément probant", "one row per evidence"),
    "signed": ("une ligne par dérogation ou attestation", "one row per waiver or attestation"),
    "practices": ("une ligne par service et pratique", "one row per service and practice"),
    "actions": ("une ligne par service et action", "one row per service and action"),
    "limits": ("une ligne par chose qui n’a pas pu être vérifiée", "one row per thing that could not be verified"),
    "rules": ("les règles de l’exécution", "the rules of the run"),
    "standard": ("les pratiques et les actions du référentiel", "the practices and actions of the standard"),
}
