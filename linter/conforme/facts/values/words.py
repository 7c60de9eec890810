"""Values written as one of a few words: yes and no, directions, levels, statuses."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from conforme.facts import regex as re
from conforme.facts.text import fold

T = TypeVar("T")

# What follows the word: « Fermé, le 1er avril », "Yes (since 2024)", « En cours : voir le billet ».
_BOX = re.compile(r"\[[ xX]?\] ?")
_REST = re.compile(r"[,;:(\[.\n]| [-–—] |<br", re.IGNORECASE)


def _table(groups: Mapping[T, tuple[str, ...]]) -> dict[str, T]:
    return {word: value for value, written in groups.items() for word in written}


_BOOLEANS = _table(
    {
        True: (
            "oui", "o", "vrai", "yes", "y", "true", "x", "✓", "✔", "✅", "☑", "[x]", ":white check mark:", ":heavy check mark:", "fait", "faite",
            "done", "actif", "on", "complete", "completed", "termine", "terminee", "1", "🗹", "👍",
        ),
        False: (
            "non", "n", "faux", "no", "false", "✗", "✘", "❌", "✖", "☐", "[ ]", "[]", ":x:", ":no entry:", "non fait", "not done", "pas fait",
            "inactif", "off", "0", "🚫", "👎",
        ),
    }
)  # fmt: skip

_DIRECTIONS = _table(
    {
        "up": (
            "hausse", "a la hausse", "en hausse", "augmenter", "augmentation", "accroitre", "croissance", "croissant", "up", "increase",
            "increasing", "raise", "grow", "higher", "higher is better", "more is better", "bigger is better", "plus haut est mieux",
            "plus eleve est mieux", "plus c'est eleve mieux c'est", "maximiser", "maximise", "maximize", "≥", ">=", ">", "↑", "⬆", "🔼", "↗", "▲",
            "📈", "au moins", "at least", "monter", "asc",
        ),
        "down": (
            "baisse", "a la baisse", "en baisse", "reduire", "reduction", "diminuer", "diminution", "decroissance", "decroissant", "down",
            "decrease", "decreasing", "reduce", "lower", "lower is better", "less is better", "smaller is better", "plus bas est mieux",
            "minimiser", "minimise", "minimize", "≤", "<=", "<", "↓", "⬇", "🔽", "↘", "▼", "📉", "au plus", "at most", "descendre", "desc",
        ),
        "hold": ("maintien", "maintenir", "a maintenir", "stable", "stabilite", "stabiliser", "hold", "maintain", "steady", "keep", "constant",
        "constante", "=", "→", "➡", "↔"),
    }
)  # fmt: skip

# Likelihood and impact on one scale of five; a scale of three words uses 2, 3 and 4, one with « critique » ends at 5.
_LEVELS = _table(
    {
        1: (
            "tres faible", "tres bas", "tres basse", "minime", "negligeable", "rare", "tres rare", "tres improbable", "insignifiant",
            "insignifiante", "very low", "negligible", "insignificant", "very unlikely", "remote", "trivial", "informational", "minimal",
            "minimale", "highly unlikely",
        ),
        2: ("faible", "bas", "basse", "mineur", "mineure", "limite", "limitee", "improbable", "peu probable", "low", "minor", "limited",
            "unlikely", "small"),
        3: (
            "moyen", "moyenne", "modere", "moderee", "possible", "medium", "moderate", "average", "moyennement probable", "med", "occasionnel",
            "occasionnelle", "occasional",
        ),
        4: (
            "eleve", "elevee", "haut", "haute", "majeur", "majeure", "probable", "grave", "fort", "forte", "high", "major", "likely", "serious",
            "serieux", "serieuse", "considerable", "frequent", "frequente", "significatif", "significative", "significant", "important", "importante",
        ),
        5: (
            "tres eleve", "tres elevee", "tres haut", "tres haute", "critique", "catastrophique", "extreme", "tres probable", "quasi certain",
            "quasi certaine", "quasi certitude", "certain", "certaine", "tres grave", "very high", "critical", "catastrophic", "blocker",
            "bloquant", "severe", "maximal", "maximale", "very likely", "almost certain", "tres fort", "tres forte", "presque certain",
            "presque certaine", "highly likely",
        ),
    }
)  # fmt: skip
_RATED = re.compile(r"(\d{1,2})(?: ?(?:/|sur|of|out of) ?(\d{1,2}))?(?=\Z|[^\d/.,%])")
_SCALES = {3: (2, 3, 4), 4: (2, 3, 4, 5), 5: (1, 2, 3, 4, 5), 10: (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)}

_STATUSES = _table(
    {
        "open": (
            "ouvert", "ouverte", "open", "opened", "a faire", "to do", "todo", "planned", "planifie", "planifiee", "prevu", "prevue", "new",
            "nouveau", "nouvelle", "actif", "active", "a traiter", "identifie", "identifiee", "identified", "non traite", "non traitee",
            "backlog", "en attente", "pending", "non commence", "not started", "on hold", "reporte", "reportee", "postponed", "bloque", "blocked",
            "non resolu", "unresolved", "unmitigated", "scheduled", "unchecked",
        ),
        "in-progress": (
            "en cours", "en cours de traitement", "en cours de realisation", "en traitement", "in progress", "in treatment", "ongoing", "started",
            "commence", "commencee", "amorce", "mitigating", "treating", "being treated", "wip", "doing", "attenuation en cours",
            "sous surveillance", "surveille", "surveillee", "monitoring", "monitored", "in review", "in discussion", "partially mitigated",
            "partiellement attenue", "under way", "underway", "en revision",
        ),
        "closed": (
            "ferme", "fermee", "close", "closed", "clos", "close e", "resolu", "resolue", "resolved", "done", "fait", "faite", "termine",
            "terminee", "complete", "completed", "completee", "mis en place", "mise en place", "implemented", "mis en oeuvre", "mise en oeuvre",
            "fixed", "corrige", "corrigee", "mitigated", "attenue", "attenuee", "traite", "traitee", "regle", "reglee", "treated", "finished",
            "realise", "realisee", "cancelled", "canceled", "annule", "annulee", "false positive", "faux positif", "livre", "livree", "elimine",
            "eliminee", "controlled", "maitrise", "maitrisee",
        ),
        "accepted": ("accepte", "acceptee", "accepted", "accept", "accepter", "tolere", "tolerated", "tolerate", "risque accepte",
        "risk accepted", "acceptation", "acceptance"),
        "transferred": ("transfere", "transferee", "transferred", "transfer", "transferer", "partage", "partagee", "shared", "transfert"),
        "avoided": ("evite", "evitee", "avoided", "avoid", "eviter", "evitement", "avoidance"),
    }
)  # fmt: skip


def read_boolean(text: str) -> tuple[bool | None, str | None]:
    """True or False, else `not-a-boolean`."""
    value = _find(_BOOLEANS, text)
    return value, None if value is not None else "not-a-boolean"


def read_direction(text: str) -> tuple[str | None, str | None]:
    """`up`, `down` or `hold`: where the indicator should go; else `not-a-direction`."""
    value = _find(_DIRECTIONS, text)
    return value, None if value else "not-a-direction"


def read_status(text: str) -> tuple[str | None, str | None]:
    """The state of a risk or of an action, else `not-a-status`."""
    value = _find(_STATUSES, text)
    return value, None if value else "not-a-status"


def read_level(text: str) -> tuple[int | None, str | None]:
    """1 (very low) to 5 (very high), else `not-a-level`.

    A word wins over the number beside it (`3 - Élevé` is 4); a bare number is on five; `n/3`, `n/4`, `n/5` and `n/10` are brought to five as
    the words of such scales are.
    """
    value = _find(_LEVELS, text) or _word_beside(text) or _rated(text)
    return value, None if value else "not-a-level"


def _word_beside(text: str) -> int | None:
    beside = text.lstrip("([0123456789/ ").lstrip("-–—=:.()[] ").rstrip(")] ")
    return _find(_LEVELS, beside) if beside != text else None


def _rated(text: str) -> int | None:
    match = _RATED.match(text)
    scale = _SCALES.get(int(match[2] or 5)) if match else None
    rank = int(match[1]) if match else 0
    return scale[rank - 1] if scale and 1 <= rank <= len(scale) else None


def _find(table: Mapping[str, T], text: str) -> T | None:
    """The word that `text` is, or begins with before punctuation; symbols such as 🟢 before or after a word do not count."""
    for candidate in (text, _REST.split(text, maxsplit=1)[0]):
        for form in (candidate.strip(), _wordy(candidate)):
            value = table.get(fold(form)) if form else None
            if value is not None:
                return value
    return None


def _wordy(text: str) -> str:
    """`text` without the symbols, variation selectors and emphasis at its ends."""
    kept = "".join(
        " " if unicodedata.category(character) in ("So", "Sk", "Mn", "Cf", "Co") else character for character in unicodedata.normalize("NFC", text)
    )
    return _BOX.sub("", kept.strip()).strip(" *_`!.")
