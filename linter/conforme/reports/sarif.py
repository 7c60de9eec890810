"""SARIF 2.1.0, as code scanning takes it whole (GitHub, GitLab, Azure DevOps).

Each result has a place in a file that is there: a finding without one is tied to an anchor, and its message and properties say so. Waived
findings are left out, since code scanning opens alerts for suppressed results; `suppressions` puts them in as SARIF means them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote as percent

from conforme import __version__, words
from conforme.cards import RuleCard
from conforme.model import Limit, Location, Outcome, Result, octets, quote
from conforme.report import Report
from conforme.reports import rows, sentences
from conforme.reports.rows import Row

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Documented limits of code scanning: beyond the first the file is refused; the others are cut.
RESULTS, TEXT, PLACES, TAGS = 25_000, 1_024, 100, 10
NOWHERE = "README.md"  # of an empty repository


def render(report: Report, lang: str, suppressions: bool = False) -> str:
    """One run: rules with their help, results worst first, what could not be told as notifications."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, lang, suppressions)]}
    return json.dumps(log, ensure_ascii=False, indent=2).replace("##", "#\\u0023") + "\n"


def _run(report: Report, lang: str, suppressions: bool) -> dict[str, Any]:
    found = rows.rows(report, lang, waived=suppressions)
    shown = found[:RESULTS]
    cards = sorted({result.rule for result in report.results})
    places = {rule: place for place, rule in enumerate(cards)}
    crowded = Counter(_spot(report, row) for row in shown)
    return {
        "tool": {"driver": _driver(report, cards, lang)},
        "automationDetails": {"id": "conforme/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": words.say(lang, "sarif.root")}}},
        "invocations": [_invocation(report, lang, len(found) - len(shown))],
        "results": [_Result(report, row, lang).whole(places[row.result.rule], crowded[_spot(report, row)] > 1) for row in shown],
        "properties": {"summary": report.summary(), "omitted": len(found) - len(shown)},
    }


def _driver(report: Report, cards: Sequence[str], lang: str) -> dict[str, Any]:
    return {
        "name": "conforme",
        "fullName": f"conforme {__version__}",
        "semanticVersion": __version__,
        "language": f"{lang}-CA",
        "rules": [_rule(report.rules[name], lang) for name in cards],
    }


# Rules ---------------------------------------------------------------------------------------------------------------------------------------


def _rule(card: RuleCard, lang: str) -> dict[str, Any]:
    title, why, fix = (text.to(lang).strip() for text in (card.title, card.why, card.fix))
    return {
        "id": card.id,
        "name": _pascal(card.id),
        "shortDescription": {"text": _sentence(title)},
        "fullDescription": {"text": _sentence(why)},
        "help": {"text": f"{why}\n\n{fix}", "markdown": f"**{title}**\n\n{why}\n\n{fix}\n\n`conforme explain {card.id}`"},
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "tags": list(dict.fromkeys(f"action-{serves.to.rpartition(':')[2]}" for serves in card.serves))[:TAGS],
            "precision": "high",
            "problem.severity": "warning" if any(serves.necessary for serves in card.serves) else "recommendation",
        },
    }


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.replace("/", "-").split("-"))[:255]


def _sentence(text: str) -> str:
    """One sentence with its full stop, within what a description may be long."""
    shown = rows.line(text)[: TEXT - 1]
    return shown if shown.endswith((".", "!", "?", "…")) else f"{shown}."


# Results -------------------------------------------------------------------------------------------------------------------------------------


def _spot(report: Report, row: Row) -> tuple[str, str | None, int | None]:
    place = rows.place(report, row.finding)
    return (row.result.rule, place.path if place else None, place.line if place else None)


class _Result:
    """One finding as a SARIF result."""

    def __init__(self, report: Report, row: Row, lang: str) -> None:
        self.report, self.row, self.lang = report, row, lang
        self.place = rows.place(report, row.finding)

    def whole(self, index: int, crowded: bool) -> dict[str, Any]:
        row = self.row
        return {
            "ruleId": row.result.rule,
            "ruleIndex": index,
            "level": row.level,
            "message": {"text": self._message()},
            "locations": [_location(self.place or self._anchor())],
            **({"relatedLocations": related} if (related := self._others()) else {}),
            "partialFingerprints": self._fingerprints(crowded),
            **({"baselineState": self._baseline()} if self.report.since is not None else {}),
            **({"suppressions": [self._suppression()]} if row.finding.waiver is not None else {}),
            "properties": self._properties(),
        }

    def _message(self) -> str:
        if self.place is not None:
            return self.row.message
        cited = rows.where(self.row.finding)
        said = "sarif.elsewhere" if cited else "sarif.anchored"
        return f"{self.row.message} {words.say(self.lang, said, path=sentences.path(self._anchor().path or ''), where=rows.line(cited))}"

    def _anchor(self) -> Location:
        return Location(self.report.anchor if self.report.anchor is not None else NOWHERE, 1)

    def _others(self) -> list[dict[str, Any]]:
        cited = [item for item in self.row.finding.locations if item.path in self.report.there and item != self.place]
        return [{"id": number, **_location(item)} for number, item in enumerate(cited[:PLACES], 1)]

    def _fingerprints(self, crowded: bool) -> dict[str, str]:
        """Ours; and, where several findings of a rule share a line, also under the name that code scanning tells alerts apart by.

        It fills that name itself, from the line's text, when it is missing, and warns about any other value.
        """
        ours = self.row.finding.fingerprint
        return {"conforme/v1": ours, **({"primaryLocationLineHash": f"{ours[:16]}:1"} if crowded else {})}

    def _baseline(self) -> str:
        return "unchanged" if self.report.already(self.row.finding) else "new"

    def _suppression(self) -> dict[str, str]:
        signed = {item.id: item for item in self.report.waivers}.get(self.row.finding.waiver or "")
        justification = rows.line(quote(signed.explanation)) if signed is not None else ""
        return {"kind": "external", "status": "accepted", **({"justification": justification} if justification else {})}

    def _properties(self) -> dict[str, Any]:
        row = self.row
        return {
            "anchor": self.place is None,
            "reason": row.finding.reason.value,
            "severity": row.result.severity.value,
            "blocking": row.result.blocking,
            "subject": sentences.subject(row.finding.subject),
            "part": sentences.path(row.result.part),
            "role": row.card.role,
            "effort": row.card.effort,
        }


def _location(place: Location) -> dict[str, Any]:
    line, column = max(place.line or 1, 1), place.column
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(place.path or ""), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": line, **({"startColumn": column} if column and place.line else {})},
        }
    }


def uri(path: str) -> str:
    """A path as a relative URI: git's bytes, percent-encoded."""
    return percent(octets(path), safe="/~")


# What could not be told ----------------------------------------------------------------------------------------------------------------------


def _invocation(report: Report, lang: str, omitted: int) -> dict[str, Any]:
    crashed = any(result.outcome is Outcome.ERROR for result in report.results)
    return {"executionSuccessful": not crashed, "toolExecutionNotifications": list(_notifications(report, lang, omitted))}


def _notifications(report: Report, lang: str, omitted: int) -> Iterator[dict[str, Any]]:
    if omitted:
        yield {"level": "warning", "message": {"text": words.say(lang, "report.omitted", count=omitted)}}
    for result in rows.unsure(report):
        yield _unsure(report, result, lang)
    for limit in rows.general(report):
        yield _limit(report, limit, lang)


def _unsure(report: Report, result: Result, lang: str) -> dict[str, Any]:
    level = "error" if result.blocking or result.outcome is Outcome.ERROR else "note"
    return {
        "level": level,
        "message": {"text": rows.why_unsure(report, result, lang)},
        "associatedRule": {"id": result.rule},
        "properties": {"outcome": result.outcome.value, "part": sentences.path(result.part)},
    }


def _limit(report: Report, limit: Limit, lang: str) -> dict[str, Any]:
    return {"level": "note", "message": {"text": rows.limit(report, limit, lang)}}
