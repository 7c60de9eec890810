"""One module a format, each with `render(report, lang)`. They never judge, count or filter."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conforme.report import Report

FORMATS = ("text", "json", "html")


def render(name: str, report: Report, lang: str) -> str:
    """The report in the format `name`, in French or English; KeyError for an unknown format."""
    if name not in FORMATS:
        raise KeyError(name)
    text: str = importlib.import_module(f"conforme.reports.{name}").render(report, lang)
    return text
