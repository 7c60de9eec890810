"""A file that says how far the assessment of security risks is, the assessment itself being kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme import Cell
from conforme.facts import regex as re
from conforme.facts import text, values
from conforme.facts.placeholders import is_placeholder
from conforme.facts.structured import Node

_ASSESSMENT = re.compile(
    r"(?:stra|tra|s tra|(?:security )?threat (?:and |& )?risk assessments?|security (?:risk )?assessments?|"
    r"(?:cyber ?security |security )?risk (?:assessment|analysis)|"
    r"(?:evaluation|analyse|appreciation) (?:de la menace et )?des (?:menaces et (?:des )?)?risques(?: (?:de securite|cyber|de cybersecurite))?|"
    r"(?:evaluation|analyse) de(?:s)? risques(?: de securite)?|emr|threat model)\Z"
)
_NAMES = frozenset(("name", "nom", "title", "titre", "id", "type", "assessment", "evaluation", "activity", "activite"))
_STATUSES = frozenset(("status", "statut", "state", "etat"))
_DATES = frozenset(
    ("last updated", "updated", "date", "completed on", "completed", "mis a jour le", "termine le", "done on", "realisee le", "realise le")
)
_DONE = frozenset(("approved", "approuve", "approuvee", "signed off", "signed", "signe", "signee", "valide", "validee", "homologue", "homologuee"))
_NONE = frozenset(("not required", "non requis", "non requise", "exempt", "exempte", "exemptee", "not applicable", "sans objet"))
NODES = 20_000


class Statement(NamedTuple):
    """What is said: `state` is done, open, none (not called for) or unsaid."""

    name: str
    state: str
    line: int
    date: str | None = None


def read(node: Node) -> Statement | None:
    """The first statement about an assessment of security risks; None when there is none."""
    return next(_statements(node), None)


def _statements(node: Node) -> Iterator[Statement]:
    waiting, seen = [node], 0
    while waiting and seen < NODES:
        current = waiting.pop()
        seen += 1
        if current.kind == "map":
            yield from _here(current)
        waiting += [*current.fields().values(), *current.items()]


def _here(node: Node) -> Iterator[Statement]:
    fields = {text.fold(key): value for key, value in node.fields().items()}
    named = next((value for key, value in fields.items() if key in _NAMES and _is_assessment(value.value)), None)
    if named is not None:
        yield _made(str(named.value), fields, named.line)
    for key, value in node.fields().items():
        if _is_assessment(key):
            inner = {text.fold(name): item for name, item in value.fields().items()} if value.kind == "map" else {"status": value}
            yield _made(key, inner, node.where(key).line)


def _is_assessment(written: object) -> bool:
    return isinstance(written, str) and bool(_ASSESSMENT.match(text.fold(written)))


def _made(name: str, fields: dict[str, Node], line: int) -> Statement:
    status = next((value for key, value in fields.items() if key in _STATUSES), None)
    date = next((_date(value) for key, value in fields.items() if key in _DATES), None)
    return Statement(name, _state(status), line, date)


def _date(value: Node) -> str | None:
    cell: Cell = values.read_native("date", value.value, value.text, value.line)
    return cell.value if isinstance(cell.value, str) else None


def _state(status: Node | None) -> str:
    if status is None or status.kind != "scalar" or status.value is None or is_placeholder(str(status.value)):
        return "unsaid"
    written = text.fold(str(status.value))
    if written in _NONE:
        return "none"
    known = values.read("status", str(status.value), status.line).value
    if known == "closed" or known == "accepted" or written in _DONE:
        return "done"
    return "open" if known == "in-progress" else "unsaid"
