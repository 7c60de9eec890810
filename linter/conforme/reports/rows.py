"""What the formats of other tools are made of: one row a finding, worst first, and the sentences that several of them share.

Levels are what pipelines know: `error` blocks, `warning` does not, `note` is for later or set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from conforme import words
from conforme.cards import RuleCard
from conforme.model import Finding, Limit, Location, Outcome, Reason, Result, Severity, printable, quote
from conforme.report import Report
from conforme.reports import sentences

LEVELS = ("error", "warning", "note")
_BLANKS = re.compile(r"[\x09-\x0d\x1c-\x20\x85\u2028\u2029]+")

_MARKS = re.compile("#(?=#)")


class Row(NamedTuple):
    """A finding with its result, its card, its level, and its sentence on one line."""

    result: Result
    finding: Finding
    card: RuleCard
    level: str
    message: str

    @property
    def title(self) -> str:
        """The rule's id, with the part where there is one."""
        return named(self.result)


def rows(report: Report, lang: str, waived: bool = True) -> list[Row]:
    """All findings, worst first; without `waived`, those that no waiver sets aside."""
    made = (_row(report, result, finding, lang) for result, finding in report.findings() if waived or finding.waiver is None)
    return sorted(made, key=_order)


def _row(report: Report, result: Result, finding: Finding, lang: str) -> Row:
    return Row(result, finding, report.rules[result.rule], level(report, result, finding), line(sentences.message(report, finding, lang)))


def level(report: Report, result: Result, finding: Finding) -> str:
    """`error` for what makes the run fail: not for what is set aside, nor for what was there before the change."""
    if finding.waiver is not None or result.severity is Severity.LATER:
        return "note"
    return "error" if result.blocking and not report.already(finding) else "warning"


def _order(row: Row) -> tuple[object, ...]:
    return (LEVELS.index(row.level), row.finding.reason.rank, row.result.rule, row.result.part, row.finding.subject, row.finding.key)


def line(text: str) -> str:
    """`text` on one line, nothing in it that cannot be seen."""
    return printable(_BLANKS.sub(" ", text).strip(" "))


def unmarked(text: str) -> str:
    """`text` without the marks that a runner reads a command after, anywhere in a line: `##vso[`, `##[`."""
    return _MARKS.sub("# ", text)


def lines(text: str) -> str:
    """`text` line by line, nothing in it that cannot be seen."""
    return "\n".join(printable(part.expandtabs()) for part in text.split("\n"))


def named(result: Result) -> str:
    return f"{result.rule} [{quote(result.part)}]" if result.part else result.rule


def place(report: Report, finding: Finding) -> Location | None:
    """The first place of the finding that is a file of this snapshot."""
    return next((item for item in finding.locations if item.path is not None and item.path in report.there), None)


def where(finding: Finding) -> str:
    """All its places, as `path:line:column`."""
    return ", ".join(sentences.place(item) for item in finding.locations)


def actions(card: RuleCard) -> str:
    """The actions that the rule bears on: `18.1, 17.2`."""
    return ", ".join(dict.fromkeys(serves.to.rpartition(":")[2] for serves in card.serves))


def aside(report: Report, finding: Finding, lang: str) -> str:
    """What sets the finding apart: a waiver, or being there before the change; "" otherwise."""
    told = [words.say(lang, "text.already")] if report.already(finding) else []
    told += [words.say(lang, "text.waived", waiver=quote(finding.waiver))] if finding.waiver is not None else []
    return ", ".join(told)


def unsure(report: Report) -> list[Result]:
    """What could not be told, blocking first."""
    return sorted((item for item in report.results if item.outcome in (Outcome.UNVERIFIED, Outcome.ERROR)), key=lambda item: not item.blocking)


def why_unsure(report: Report, result: Result, lang: str) -> str:
    """Why a rule could not tell, on one line."""
    return line("; ".join(limit(report, item, lang) for item in result.limits)) or words.say(lang, f"outcome.{result.outcome.value}")


def limit(report: Report, item: Limit, lang: str) -> str:
    where = f"{sentences.path(item.path)}{colon(lang)} " if item.path is not None else ""
    return line(f"{where}{sentences.limit(report.rules, item, lang)}")


def general(report: Report) -> Iterator[Limit]:
    """Limits of the whole run, that no rule names."""
    return (item for item in report.limits if not item.rules)


def reason(result: Result, lang: str) -> str:
    """The worst reason of a result in words, or its outcome."""
    key = f"reason.{result.reason.value}" if isinstance(result.reason, Reason) else f"outcome.{result.outcome.value}"
    return words.say(lang, key)


def foot(report: Report, lang: str) -> str:
    """The counts of the whole run in one sentence, as the text report gives them."""
    summary = report.summary()
    told = [
        _counts(lang, "text.actions", "verdict", summary["actions"]),
        _counts(lang, "text.rules", "outcome", summary["rules"]),
        words.say(lang, "text.blocking" if summary["blocking"] else "text.nothing-blocking", count=summary["blocking"], findings=summary["findings"]),
    ]
    return " · ".join(told)


def _counts(lang: str, title: str, vocabulary: str, counts: object) -> str:
    assert isinstance(counts, dict)
    shown = ", ".join(words.counted(lang, f"{vocabulary}.{name}", count) for name, count in counts.items() if count)
    return f"{words.say(lang, title)}{colon(lang)} {shown or '0'}"


def colon(lang: str) -> str:
    return "\u00a0:" if lang == "fr" else ":"


def service(report: Report, lang: str) -> str:
    """The service's name in that language or in the one there is, "" when it has none."""
    return line(quote(report.service.name.get(lang) or next(iter(report.service.name.values()), "")))


def flat_counts(report: Report) -> dict[str, int]:
    """The summary as flat names and numbers: `rules.pass`, `actions.declared`, `findings`."""
    flat: dict[str, int] = {}
    for name, value in report.summary().items():
        if isinstance(value, dict):
            flat |= {f"{name}.{key}": count for key, count in value.items()}
        elif isinstance(value, int):
            flat[name] = value
    return flat
