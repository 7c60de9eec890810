"""JUnit XML, in the dialect that GitLab, Jenkins (junit and xUnit plugins) and Azure Pipelines all read.

A practice is a test suite, a rule (for a part) a test case, once: in the practice that it is necessary to first. Not met is a failure,
unless every finding is waived; a crash is an error; what does not apply or could not be told is skipped, and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from conforme import __version__, words
from conforme.model import Outcome, Result
from conforme.report import Report
from conforme.reports import rows, sentences, xml
from conforme.reports.rows import Row

NAME = 512  # characters of a title that Azure keeps


class Suite(NamedTuple):
    """The test cases of a practice; of rules that serve none, `id` is ""."""

    id: str
    title: str
    results: list[Result]


def render(report: Report, lang: str) -> str:
    """The document; times are zero, so that the same audit gives the same bytes."""
    return "\n".join(_Document(report, lang).lines()) + "\n"


class _Document:
    def __init__(self, report: Report, lang: str) -> None:
        self.report, self.lang = report, lang
        self.rows: dict[int, list[Row]] = {}
        for row in rows.rows(report, lang):
            self.rows.setdefault(id(row.result), []).append(row)

    def lines(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield "<testsuites>"
        for number, suite in enumerate(_suites(self.report, self.lang)):
            yield from self._suite(number, suite)
        yield "</testsuites>"

    def _suite(self, number: int, suite: Suite) -> Iterator[str]:
        kinds = [_kind(result) for result in suite.results]
        counts = {"tests": len(kinds), "failures": kinds.count("failure"), "errors": kinds.count("error"), "skipped": kinds.count("skipped")}
        facts: dict[str, object] = {
            "name": suite.title,
            **counts,
            "time": "0",
            "timestamp": f"{self.report.date.isoformat()}T00:00:00",
            "hostname": "localhost",
            "id": number,
            "package": f"conforme.{suite.id}" if suite.id else "conforme",
        }
        yield f"  <testsuite {_attributes(facts)}>"
        yield "    <properties>"
        yield from (f"      <property {_attributes({'name': name, 'value': value})}/>" for name, value in self._properties().items())
        yield "    </properties>"
        for result in suite.results:
            yield from self._case(suite, result)
        yield "    <system-out></system-out>"
        yield "    <system-err></system-err>"
        yield "  </testsuite>"

    def _properties(self) -> dict[str, object]:
        commit = {"commit": self.report.snapshot.commit} if self.report.snapshot.commit else {}
        return {"conforme": __version__, **commit, "phase": self.report.phase, **rows.flat_counts(self.report)}

    def _case(self, suite: Suite, result: Result) -> Iterator[str]:
        title = self.report.rules[result.rule].title.to(self.lang)
        facts = {"name": rows.line(f"{rows.named(result)} {title}")[:NAME], "classname": suite.title, "time": "0"}
        said = self._said(result)
        if said is None:
            yield f"    <testcase {_attributes(facts)}/>"
            return
        yield f"    <testcase {_attributes(facts)}>"
        yield f"      {said}"
        yield "    </testcase>"

    def _said(self, result: Result) -> str | None:
        kind = _kind(result)
        if kind == "":
            return None
        if kind == "skipped":
            return f"<skipped {_attributes({'message': self._why_skipped(result)})}/>"
        reason = result.reason.value if result.reason is not None else result.outcome.value
        message, text = self._failure(result) if kind == "failure" else (self._unsure(result), self._unsure(result))
        return f"<{kind} {_attributes({'type': reason, 'message': message})}>{xml.text(text)}</{kind}>"

    def _failure(self, result: Result) -> tuple[str, str]:
        found = self.rows[id(result)]
        severity = words.say(self.lang, f"severity.{result.severity.value}")
        first = f"{rows.reason(result, self.lang)} · {severity}{rows.colon(self.lang)} {found[0].message}"
        more = f" ({words.say(self.lang, 'text.more', count=len(found) - 1)})" if len(found) > 1 else ""
        told = [self._finding(row) for row in found]
        return first + more, "\n".join([*told, "", rows.lines(self.report.rules[result.rule].fix.to(self.lang).strip())])

    def _finding(self, row: Row) -> str:
        where = rows.line(rows.where(row.finding))
        aside = rows.aside(self.report, row.finding, self.lang)
        return f"• {where + ' ' if where else ''}{row.message}{f' ({aside})' if aside else ''}"

    def _unsure(self, result: Result) -> str:
        return rows.why_unsure(self.report, result, self.lang)

    def _why_skipped(self, result: Result) -> str:
        if result.outcome is Outcome.FAIL:
            return " ".join(self._finding(row) for row in self.rows[id(result)])
        if result.outcome is Outcome.UNVERIFIED:
            return f"{words.say(self.lang, 'outcome.unverified')}{rows.colon(self.lang)} {self._unsure(result)}"
        because = sentences.because(self.report, result.because, self.lang) if result.because is not None else ""
        return rows.line(f"{words.say(self.lang, 'outcome.not-applicable')}{rows.colon(self.lang)} {because}")


def _kind(result: Result) -> str:
    if result.outcome is Outcome.FAIL:
        return "failure" if any(finding.waiver is None for finding in result.findings) else "skipped"
    return {Outcome.PASS: "", Outcome.ERROR: "error"}.get(result.outcome, "skipped")


def _suites(report: Report, lang: str) -> Iterator[Suite]:
    homes = {id(result): _home(report, result) for result in report.results}
    for practice in report.practices:
        mine = [result for result in report.results if homes[id(result)] == practice.practice.id]
        if mine:
            yield Suite(practice.practice.id, rows.line(f"{practice.practice.id} {practice.practice.title.to(lang)}"), mine)
    known = {practice.practice.id for practice in report.practices}
    others = [result for result in report.results if homes[id(result)] not in known]
    if others:
        yield Suite("", words.say(lang, "report.other-rules"), others)


def _home(report: Report, result: Result) -> str:
    """The practice whose suite a result is in."""
    of_action = {action.action.id: practice.practice.id for practice in report.practices for action in practice.actions}
    served = sorted(report.rules[result.rule].serves, key=lambda serves: not serves.necessary)
    return next((of_action[number] for serves in served if (number := serves.to.rpartition(":")[2]) in of_action), "")


def _attributes(facts: Mapping[str, object]) -> str:
    return " ".join(f'{name}="{xml.attribute(rows.line(str(value)))}"' for name, value in facts.items())
