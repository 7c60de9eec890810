"""All that a plugin may import, resolved on first use so that `conforme --version` stays as quick as Python itself."""

from __future__ import annotations

__version__ = "0.1.0"
TYPE_CHECKING = False  # type checkers take it for true; importing `typing` for it would cost half of a bare start

if TYPE_CHECKING:
    from conforme.hooks import hookimpl
    from conforme.model import Cell, Evidence, Finding, Limit, Location, Reason, Record, Strength, quote
    from conforme.repo import Document, Repo, Unreadable
    from conforme.rule import Answer, EvidenceSet, Rule
    from conforme.view import View

_HOMES = {
    "hookimpl": "hooks",
    **dict.fromkeys(("Cell", "Evidence", "Finding", "Limit", "Location", "Reason", "Record", "Strength", "quote"), "model"),
    **dict.fromkeys(("Document", "Repo", "Unreadable"), "repo"),
    **dict.fromkeys(("Answer", "EvidenceSet", "Rule"), "rule"),
    "View": "view",
}
__all__ = [
    "Answer",
    "Cell",
    "Document",
    "Evidence",
    "EvidenceSet",
    "Finding",
    "Limit",
    "Location",
    "Reason",
    "Record",
    "Repo",
    "Rule",
    "Strength",
    "Unreadable",
    "View",
    "__version__",
    "hookimpl",
    "quote",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'conforme' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"conforme.{_HOMES[name]}"), name)
