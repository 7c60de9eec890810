"""argparse's own words for readers of French, OQLF typography: it has no catalogue of its own."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator

_WORDS = {
    "usage: ": "usage : ",
    "positional arguments": "arguments",
    "options": "options",
    "optional arguments": "options",
    "show this help message and exit": "affiche cette aide",
    "the following arguments are required: %s": "il manque : %s",
    "one of the arguments %s is required": "une de ces options est attendue : %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
    "unexpected option string: %s": "option inattendue : %s",
    "expected one argument": "une valeur est attendue",
    "expected at most one argument": "une valeur au plus est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "invalid choice: %(value)r (choose from %(choices)s)": "valeur inconnue « %(value)s » (au choix : %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "commande inconnue « %(parser_name)s » (au choix : %(choices)s)",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "ambiguous option: %(option)s could match %(matches)s": "option ambiguë : %(option)s peut être %(matches)s",
    "not allowed with argument %s": "incompatible avec %s",
    "ignored explicit argument %r": "valeur de trop : « %s »",
    "invalid %(type)s value: %(value)r": "valeur non valide : « %(value)s »",
}
_SPACED = {said: shown.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»") for said, shown in _WORDS.items()}


@contextlib.contextmanager
def spoken(lang: str) -> Iterator[None]:
    """argparse speaks `lang` inside, and as before afterwards."""
    before: Callable[[str], str] = argparse._  # type: ignore[attr-defined]
    if lang == "fr":
        argparse._ = lambda text: _SPACED.get(text, text)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._ = before  # type: ignore[attr-defined]
