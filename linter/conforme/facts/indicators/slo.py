"""Service level objectives as code: OpenSLO, Sloth, Pyrra. Each objective is an indicator with its target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from conforme.facts import regex as re
from conforme.facts.structured import Node
from conforme.model import Cell, Record

_DURATION = re.compile(r"(\d{1,4})(m|h|d|w|M|Q|Y)\Z")
_DAYS = {"m": 1, "h": 1, "d": 1, "w": 7, "M": 31, "Q": 92, "Y": 366}


def is_slo(node: Node) -> bool:
    """Whether a YAML document states service level objectives (or the indicator that one refers to)."""
    return bool(_version(node)) and (_kind(node) in ("slo", "sli", "prometheusservicelevel", "servicelevelobjective") or node.get("slos") is not None)


def _version(node: Node) -> str:
    found = node.get("apiVersion") or node.get("version")
    version = str(found.value) if found is not None else ""
    known = version.startswith(("openslo/", "openslo.com/", "sloth.slok.dev/", "pyrra.dev/"))
    return version if known or (version == "prometheus/v1" and node.get("slos") is not None) else ""


def _kind(node: Node) -> str:
    kind = node.get("kind")
    return str(kind.value).lower() if kind is not None else ""


def read(documents: Sequence[Node], path: str, indicators: Mapping[str, Node] | None = None) -> tuple[Record, ...]:
    """The objectives of a file's documents; `indicators` are SLI documents known by name, from this file or another."""
    known = {**(indicators or {}), **named(documents)}
    return tuple(record for node in documents if is_slo(node) for record in _records(node, path, known))


def named(documents: Sequence[Node]) -> dict[str, Node]:
    """The SLI documents, by name."""
    return {_text(node, "metadata", "name"): node for node in documents if _version(node) and _kind(node) == "sli"}


def _records(node: Node, path: str, known: Mapping[str, Node]) -> Iterator[Record]:
    spec = node.get("spec") or node
    if _kind(node) == "slo":
        yield from _openslo(node, spec, path, known)
    elif _kind(node) == "servicelevelobjective":
        yield _pyrra(node, spec, path)
    elif _kind(node) != "sli":
        yield from (_sloth(node, item, spec, path) for item in (spec.get("slos") or Node([])).items() if item.kind == "map")


def _openslo(node: Node, spec: Node, path: str, known: Mapping[str, Node]) -> Iterator[Record]:
    indicator = spec.get("indicator") or known.get(_text(spec, "indicatorRef"))
    cells = {
        "name": _cell(node, "metadata", "displayName") or _cell(node, "metadata", "name"),
        "id": _cell(node, "metadata", "name"),
        "definition": _cell(spec, "description"),
        "role": _owner(node),
        "frequency": _window(spec),
        **_query(indicator),
    }
    objectives = [item for item in (spec.get("objectives") or Node([])).items() if item.kind == "map"]
    for objective in objectives or [Node({})]:
        yield _record(node, path, {**cells, **_objective(objective, len(objectives) > 1, cells)})


def _objective(objective: Node, several: bool, cells: Mapping[str, Cell | None]) -> dict[str, Cell | None]:
    target = _ratio(objective.get("target"), 100) or _ratio(objective.get("targetPercent"), 1)
    found: dict[str, Cell | None] = {"target": target, "direction": _up(target), "unit": _percent(target)}
    label, name = _cell(objective, "displayName"), cells.get("id")
    if several and label is not None and name is not None:
        found["id"] = Cell(f"{name.value}:{label.value}", label.text, label.line, label.column)
    return found


def _ratio(node: Node | None, factor: int) -> Cell | None:
    from conforme.facts.values import Quantity

    if node is None or isinstance(node.value, bool) or not isinstance(node.value, int | float):
        return None
    return Cell(Quantity(round(node.value * factor, 6), "%", ">="), node.text, node.line, node.column)


def _up(target: Cell | None) -> Cell | None:
    # An objective is a share of good events or of time: more is better, always.
    return Cell("up", "", target.line, target.column) if target is not None else None


def _percent(target: Cell | None) -> Cell | None:
    return Cell("%", "", target.line, target.column) if target is not None else None


def _query(indicator: Node | None) -> dict[str, Cell | None]:
    if indicator is None:
        return {}
    spec = indicator.get("spec") or indicator
    queries = list(_strings(spec, ("query", "q", "metricName", "queryType")))
    return {
        "definition.sli": _cell(spec, "description"),
        "formula": queries[0] if queries else None,
        "source": next(iter(_strings(spec, ("metricSourceRef", "dataSourceRef"))), None)
        or next(iter(_strings(spec, ("type",))), None)
        or (queries[0] if queries else None),
    }


def _strings(node: Node, names: Sequence[str], depth: int = 0) -> Iterator[Cell]:
    if depth > 8:
        return
    for key, value in node.fields().items():
        if key in names and isinstance(value.value, str) and value.value.strip():
            yield Cell(value.value, value.text or value.value, value.line, value.column)
        else:
            yield from _strings(value, names, depth + 1)
    for item in node.items():
        yield from _strings(item, names, depth + 1)


def _owner(node: Node) -> Cell | None:
    for place in (
        ("metadata", "labels", "team"),
        ("metadata", "labels", "owner"),
        ("metadata", "annotations", "owner"),
        ("metadata", "labels", "equipe"),
    ):
        if (cell := _cell(node, *place)) is not None:
            return cell
    items = (node.get("metadata", "labels", "team") or Node(None)).items()
    return Cell(str(items[0].value), items[0].text, items[0].line, items[0].column) if items else None


def _window(spec: Node) -> Cell | None:
    node = spec.get("timeWindow", 0, "duration") or spec.get("window")
    found = _DURATION.match(str(node.value)) if node is not None else None
    if node is None or found is None:
        return None
    return Cell(int(found[1]) * _DAYS[found[2]] if found[2] not in "mh" else 1, node.text, node.line, node.column)


def _sloth(node: Node, item: Node, spec: Node, path: str) -> Record:
    target = _ratio(item.get("objective"), 1)
    queries = list(_strings(item.get("sli") or Node({}), ("errorQuery", "errorRatioQuery", "error_query", "error_ratio_query")))
    service = _text(spec, "service")
    name = _cell(item, "name")
    cells = {
        "name": name,
        "id": Cell(f"{service}-{name.value}", name.text, name.line, name.column) if name is not None and service else name,
        "definition": _cell(item, "description"),
        "formula": queries[0] if queries else None,
        "source": queries[0] if queries else None,
        "target": target,
        "direction": _up(target),
        "unit": _percent(target),
        "role": _cell(spec, "labels", "owner") or _cell(spec, "labels", "team"),
    }
    return _record(item, path, cells)


def _pyrra(node: Node, spec: Node, path: str) -> Record:
    raw = spec.get("target")
    target = _ratio(raw, 1) or (_ratio(Node(_number(str(raw.value)), raw.line, raw.column, raw.text), 1) if raw is not None else None)
    queries = list(_strings(spec.get("indicator") or Node({}), ("metric",)))
    cells = {
        "name": _cell(node, "metadata", "name"),
        "id": _cell(node, "metadata", "name"),
        "definition": _cell(spec, "description"),
        "formula": queries[0] if queries else None,
        "source": queries[0] if queries else None,
        "target": target,
        "direction": _up(target),
        "unit": _percent(target),
        "frequency": _window(spec),
        "role": _cell(node, "metadata", "labels", "pyrra.dev/team"),
    }
    return _record(node, path, cells)


def _number(written: str) -> float | None:
    return float(written) if re.match(r"\d{1,3}(?:\.\d{1,6})?\Z", written) else None


def _record(node: Node, path: str, cells: Mapping[str, Cell | None]) -> Record:
    from conforme.facts.records import record_id

    kept = {name: cell for name, cell in cells.items() if cell is not None}
    if "definition" not in kept and "definition.sli" in kept:
        kept["definition"] = kept["definition.sli"]
    kept.pop("definition.sli", None)
    return Record("indicator", record_id(kept), kept, path, node.line, node.column)


def _cell(node: Node, *place: str | int) -> Cell | None:
    found = node.get(*place)
    if found is None or found.kind != "scalar" or found.value is None or not str(found.value).strip():
        return None
    from conforme.facts.values import read

    return read("text", str(found.value), found.line, found.column)


def _text(node: Node, *place: str | int) -> str:
    cell = _cell(node, *place)
    return cell.value or "" if cell is not None else ""
