"""One self-contained page for people who have neither a terminal nor the tool: no script, no request to anywhere, for screen and paper."""

from __future__ import annotations

from conforme.report import Report
from conforme.reports.html.context import Context
from conforme.reports.html.links import Links
from conforme.reports.html.page import whole


def render(report: Report, lang: str, link_base: str = "") -> str:
    """The report as HTML. `link_base`: the forge's address before a path, or with `{path}`, `{line}`, `{commit}` in it; "" for no links."""
    return whole(Context(report, lang, Links(link_base, report.snapshot.commit or "")))
