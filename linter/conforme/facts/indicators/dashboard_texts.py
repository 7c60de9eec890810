"""Dashboards read as text: Terraform, Splunk XML, templates of JSON, CloudFormation and Kubernetes YAML, Jsonnet, CDK."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.indicators.words import says
from conforme.facts.placeholders import is_placeholder

PANELS = 200


class Panel(NamedTuple):
    """What one panel is titled, and the query that it shows."""

    title: str
    query: str
    line: int = 1


class Dashboard(NamedTuple):
    title: str
    tool: str
    line: int
    panels: tuple[Panel, ...]


_CODED = re.compile(r"[(){}\[\]=<>*/:|._]|\bselect\b|\bfrom\b", re.IGNORECASE)


def is_query(written: str) -> bool:
    """Whether a text asks something of a source: an expression or the name of a series, no lone word."""
    return bool(written.strip()) and (bool(_CODED.search(written)) or says(written) >= 3) and not is_placeholder(written)


_TITLE = re.compile(r"""["']?\b(?:title|name|label)\b["']?[ \t]{0,40}[=:][ \t]{0,40}["']([^"'\n]{2,300})["']""")
_BOARD = re.compile(r'\bdashboard_name[ \t]{0,40}=[ \t]{0,40}"([^"\n]{2,300})"')
_ASKED = re.compile(
    r"""["']?\b(?:query|expr|q|nrql|metric_name|metricName|rawSql|sql_query)\b["']?[ \t]{0,40}[=:]"""
    r"""[ \t]{0,40}(?:<<-?\w{1,30}\n)?["']?([^\n]{3,2000})"""
)
_RESOURCE = re.compile(
    r'^resource[ \t]{1,8}"(newrelic_one_dashboard\w{0,10}|datadog_dashboard(?:_json)?|aws_cloudwatch_dashboard|grafana_dashboard|'
    r"google_monitoring_dashboard|azurerm_portal_dashboard|"
    r"azurerm_dashboard|signalfx_(?:dashboard|\w{1,20}_chart)|splunk_data_ui_views|ibm_\w{1,30}_dashboard|oci_management_dashboard\w{0,30}|"
    r"logzio_\w{0,20}dashboard\w{0,10}|"
    r'honeycombio_\w{0,10}board|kibana_dashboard|elasticstack_kibana_\w{0,20}dashboard)"[ \t]{1,8}"([^"\n]{1,200})"',
    re.MULTILINE,
)
_MODULE = re.compile(
    r'^module[ \t]{1,8}"([^"\n]{1,200})"[ \t]{0,8}\{[ \t]*\n(?:[^}\n]{0,300}\n){0,3}?[ \t]{0,20}source[ \t]{0,20}=[ \t]{0,20}"([^"\n]{1,500})"',
    re.MULTILINE,
)
_BODY = re.compile(r"\b(?:templatefile|file|jsonencode|jsondecode)\(|<<")
_COMMENT = re.compile(r"^[ \t]{0,200}(?:#|//)[^\n]{0,2000}", re.MULTILINE)
_PROVIDERS = ("newrelic", "datadog", "cloudwatch", "grafana", "monitoring_dashboard", "splunk")


def _terraform(text: str, stem: str) -> Iterator[Dashboard]:
    shown = _COMMENT.sub("", text)
    starts = [found.start() for found in re.finditer(r"^(?:resource|module|data|locals|variable|output|provider)\b", shown, re.MULTILINE)] + [
        len(shown)
    ]
    for found in _RESOURCE.finditer(shown):
        block = shown[found.start() : next(start for start in starts if start > found.start())]
        panels = _asked_in(block, _line(shown, found.start()))
        if panels or _BODY.search(block):
            yield Dashboard(_named(block) or found[2].replace("_", " "), found[1].split("_")[0], _line(shown, found.start()), panels)
    for found in _MODULE.finditer(shown):
        last = found[2].split("?")[0].rstrip("/").rsplit("/", 1)[-1].lower()
        if "dashboard" in last and any(word in found[2].lower() for word in _PROVIDERS):
            yield Dashboard(
                found[1].replace("_", " "), next(word for word in _PROVIDERS if word in found[2].lower()), _line(shown, found.start()), ()
            )


def _named(block: str) -> str:
    found = _BOARD.search(block) or _TITLE.search(block)
    return found[1] if found is not None else ""


def _asked_in(block: str, line: int) -> tuple[Panel, ...]:
    """The queries of a text, each with the last title above it."""
    titles = [(found.start(), found[1]) for found in _TITLE.finditer(block)]
    panels: list[Panel] = []
    at = 0
    for found in _ASKED.finditer(block):
        while at + 1 < len(titles) and titles[at + 1][0] < found.start():
            at += 1
        title = titles[at][1] if titles and titles[at][0] < found.start() else ""
        if is_query(found[1]) and len(panels) < PANELS:
            panels.append(Panel(title, found[1].strip("\"', \t"), line + block.count("\n", 0, found.start())))
    return tuple(panels)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


_LISTS = re.compile(r'"(?:panels|widgets|nrqlQueries)"[ \t]{0,20}:')


def templated(text: str, stem: str) -> Iterator[Dashboard]:
    """JSON of a dashboard with the marks of a template in it."""
    panels = _asked_in(text, 1) if _LISTS.search(text) and re.search(r'"(?:title|name)"[ \t]{0,20}:', text) else ()
    titled = tuple(panel for panel in panels if panel.title)
    if titled:
        yield Dashboard(_named(text) or stem, "template", 1, titled)


_XML_QUERY = re.compile(r"<query>([^<]{3,4000})</query>|<query><!\[CDATA\[(.{3,4000}?)\]\]></query>", re.DOTALL)
_XML_TITLE = re.compile(r"<(?:label|title)>([^<]{2,300})</(?:label|title)>")


def _splunk(text: str, stem: str) -> Iterator[Dashboard]:
    root = re.match(r"\s{0,50}(?:<\?xml[^>]{0,200}\?>\s{0,50})?(?:<!--.{0,2000}?-->\s{0,50})?<(?:dashboard|form)\b", text, re.DOTALL)
    if root is None or "<panel" not in text or "<row" not in text:
        return
    titles = [(found.start(), found[1].strip()) for found in _XML_TITLE.finditer(text)]
    queries = [(found.start(), (found[1] or found[2]).strip()) for found in _XML_QUERY.finditer(text)]
    panels = tuple(
        Panel(max((title for title in titles if title[0] < start), default=(0, ""))[1], query, _line(text, start))
        for start, query in queries[:PANELS]
        if is_query(query)
    )
    if panels and titles:
        yield Dashboard(titles[0][1], "splunk", _line(text, root.end()), panels)


def _yaml(text: str, stem: str) -> Iterator[Dashboard]:
    if "AWS::CloudWatch::Dashboard" in text:
        yield from cloudformation(text, stem)
    elif re.search(r"\bkind:[ \t]{0,8}(?:GrafanaDashboard|ConfigMap|MonitoringDashboard)\b", text) and re.search(
        r"grafana|MonitoringDashboard", text
    ):
        yield from templated(text, stem)


def cloudformation(text: str, stem: str) -> Iterator[Dashboard]:
    found = re.search(r"[\"']?Type[\"']?:[ \t]{0,8}[\"']?AWS::CloudWatch::Dashboard", text)
    if found is not None and "DashboardBody" in text and re.search(r"widgets|metrics", text):
        yield Dashboard(stem, "cloudwatch", _line(text, found.start()), ())


def _jsonnet(text: str, stem: str) -> Iterator[Dashboard]:
    found = re.search(r"\bdashboard\.new\(|\bdashboard\.dashboard\.new\(|\bgrafana\.dashboard\b", text)
    panels = _asked_in(text, 1) or tuple(
        Panel("", line.strip(), 1) for line in re.findall(r"prometheus\.(?:target|new)\(([^\n]{3,300})", text)[:PANELS]
    )
    if found is not None and panels:
        yield Dashboard(stem, "grafana", _line(text, found.start()), panels)


_CDK = re.compile(r"\b(?:cloudwatch|cw|aws_cloudwatch|awscloudwatch)\.Dashboard\(|\bnew Dashboard\(")
_WIDGETS = re.compile(r"\b(?:GraphWidget|SingleValueWidget|LogQueryWidget|AlarmWidget|GaugeWidget)\b|\bTimeSeries\(|\bStat\(")


def _cdk(text: str, stem: str) -> Iterator[Dashboard]:
    found = _CDK.search(text) or (re.search(r"=[ \t]{0,8}Dashboard\(", text) if "grafanalib" in text else None)
    if found is not None and _WIDGETS.search(text):
        yield Dashboard(stem, "grafana" if "grafanalib" in text else "cloudwatch", _line(text, found.start()), ())


READERS: Mapping[str, Callable[[str, str], Iterator[Dashboard]]] = {
    "tf": _terraform,
    "tftpl": templated,
    "tpl": templated,
    "xml": _splunk,
    "yaml": _yaml,
    "yml": _yaml,
    "jsonnet": _jsonnet,
    "libsonnet": _jsonnet,
    "ts": _cdk,
    "py": _cdk,
}
