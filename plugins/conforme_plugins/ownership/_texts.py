"""How a page says who looks after a product: a sentence, a team of the forge, an address to write to."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts import said
from conforme.facts.said import Said
from conforme.facts.text import words

# A sentence that says whose it is; what follows has to name somebody.
SAYS = (
    "sous la responsabilité de", "sous la responsabilité du", "sous la responsabilité des", "responsabilité de la direction", "est maintenu par",
    "est maintenue par", "sont maintenus par", "maintenu par", "maintenue par", "est piloté par", "est pilotée par", "piloté par",
    "géré par l’équipe",
    "développé et maintenu", "porté par", "portée par l", "l’équipe responsable", "équipe responsable",
    "maintained by", "is maintained by", "managed by the team", "owned by", "is owned by", "looks after this", "is run by the", "look after this",
    "stewarded by",
    "responsible for this", "team responsible", "onderhouden door", "beheerd door", "gepflegt von", "mantenuto da",
    "mantenido por",
)  # fmt: skip
TEAM = re.compile(r"https?://github\.com/orgs/[\w.-]+/teams/[\w.-]+|(?<![\w/.`])@[\w-]{2,39}/[\w.-]{2,60}")
EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_CHANNEL = re.compile(r"(?<![\w/&])#[a-z][a-z0-9_-]{3,60}")
CHANNELS = ("slack", "teams", "channel", "mattermost", "canal")


def says_whose(told: Said) -> int | None:
    """The line of a sentence that says whose the product is, None when there is none."""
    return next(iter(told.hits(SAYS)), None)


def names_team(body: str, links: list[str]) -> bool:
    """Whether a text gives a team, or an address to write to; an example address is none."""
    from conforme.facts.placeholders import is_fictitious_address

    if TEAM.search(body) or any(TEAM.match(link) for link in links):
        return True
    addresses = [match.group() for match in EMAIL.finditer(" ".join([body, *links]))]
    return any(not is_fictitious_address(address) and not address.startswith("git@") for address in addresses)


ROLES = (
    "développeur*", "développeuse*", "developer*", "designer*", "ergonome*", "intrapreneur*", "product owner", "product manager", "product lead",
    "delivery manager", "chargé* de", "chef* de", "cheffe* de", "responsable*", "directeur*", "directrice*", "coach", "architect*", "analyst*",
    "data engineer", "engineer*", "ingénieur*", "user researcher", "tech lead", "lead dev*", "mainten*", "maintainer*", "scrum master",
    "business developer", "entwickler*", "ontwikkelaar*", "projectleider",
)  # fmt: skip
FEWEST = 3


def lists_roles(texts: list[str]) -> bool:
    """Whether the points of a list give each a role: a team that can be turned to, rather than thanks to all who wrote."""
    given = sum(said.spoken([text]).has(ROLES) for text in texts)
    return given >= FEWEST and 2 * given >= len(texts)


DUTIES = ("responsible for", "accountable for", "responsable de", "responsable du", "responsables de", "answers for", "répond de", "in charge of")


def names_duties(texts: list[str], told: Said) -> bool:
    """Whether a page gives roles, two at least, and says what they answer for."""
    roles = sum(said.spoken([text]).has((*ROLES, "lead", "role", "rôle", "manager", "owner")) for text in texts)
    return roles >= 2 and told.has(DUTIES)


def asks_a_team(body: str) -> bool:
    """Whether a text names a channel of a team in which to ask."""
    said = words(body)
    return _CHANNEL.search(body) is not None and any(word in said for word in CHANNELS)
