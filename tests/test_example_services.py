"""The two services of examples/: one with nothing to mend, one whose faults are each found by the rule meant for them, at their place.

The reports of the first are kept word for word in tests/golden; CONFORME_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from conforme.cli import main

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
EXEMPLARY, FAULTY = (ROOT / "examples" / name for name in ("service-exemplaire", "service-avec-fautes"))
DATE = "2026-11-25"
LAST_DATE = "2027-12-31"
"""The day until which examples/README.md promises that the exemplary service has nothing to mend."""

FAULTS = {
    ("api-operations-described", "not-described", "api/openapi.yaml"),
    ("api-valid", "undeclared-parameter", "api/openapi.yaml"),
    ("api-valid", "unresolved", "api/openapi.yaml"),
    ("kpi-benefits", "unknown-indicator", "conformite/indicateurs.yaml"),
    ("kpi-decisions", "cites-nothing", "conformite/indicateurs.yaml"),
    ("kpi-measured", "in-the-future", "conformite/mesures.csv"),
    ("kpi-measured", "never-moves", "conformite/mesures.csv"),
    ("kpi-measured", "stale", "conformite/mesures.csv"),
    ("kpi-target", "no-target", "docs/indicateurs.md"),
    ("licence-agreement", "stated-otherwise", "package.json"),
    ("research-findings-used", "dead-link", "conformite/recherche.yaml"),
    ("research-no-personal-data", "email", "docs/recherche/2026-10-06-reprise-de-la-demande.md"),
    ("research-plan-complete", "no-consent", "docs/recherche/plan-de-recherche.md"),
    ("research-segments", "not-reached", "conformite/service.yaml"),
    ("research-small-cells", "small-cell", "conformite/recherche.yaml"),
    ("reuse-considered", "only-mentioned", "docs/decisions/0001-moteur-de-formulaires.md"),
    ("risk-current", "overdue", "docs/risques.md"),
    ("risk-dic-categorised", "no-confidentiality", "conformite/risques.yaml"),
    ("risk-measures-in-place", "dangling", "conformite/risques.yaml"),
    ("security-policy-usable", "expired", "site/.well-known/security.txt"),
    ("security-policy-usable", "hollow", "SECURITY.md"),
    ("security-txt-valid", "expired", "site/.well-known/security.txt"),
}


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def checked(capsys: pytest.CaptureFixture[str], service: Path, *options: str, date: str = DATE) -> tuple[int, str]:
    code = main(["check", str(service), "--date", date, "--color", "never", *options])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


def report(capsys: pytest.CaptureFixture[str], service: Path, lang: str, date: str = DATE) -> tuple[int, Any]:
    code, out = checked(capsys, service, "--format", "json", "--lang", lang, date=date)
    return code, json.loads(out)


@pytest.mark.parametrize(("lang", "date"), [("fr", DATE), ("en", DATE), ("fr", LAST_DATE)])
def test_the_exemplary_service_has_nothing_to_mend(capsys: pytest.CaptureFixture[str], lang: str, date: str) -> None:
    code, told = report(capsys, EXEMPLARY, lang, date)

    assert code == 0
    assert [item["rule"] for item in told["results"] if item["outcome"] in ("fail", "error") or item["findings"]] == []
    assert told["summary"]["findings"] == 0


def test_only_rules_about_the_past_cannot_be_told_from_the_exemplary_service(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = report(capsys, EXEMPLARY, "fr")
    main(["rules", "--format", "json"])
    past = {rule["id"] for rule in json.loads(capsys.readouterr().out)["rules"] if rule["judges"] == "past"}

    assert {item["rule"] for item in told["results"] if item["outcome"] == "unverified"} <= past


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_fault_is_found_by_the_rule_meant_for_it_and_by_no_other(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    code, told = report(capsys, FAULTY, lang)
    found = [(item["rule"], finding["key"], finding["locations"][0]["path"]) for item in told["results"] for finding in item["findings"]]

    assert code == 1
    assert sorted(found) == sorted(FAULTS)
    assert told["summary"]["rules"]["error"] == 0


def test_the_table_of_faults_names_the_rules_that_find_them() -> None:
    rows = [line for line in (EXEMPLARY.parent / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    named = {rule for row in rows[2:] for rule in re.findall(r"`([a-z-]+)`", row.rsplit("|", 2)[1])}

    assert named == {rule for rule, _, _ in FAULTS}


def test_no_report_repeats_the_address_of_a_participant(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = checked(capsys, FAULTY, "--verbose")
    _, data = checked(capsys, FAULTY, "--format", "json")

    assert "exempleville.qc.ca" not in text + data


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_report_reads_as_it_did(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """After a wanted change: CONFORME_GOLDEN=1 pytest tests/test_example_services.py -k reads"""
    golden = GOLDEN / f"service-exemplaire.{lang}.txt"
    _, text = checked(capsys, EXEMPLARY, "--lang", lang)
    if os.environ.get("CONFORME_GOLDEN"):
        golden.write_text(text, encoding="utf-8")

    assert text == golden.read_text(encoding="utf-8")
