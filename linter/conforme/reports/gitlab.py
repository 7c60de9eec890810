"""GitLab's Code Quality report: one entry a finding, each with a place in a file that is there; waived findings are left out."""

from __future__ import annotations

import json
from typing import Any

from conforme import words
from conforme.report import Report
from conforme.reports import rows, sentences
from conforme.reports.rows import Row
from conforme.reports.sarif import NOWHERE

SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(report: Report, lang: str) -> str:
    """A JSON array, `[]` when nothing is found, worst first."""
    entries = [_entry(report, row, lang) for row in rows.rows(report, lang, waived=False)]
    return json.dumps(entries, ensure_ascii=False, indent=2).replace("##", "#\\u0023") + "\n"


def _entry(report: Report, row: Row, lang: str) -> dict[str, Any]:
    place = rows.place(report, row.finding)
    path = place.path if place is not None else report.anchor
    shown = sentences.path(path or NOWHERE)
    cited = rows.where(row.finding)
    said = "sarif.elsewhere" if cited else "sarif.anchored"
    tied = "" if place is not None else " " + words.say(lang, said, path=shown, where=rows.line(cited))
    return {
        "description": f"{row.title}{rows.colon(lang)} {row.message}{tied}",
        "check_name": row.result.rule,
        "fingerprint": row.finding.fingerprint,
        "severity": SEVERITIES[row.level],
        "location": {"path": shown, "lines": {"begin": max((place.line if place is not None else None) or 1, 1)}},
    }
