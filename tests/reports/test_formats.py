"""One set of counts: over generated reports with hostile text everywhere, every format shows the same, loses nothing, invents nothing.

Each format is read back by a parser that is not ours.
"""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
from collections import Counter
from typing import Any

import cmarkgfm
import junitparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_reports import reports

from conforme import reports as formats
from conforme import words
from conforme.model import Outcome, Verdict
from conforme.report import SHOWN, Report
from conforme.reports import rows

LANGUAGES = st.sampled_from(words.LANGUAGES)
many = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
# No control character, no bidirectional or invisible one, no line separator reaches a reader of any format.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def prints(report: Report, waived: bool = True) -> list[str]:
    return sorted(finding.fingerprint for _, finding in report.findings() if waived or finding.waiver is None)


@many
@given(reports(), LANGUAGES)
def test_json(report: Report, lang: str) -> None:
    read = json.loads(formats.render("json", report, lang))

    assert read["summary"] == report.summary()
    assert sorted(finding["fingerprint"] for result in read["results"] for finding in result["findings"]) == prints(report)


@many
@given(reports(), LANGUAGES, st.booleans())
def test_sarif(report: Report, lang: str, suppressions: bool) -> None:
    text = formats.render("sarif", report, lang, suppressions=suppressions)
    run = json.loads(text)["runs"][0]

    assert not UNSEEN.search(text) and "##" not in text
    assert run["properties"] == {"summary": report.summary(), "omitted": 0}
    assert sorted(item["partialFingerprints"]["conforme/v1"] for item in run["results"]) == prints(report, waived=suppressions)
    assert sum("suppressions" in item for item in run["results"]) == (report.summary()["waived"] if suppressions else 0)
    for item in run["results"]:
        (place,) = (one["physicalLocation"] for one in item["locations"])
        assert place["artifactLocation"]["uri"] and place["region"]["startLine"] >= 1
        assert run["tool"]["driver"]["rules"][item["ruleIndex"]]["id"] == item["ruleId"]
    unsure = [item for item in run["invocations"][0]["toolExecutionNotifications"] if "associatedRule" in item]
    assert len(unsure) == len(rows.unsure(report))


@many
@given(reports(), LANGUAGES)
def test_junit(report: Report, lang: str) -> None:
    text = formats.render("junit", report, lang)
    suites = list(junitparser.JUnitXml.fromstring(text.encode()))
    cases = [case for suite in suites for case in suite]
    kinds = Counter(type(said).__name__ for case in cases for said in case.result)
    summary = report.summary()["rules"]

    assert not UNSEEN.search(text) and "##" not in text
    assert len(cases) == len(report.results)
    assert len({(case.classname, case.name) for case in cases}) == len(cases) or any(len(case.name) == 512 for case in cases)
    waived = sum(result.outcome is Outcome.FAIL and all(finding.waiver for finding in result.findings) for result in report.results)
    assert isinstance(summary, dict)
    assert kinds == Counter(
        Failure=summary["fail"] - waived, Error=summary["error"], Skipped=summary["unverified"] + summary["not-applicable"] + waived
    )
    for suite in suites:
        told = {item.name: item.value for item in suite.properties()}
        assert {name: str(count) for name, count in rows.flat_counts(report).items()}.items() <= told.items()
    said = "\n".join(f"{item.message}\n{item.text}" for case in cases for item in case.result)
    assert all(row.message in said for row in rows.rows(report, lang))


@many
@given(reports(), LANGUAGES)
def test_gitlab(report: Report, lang: str) -> None:
    text = formats.render("gitlab", report, lang)
    read = json.loads(text)

    assert not UNSEEN.search(text) and "##" not in text
    assert sorted(item["fingerprint"] for item in read) == prints(report, waived=False)
    for item in read:
        assert set(item) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert item["location"]["path"] and item["location"]["lines"]["begin"] >= 1


def expected_levels(report: Report) -> Counter[str]:
    levels = Counter(row.level for row in rows.rows(report, "en", waived=False))
    return levels + Counter(error=sum(result.blocking for result in rows.unsure(report)))


# As the runner reads a line: `::command key=value,key=value::message`, the message's escapes undone.
GITHUB = re.compile(r"::(?P<command>[a-z-]+) (?P<facts>[^\r\n]*?)::(?P<message>[^\r\n]*)")


@many
@given(reports(), LANGUAGES)
def test_github(report: Report, lang: str) -> None:
    text = formats.render("github", report, lang)
    first, *rest = [GITHUB.fullmatch(line) for line in text.removesuffix("\n").split("\n")]

    assert not UNSEEN.search(text) and "##" not in text
    assert first is not None and first["message"] == rows.foot(report, lang).replace("%", "%25")
    kinds = Counter({"error": "error", "warning": "warning", "notice": "note"}[match["command"]] for match in rest if match is not None)
    assert None not in rest and kinds == expected_levels(report)
    for match in rest:
        assert match is not None
        facts = dict(fact.split("=", 1) for fact in match["facts"].split(","))
        assert {"title"} <= set(facts) <= {"file", "line", "col", "title"} and not re.search(r"%(?!25|0D|0A|3A|2C)", match["facts"])


AZURE = re.compile(r"##vso\[task\.logissue (?P<facts>[^\]\r\n]*)\](?P<message>[^\r\n]*)")


@many
@given(reports(), LANGUAGES)
def test_azure(report: Report, lang: str) -> None:
    first, *rest = formats.render("azure", report, lang).removesuffix("\n").split("\n")

    assert rows.foot(report, lang) in first
    kinds: Counter[str] = Counter()
    for line in rest:
        match = AZURE.fullmatch(line)
        assert not UNSEEN.search(line) and "##" not in line[2:] and (match or "##" not in line)
        facts = dict(fact.split("=", 1) for fact in match["facts"].rstrip(";").split(";")) if match else {"type": "note"}
        assert match is None or {"type", "code"} <= set(facts) <= {"type", "code", "sourcepath", "linenumber", "columnnumber"}
        kinds[facts["type"]] += 1
    assert kinds == expected_levels(report)


class Page(html.parser.HTMLParser):
    """The tags of a page with their attributes, the items of its lists outside details, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.items = self.folded = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.folded += tag == "details"
        self.items += tag == "li" and not self.folded

    def handle_endtag(self, tag: str) -> None:
        self.folded -= tag == "details"

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(text: str) -> Page:
    """The page that GitHub's own reader makes of Markdown, HTML allowed, autolinks and tables on."""
    made = Page()
    options = cmarkgfm.Options.CMARK_OPT_UNSAFE
    made.feed(cmarkgfm.github_flavored_markdown_to_html(text, options))
    return made


OURS = {"h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "br", "details", "summary", "sub"}


@many
@given(reports(), LANGUAGES)
def test_markdown(report: Report, lang: str) -> None:
    text = formats.render("markdown", report, lang)
    read = page(text)

    assert not UNSEEN.search(text) and len(text.encode()) <= 65_536
    assert not re.search(r"##(vso)?\[|##teamcity|^\s*::|^/", text, re.MULTILINE), "nothing for a runner, no quick action"
    assert set(read.tags) <= OURS and read.attributes <= set(), "no link, no image, no tag but ours"
    if words.say(lang, "report.omitted", count="")[:25] not in text:
        assert read.items == report.summary()["findings"]
    assert rows.foot(report, lang) in "".join(read.text)
    # What platforms read in the text itself: a mention or a reference never stands whole between two tags or comments.
    plain = re.sub(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)", "", text)  # a span of code ends at as many backticks as it began with
    assert not re.search(r"@\w|#\d|(?i:www)\.\w|://", plain)


@many
@given(reports(), LANGUAGES)
def test_csv(report: Report, lang: str) -> None:
    text = formats.render("csv", report, lang)
    assert text.startswith("\ufeff")
    head, *table = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    name = {key: head.index(words.say(lang, f"column.{key}")) for key in ("rule", "part", "outcome", "fingerprint", "waiver")}

    assert not UNSEEN.search(text.replace("\r\n", "\n")) and "##" not in text and {len(row) for row in table} <= {len(head)}
    assert sorted(row[name["fingerprint"]] for row in table if row[name["fingerprint"]]) == prints(report)
    assert sum(not row[name["fingerprint"]] for row in table) == sum(not result.findings for result in report.results)
    for cell in (cell for row in table for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212"))


@many
@given(reports(), LANGUAGES, st.booleans())
def test_badge(report: Report, lang: str, drawn: bool) -> None:
    text = formats.render("badge", report, lang, drawn=drawn)
    actions: Any = report.summary()["actions"]

    assert "%" not in text
    if not drawn:
        read = json.loads(text)
        assert set(read) == {"schemaVersion", "label", "message", "color"} and read["schemaVersion"] == 1 and read["message"]
        numbers = [int(number) for number in re.findall(r"\d+", read["message"])]
        assert sum(numbers) == sum(actions.values()) - actions[Verdict.NOT_APPLICABLE.value]
        assert not numbers or numbers[0] == sum(actions[one.value] for one in SHOWN) or not any(actions[one.value] for one in SHOWN)


@many
@given(reports(), LANGUAGES)
def test_text(report: Report, lang: str) -> None:
    text = formats.render("text", report, lang)

    assert not UNSEEN.search(text) and "##" not in text
    summary: Any = report.summary()
    key = "text.blocking" if summary["blocking"] else "text.nothing-blocking"
    assert words.say(lang, key, count=summary["blocking"], findings=summary["findings"]) in text


@pytest.mark.parametrize("name", formats.FORMATS)
@settings(max_examples=15, deadline=None)
@given(report=reports(), lang=LANGUAGES)
def test_the_same_report_gives_the_same_text(name: str, report: Report, lang: str) -> None:
    assert formats.render(name, report, lang) == formats.render(name, report, lang)


@pytest.mark.parametrize("text", ["# Titre", "#", "- point", "+ point", "= titre", "===", "---", "1. un", "12) deux", "-", "## a # b"])
def test_no_text_begins_a_block_of_markdown(text: str) -> None:
    from conforme.reports import markdown

    read = page(f"- {markdown.escape(text)}\n")
    assert read.tags["li"] == 1 and set(read.tags) <= {"ul", "li", "p"}
    assert "".join(read.text).strip() == text
