"""What is said of running a service: the events that people have to answer, and what they act upon."""

from __future__ import annotations

from conforme.facts.said import Signals

TOPICS: Signals = {
    "incident": (
        "incident", "incidents", "outage*", "downtime", "post mortem*", "postmortem*", "severity", "escalat*", "on call", "oncall", "pagerduty",
        "alert", "alerts",
        "alerte", "alertes", "astreinte", "troubleshoot*", "dépannage", "panne*", "interruption de service", "gravité", "escalade", "vigie",
        "surveille la prod", "störung*",
        "incidenten", "incidentenprocedure", "storing*",
    ),
    "backup": (
        "backup", "backups", "back up", "backed up", "snapshot*", "pg dump", "dump", "point in time", "sauvegarde", "sauvegardes",
        "copie de sécurité",
        "copies de sécurité", "datensicherung", "reservekopie*", "copia de seguridad",
    ),
    "recovery": (
        "restore", "restoring", "restores", "recover*", "disaster recovery", "failover", "rto", "rpo", "restaur*", "reprise", "relève",
        "remise en service",
        "rétablir", "basculement", "rétablissement", "wiederherstell*", "herstel*", "ripristin*",
    ),
    "rollback": (
        "rollback", "roll back", "rolling back", "rolled back", "revert the deploy*", "retour arrière", "revenir à la version",
        "previous version", "redeploy*",
    ),
    "restart": (
        "restart*", "reboot*", "scale up", "scale down", "scaling", "drain", "redémarr*", "relancer", "kill the", "stop the", "start the",
        "maintenance mode", "mode maintenance",
    ),
    "secrets": ("rotate", "rotating", "rotation", "renew*", "certificate*", "secrets", "rotation des secrets", "renouvel*", "certificats"),
    "upgrade": ("upgrad*", "update the version*", "mettre à jour", "mise à jour", "mise à niveau", "migration"),
    "watch": (
        "monitor*", "dashboard*", "logs", "sentry", "grafana", "kibana", "cloudwatch", "new relic", "journaux", "surveillance", "tableau de bord",
        "uptime",
    ),
}  # fmt: skip
# What operations act upon: without it a word like backup may be a feature of the product.
PLACES = (
    "production", "prod", "staging", "database", "databases", "db", "server*", "cluster*", "environment*", "kubernetes", "aws", "s3", "azure",
    "bucket*",
    "postgres*", "docker", "terraform", "deployment", "deploy*", "service desk", "base de données", "bases de données", "serveur*",
    "environnement*", "préprod",
    "hébergeur", "scaleway", "scalingo", "clever cloud", "cloud gov", "heroku", "openshift", "nodes", "pods", "instance*", "it services",
    "business operations", "security services", "omgeving*", "umgebung*", "persistent volume*", "persistant volume*", "portaal",
)  # fmt: skip
TROUBLES = ("troubleshooting", "dépannage", "résolution de problèmes", "fehlersuche", "probleemoplossing")
DATABASES = ("database", "databases", "db", "postgres*", "mysql", "mariadb", "mongo*", "base de données", "bases de données", "volume", "volumes")
# Titles of sections that say what to do when running a service.
TITLES = (
    "backup", "backups", "backup and restore", "restore", "restoring", "restore from", "disaster recovery", "recovery", "recovering", "incident",
    "incidents",
    "incident response", "incident management", "on call", "runbook", "runbooks", "rollback", "rolling back", "roll back", "outage", "outages",
    "downtime",
    "maintenance mode", "secure operations", "failover", "emergency", "post mortem", "sauvegarde", "sauvegardes", "restauration", "restaurer",
    "reprise",
    "plan de reprise", "plan de relève", "incidents de sécurité", "gestion des incidents", "astreinte", "exploitation", "retour arrière",
    "procédure d’urgence",
    "copies de sécurité", "wiederherstellung", "datensicherung", "herstel", "backups restoren", "backups terugzetten", "incidentenprocedure",
    "dump", "ripristino", "disabling enabling", "restore a", "in case of emergency",
    "dumping and restoring", "backing up", "operations", "break glass", "security incident*", "rotating secrets", "secret rotation",
    "rotate secrets",
)  # fmt: skip
# What is planned, decided, told or made for the product's users is no procedure.
ASIDE = frozenset(
    """posts _posts blog decisions decision adr adrs research user-research issue_template components
    cookbooks _cookbooks rfcs rfc proposals news standards content patterns design releases
    release-notes lessons criteria features stories resources cdktf data-sources .claude skills agents tickets discussion-topics""".split()
)
NO_NAME = (
    "changelog",
    "contributing",
    "security",
    "release",
    "roadmap",
    "agents",
    "claude",
    "code_of_conduct",
    "history",
    "privacy",
    "licence",
    "license",
)
# Advice to teams, and requirements put to those who build.
FOR_OTHERS = ("your service", "your users", "service teams", "votre service", "vos utilisateurs", "your team should", "your organisation")
REQUIRES = ("shall ensure that", "relying parties shall", "wallet solution shall", "the bidder", "le soumissionnaire")
