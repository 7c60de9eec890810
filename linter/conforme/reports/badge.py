"""A badge that says counts, never a percentage: a shields.io endpoint, or the drawing itself."""

from __future__ import annotations

import json

from conforme import words
from conforme.model import Verdict
from conforme.report import SHOWN, Report
from conforme.reports import rows, xml

COLOURS = {"contradicted": "b60205", "some": "1f5f99", "none": "555555"}


def render(report: Report, lang: str, drawn: bool = False) -> str:
    """The JSON of a shields.io endpoint; `drawn`, an SVG."""
    label, message, colour = told(report, lang)
    if drawn:
        return _svg(f"{label}{rows.colon(lang)} {message}", label, message, colour)
    return json.dumps({"schemaVersion": 1, "label": label, "message": message, "color": colour}, ensure_ascii=False) + "\n"


def told(report: Report, lang: str) -> tuple[str, str, str]:
    """Label, message and colour: how many actions are shown, partial, contradicted, and how many are left."""
    actions = report.summary()["actions"]
    assert isinstance(actions, dict)
    shown = sum(actions[verdict.value] for verdict in SHOWN)
    partial, against, apart = (actions[verdict.value] for verdict in (Verdict.PARTIAL, Verdict.CONTRADICTED, Verdict.NOT_APPLICABLE))
    left = sum(actions.values()) - shown - partial - against - apart
    counts = {"shown": shown, "partial": partial, "contradicted": against, "left": left}
    said = [words.say(lang, f"badge.{name}", count=count) for name, count in counts.items() if count]
    colour = "contradicted" if against else "some" if shown else "none"
    return words.say(lang, "badge.label"), " · ".join(said) or words.say(lang, "badge.shown", count=0), COLOURS[colour]


# Widths of Verdana 11 px are near enough 7 px a character: text is fitted to its box by textLength.
def _svg(said: str, label: str, message: str, colour: str) -> str:
    left, right = (7 * len(text) + 12 for text in (label, message))
    title = xml.attribute(said)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{title}"><title>{title}</title>'
        f'<rect width="{left}" height="20" fill="#333"/><rect x="{left}" width="{right}" height="20" fill="#{colour}"/>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f"{_text(label, 6, left - 12)}{_text(message, left + 6, right - 12)}</g></svg>\n"
    )


def _text(text: str, x: int, width: int) -> str:
    return f'<text x="{x}" y="14" textLength="{width}">{xml.text(text)}</text>'
