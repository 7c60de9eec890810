"""Dashboards defined as code: what a tool's own file shows of them. Each has a title and panels that query a source.

JSON of Grafana, Datadog, New Relic, CloudWatch, Google Cloud and Azure; Terraform; Splunk XML; CloudFormation and Kubernetes YAML; Jsonnet; CDK.
Text that is not valid data (a template) is read as text: a dashboard is told by its shape, never by the name of its file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conforme.facts import structured
from conforme.facts.indicators.dashboard_texts import PANELS, READERS, Dashboard, Panel, cloudformation, is_query, templated
from conforme.facts.limits import PAGE
from conforme.facts.placeholders import is_placeholder
from conforme.facts.structured import Invalid
from conforme.repo import Document

DEPTH = 12


def read(document: Document) -> tuple[Dashboard, ...]:
    """The dashboards that the file defines, () when it defines none; raises Unreadable alone."""
    extension = document.path.rsplit(".", 1)[-1].lower()
    if extension == "json":
        return tuple(_json(document))
    text = document.text if len(document.bytes(PAGE.bytes)) else ""
    reader = READERS.get(extension)
    return tuple(reader(text, _stem(document.path))) if reader is not None else ()


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].split(".")[0].replace("-", " ").replace("_", " ").strip()


# --- JSON ------------------------------------------------------------------------------------------------------------------------------------


def _json(document: Document) -> Iterator[Dashboard]:
    try:
        data = structured.parse_big(document)
    except Invalid:
        # A template of a dashboard is no JSON until it is filled.
        yield from templated(document.text, _stem(document.path))
        return
    found = _dashboard(data, _stem(document.path))
    if found is not None:
        yield found
    elif isinstance(data, dict) and "AWS::CloudWatch::Dashboard" in document.text:
        yield from cloudformation(document.text, _stem(document.path))


def _dashboard(data: Any, stem: str) -> Dashboard | None:
    if isinstance(data, dict) and isinstance(data.get("dashboard"), dict):
        data = data["dashboard"]
    if not isinstance(data, dict):
        return None
    tool = _tool(data)
    panels = tuple(_panels(data, tool))[:PANELS] if tool else ()
    title = next((str(data[key]) for key in ("title", "name", "displayName") if isinstance(data.get(key), str)), stem if tool == "cloudwatch" else "")
    return Dashboard(title, tool, 1, panels) if panels and title.strip() and not is_placeholder(title) else None


def _tool(data: Mapping[str, Any]) -> str:
    widgets = data.get("widgets")
    if isinstance(data.get("panels"), list) or (isinstance(data.get("rows"), list) and "schemaVersion" in data):
        return "grafana"
    if isinstance(data.get("pages"), list):
        return "newrelic"
    if isinstance(widgets, list) and any(isinstance(item, dict) and isinstance(item.get("definition"), dict) for item in widgets):
        return "datadog"
    if isinstance(widgets, list) and any(isinstance(item, dict) and isinstance(item.get("properties"), dict) for item in widgets):
        return "cloudwatch"
    if any(key in data for key in ("gridLayout", "mosaicLayout", "rowLayout", "columnLayout")):
        return "google-cloud"
    if str(data.get("type", "")).lower() == "microsoft.portal/dashboards":
        return "azure"
    return ""


_ASKS = frozenset(
    (
        "expr",
        "query",
        "q",
        "rawSql",
        "rawQuery",
        "expression",
        "metrics",
        "queries",
        "timeSeriesQuery",
        "nrqlQueries",
        "metricName",
        "target",
        "logqlQuery",
    )
)
_SHAPES: Mapping[str, frozenset[str]] = {
    "grafana": frozenset(("targets",)),
    "newrelic": frozenset(("rawConfiguration", "configuration")),
    "datadog": frozenset(("definition",)),
    "cloudwatch": frozenset(("properties",)),
    "google-cloud": frozenset(("xyChart", "scorecard", "timeSeriesTable", "pieChart")),
    "azure": frozenset(("metadata",)),
}


def _panels(data: Any, tool: str, depth: int = 0) -> Iterator[Panel]:
    if depth > DEPTH:
        return
    if isinstance(data, dict):
        query = _query([data[key] for key in _SHAPES[tool] if key in data])
        title = _title(data)
        if query and title:
            yield Panel(title, query)
            return
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(inner, dict | list):
            yield from _panels(inner, tool, depth + 1)


def _title(data: Mapping[str, Any]) -> str:
    places: list[Any] = [data, data.get("definition"), data.get("properties")]
    for place in places:
        if isinstance(place, dict):
            for key in ("title", "name", "displayName"):
                if isinstance(place.get(key), str) and place[key].strip() and not is_placeholder(place[key]):
                    return str(place[key])
    return ""


def _query(data: Any, depth: int = 0) -> str:
    """The first thing asked of a source, "" when nothing is."""
    if depth > DEPTH:
        return ""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _ASKS and (asked := _asked(value)):
                return asked
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return next((found for item in inner if isinstance(item, dict | list) and (found := _query(item, depth + 1))), "")


def _asked(value: Any) -> str:
    if isinstance(value, str):
        return value if is_query(value) else ""
    if isinstance(value, list) and value and all(isinstance(item, list) for item in value):
        named = [str(part) for part in value[0] if isinstance(part, str)]
        return " ".join(named) if len(named) >= 2 else ""
    return ""
