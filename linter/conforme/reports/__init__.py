"""One module a format, each with `render(report, lang)`. They never judge, count or filter."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conforme.report import Report

# Format -> module of this package.
FORMATS = {
    "text": "text",
    "json": "json",
    "html": "html",
    "sarif": "sarif",
    "junit": "junit",
    "gitlab": "gitlab",
    "github": "github",
    "azure": "azure",
    "markdown": "markdown",
    "csv": "table",
    "badge": "badge",
}


def render(name: str, report: Report, lang: str, **choices: bool) -> str:
    """The report in the format `name`, in French or English; KeyError for an unknown format. `choices` are the format's own."""
    text: str = importlib.import_module(f"conforme.reports.{FORMATS[name]}").render(report, lang, **choices)
    return text
