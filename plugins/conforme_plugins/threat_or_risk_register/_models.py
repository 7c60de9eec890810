"""Threat models that tools keep: OWASP Threat Dragon (JSON, versions 1 and 2) and Threagile (YAML)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conforme import Cell, Record
from conforme.facts import records, text, values
from conforme.facts import regex as re
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.structured import Node
from conforme_plugins.threat_or_risk_register import _words as words
from conforme_plugins.threat_or_risk_register._carrier import Carrier

_LEVELS = {"public": 1, "internal": 2, "restricted": 3, "confidential": 4, "strictly-confidential": 5} | {
    "archive": 1, "operational": 2, "important": 3, "critical": 4, "mission-critical": 5,
}  # fmt: skip
_DIC = {"availability": "dic.d", "integrity": "dic.i", "confidentiality": "dic.c"}
_THREAT = {"title": "name", "description": "description", "type": "threat", "severity": "level", "mitigation": "measure"}
_STUB = re.compile(r"(?:just )?some (?:text|custom|description|more|example|individual|technical|data|component)\b|model stub\Z")
_SEVERITIES = ("low", "medium", "elevated", "high", "critical")
CYBER = "cyber"


def threat_dragon(node: Node, path: str, vocabulary: Vocabulary) -> Carrier | None:
    """The threats of a Threat Dragon model, None for any other JSON. What does not apply (status N/A) is no risk."""
    diagrams = node.get("detail", "diagrams")
    if node.get("summary", "title") is None or diagrams is None:
        return None
    found = [record for diagram in diagrams.items() for cell in _cells(diagram) for record in _threats(cell, path, vocabulary)]
    kept = tuple(record for record in found if words.tells(record))
    return Carrier("threat-dragon", kept, 1, "Threat Dragon", len(found) - len(kept))


def _cells(diagram: Node) -> Iterable[Node]:
    for at in (("cells",), ("diagramJson", "cells")):
        cells = diagram.get(*at)
        if cells is not None:
            return cells.items()
    return ()


def _threats(cell: Node, path: str, vocabulary: Vocabulary) -> Iterator[Record]:
    inner = cell.get("data") or cell
    listed = inner.get("threats")
    component = inner.get("name") or inner.get("attrs", "text", "text")
    for threat in listed.items() if listed is not None else ():
        cells = _threat(threat)
        if component is not None and component.text:
            cells["asset"] = values.read("text", component.text, component.line)
        if threat.kind == "map" and text.fold(_plain(threat, "status")) not in ("notapplicable", "not applicable", "n/a", "na"):
            yield records.made(vocabulary["risk"], cells, path, threat.line, threat.column)


def _threat(threat: Node) -> dict[str, Cell]:
    cells = {name: cell for key, name in _THREAT.items() if (cell := _cell(threat, key, "level" if name == "level" else "text")) is not None}
    if (status := _cell(threat, "status", "status")) is not None:
        cells["status"] = status
    kind = cells.pop("threat", None)
    number = threat.get("number") or threat.get("id")
    if number is not None and number.value not in (None, "", 0):
        cells["id"] = Cell(str(number.value), str(number.value), number.line, number.column)
    cells["type"] = Cell(CYBER, kind.text if kind else "", threat.line)
    return cells


def _cell(node: Node, key: str, kind: str) -> Cell | None:
    value = node.get(key)
    if value is None or value.kind != "scalar" or value.value is None:
        return None
    return values.read_native(kind, value.value, value.text, value.line, value.column)


def _plain(node: Node, key: str) -> str:
    value = node.get(key)
    return str(value.value) if value is not None and value.kind == "scalar" and value.value is not None else ""


# --- Threagile -------------------------------------------------------------------------------------------------------------------------------


def threagile(node: Node, path: str, vocabulary: Vocabulary) -> Carrier | None:
    """The assets, the risks written by hand and those followed up in a Threagile model; None for any other YAML."""
    if node.get("threagile_version") is None or not any(node.get(key) for key in ("technical_assets", "data_assets", "risk_tracking")):
        return None
    assets = [record for key in ("data_assets", "technical_assets") for record in _assets(_fields(node, key), path, vocabulary)]
    risks = [*_individual(node, path, vocabulary), *_tracked(node, path, vocabulary)]
    every = [*assets, *risks]
    own = [record for record in every if not any(_STUB.match(text.fold(record.text(name))) for name in ("name", "description"))]
    title = text.fold(_plain(node, "title"))
    if _STUB.match(title) or 2 * len(own) < len(every):
        return Carrier("threagile", (), 1, "Threagile", len(every))
    return Carrier("threagile", tuple(own), 1, "Threagile", len(every) - len(own))


def _fields(node: Node, *keys: str) -> Mapping[str, Node]:
    inner = node.get(*keys)
    return inner.fields() if inner is not None else {}


def _named(name: str, node: Node) -> dict[str, Cell]:
    plain = re.sub(r"</?[a-z]{1,10}>", "", name)
    cells = {"name": Cell(plain, plain, node.line, node.column)}
    if _plain(node, "id"):
        cells["id"] = Cell(_plain(node, "id"), _plain(node, "id"), node.line)
    return cells


def _assets(found: Mapping[str, Node], path: str, vocabulary: Vocabulary) -> Iterator[Record]:
    for name, node in found.items():
        cells = _named(name, node)
        for key, field in _DIC.items():
            written = _plain(node, key)
            if written:
                cells[field] = Cell(_LEVELS.get(text.fold(written).replace(" ", "-")), written, node.where(key).line)
        if (owner := _cell(node, "owner", "role")) is not None:
            cells["role"] = owner
        if (described := _cell(node, "description", "text")) is not None:
            cells["description"] = described
        yield records.made(vocabulary["asset"], cells, path, node.line, node.column)


def _individual(node: Node, path: str, vocabulary: Vocabulary) -> Iterator[Record]:
    categories = {**_fields(node, "individual_risk_categories"), **_fields(node, "custom_risk_categories")}
    for name, category in categories.items():
        cells = _named(name, category)
        written = (("description", "description"), ("impact", "consequence"), ("mitigation", "measure"))
        cells |= {field: cell for key, field in written if (cell := _cell(category, key, "text")) is not None}
        worst = max((_severity(risk) for risk in _fields(category, "risks_identified").values()), default=0)
        if worst:
            cells["level"] = Cell(worst, _SEVERITIES[worst - 1], category.where("risks_identified").line)
        cells["type"] = Cell(CYBER, _plain(category, "stride"), category.line)
        yield records.made(vocabulary["risk"], cells, path, category.line, category.column)


def _severity(risk: Node) -> int:
    written = text.fold(_plain(risk, "severity"))
    return _SEVERITIES.index(written) + 1 if written in _SEVERITIES else 0


def _tracked(node: Node, path: str, vocabulary: Vocabulary) -> Iterator[Record]:
    """Risks that Threagile finds, and rates, each time it runs: the model holds what became of them."""
    for name, tracked in _fields(node, "risk_tracking").items():
        cells = {"id": Cell(name, name, tracked.line), "name": Cell(name, name.replace("@", " "), tracked.line, tracked.column)}
        if (status := _cell(tracked, "status", "status")) is not None:
            cells["status"] = status
        if (why := _cell(tracked, "justification", "text")) is not None:
            cells["measure"] = why
        cells["type"] = Cell(CYBER, "", tracked.line)
        cells["rated_by"] = Cell("Threagile", "Threagile", tracked.line)
        yield records.made(vocabulary["risk"], cells, path, tracked.line, tracked.column)
