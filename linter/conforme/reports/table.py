"""CSV (RFC 4180, UTF-8 with its mark, since spreadsheets ask for one): a row a finding, or a rule without any.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conforme import words
from conforme.model import Finding, Location, Outcome, Result, quote
from conforme.report import Report
from conforme.reports import rows, sentences

COLUMNS = (
    *("actions", "rule", "part", "title", "outcome", "severity", "blocking", "role", "effort", "reason"),
    *("path", "line", "column", "message", "subject", "already", "waiver", "fingerprint"),
)
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212", "|", "%")


def render(report: Report, lang: str) -> str:
    """The table, headed in the reader's language."""
    import csv
    import io

    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([words.say(lang, f"column.{name}") for name in COLUMNS])
    writer.writerows([cell(value) for value in row] for row in _rows(report, lang))
    return "\ufeff" + made.getvalue()


def cell(value: object) -> str:
    """`value` as a spreadsheet shows it and never runs it."""
    text = rows.unmarked(rows.line(str(value)))
    return f"'{text}" if text.lstrip("\u00a0\u202f\u3000'\"").startswith(FORMULA) else text


def _rows(report: Report, lang: str) -> Iterator[Sequence[object]]:
    shown: set[int] = set()
    for row in rows.rows(report, lang):
        shown.add(id(row.result))
        yield [*_of_rule(report, row.result, lang), *_of_finding(report, row.finding, row.message, lang)]
    for result in report.results:
        if id(result) not in shown:
            message = _why(report, result, lang)
            yield [*_of_rule(report, result, lang), "", "", "", "", message, "", "", "", ""]


def _of_rule(report: Report, result: Result, lang: str) -> list[object]:
    card = report.rules[result.rule]
    return [
        rows.actions(card),
        result.rule,
        quote(result.part),
        card.title.to(lang),
        words.say(lang, f"outcome.{result.outcome.value}"),
        words.say(lang, f"severity.{result.severity.value}"),
        _yes(result.blocking, lang),
        words.say(lang, f"role.{card.role}"),
        words.say(lang, f"effort.{card.effort}"),
    ]


def _of_finding(report: Report, finding: Finding, message: str, lang: str) -> list[object]:
    place = finding.locations[0] if finding.locations else Location(None)
    path = sentences.path(place.path) if place.path is not None else ""
    others = ", ".join(sentences.place(item) for item in finding.locations[1:])
    return [
        words.say(lang, f"reason.{finding.reason.value}"),
        path,
        place.line or "",
        place.column or "",
        f"{message} ({others})" if others else message,
        sentences.subject(finding.subject),
        _yes(report.already(finding), lang),
        quote(finding.waiver) if finding.waiver is not None else "",
        finding.fingerprint,
    ]


def _why(report: Report, result: Result, lang: str) -> str:
    if result.outcome in (Outcome.UNVERIFIED, Outcome.ERROR):
        return rows.why_unsure(report, result, lang)
    return sentences.because(report, result.because, lang) if result.because is not None else ""


def _yes(value: bool, lang: str) -> str:
    return words.say(lang, "value.yes" if value else "value.no")
