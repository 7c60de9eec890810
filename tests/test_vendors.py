"""Finders and rules of third parties: none runs but those that the auditor names, and each keeps its vendor's name."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from conforme import catalog, vendors
from conforme.catalog import CatalogError
from conforme.cli import main

ROOT = Path(__file__).resolve().parents[1]
LICENCE = (ROOT / "LICENCE").read_text(encoding="utf-8")
FINDER = """
from conforme import Strength, hookimpl

@hookimpl
def find(view):
    for document in view.documents():
        yield view.evidence(document, strength=Strength.DEMONSTRATED, data={"text": document.text})
"""
RULE = """
from conforme import hookimpl

@hookimpl
def check(rule, evidence):
    for item in evidence.all():
        if "jaune" not in item.data["text"]:
            yield rule.finding("not-yellow", at=item, subject=f"{item.path}#colour")
"""


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed distribution `acme` whose package has one finder and one rule of its own."""
    site = tmp_path / "site"
    package = site / "acme_rules"
    (package / "colour_sheet").mkdir(parents=True)
    (package / "rules" / "colour-sheet").mkdir(parents=True)
    (site / "acme-1.0.dist-info").mkdir()
    (site / "acme-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (site / "acme-1.0.dist-info" / "entry_points.txt").write_text("[conforme]\nacme = acme_rules\n")
    for folder in (package, package / "colour_sheet"):
        (folder / "__init__.py").write_text("")
    (package / "colour_sheet" / "finder.py").write_text(FINDER)
    (package / "colour_sheet" / "colour_yellow.py").write_text(RULE)
    words = {"fr": "Une feuille de couleurs", "en": "A colour sheet"}
    (package / "rules" / "colour-sheet" / "finder.yaml").write_text(json.dumps({"title": words, "names": ["colours.txt"]}))
    card = {
        "evidence": ["colour-sheet"], "serves": [{"to": "bpng:3.2", "need": "necessary"}], "shows": "demonstrated", "scope": "service",
        "judges": "present", "asked_from": "discovery", "role": "development", "effort": "small", "lifecycle": "stable",
        "sources": [{"id": "Q-BPN", "binding": False, "confirmed": True}], "title": words, "why": words, "fix": words,
        "messages": {"not-yellow": {"reason": "incomplete", "fr": "Pas de jaune.", "en": "No yellow."}},
    }  # fmt: skip
    (package / "rules" / "colour-sheet" / "colour-yellow.yaml").write_text(json.dumps(card))
    monkeypatch.syspath_prepend(str(site))
    for name in [name for name in sys.modules if name.startswith("acme_rules")]:
        monkeypatch.delitem(sys.modules, name)
    return site


def check(tmp_path: Path, policy: dict[str, object] | None, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    repo = tmp_path / "repo"
    shutil.rmtree(repo, ignore_errors=True)
    repo.mkdir()
    (repo / "LICENCE").write_text(LICENCE, encoding="utf-8")
    (repo / "colours.txt").write_text("bleu\n")
    (tmp_path / "policy.json").write_text(json.dumps({"name": "P", **(policy or {})}))
    options = ["--policy", str(tmp_path / "policy.json")] if policy is not None else []
    assert main(["check", str(repo), "--format", "json", "--exit-zero", *options]) == 0
    told = json.loads(capsys.readouterr().out)
    outcomes = {item["rule"]: item["outcome"] for item in told["results"]}
    outcomes["3.2"] = next(action["verdict"] for practice in told["practices"] for action in practice["actions"] if action["id"] == "3.2")
    return outcomes


def test_an_installed_plugin_runs_only_when_the_policy_names_it(acme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without, named = check(tmp_path, None, capsys), check(tmp_path, {"plugins": ["acme"], "rules": ["acme/*", "licence-*"]}, capsys)

    assert "acme/colour-yellow" not in without
    assert named["acme/colour-yellow"] == "fail" and named["licence-open"] == "pass"
    assert named["3.2"] == "not-shown"


def test_a_plugin_that_is_only_shown_counts_for_nothing(acme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = check(tmp_path, {"plugins_shown": ["acme"], "rules": ["acme/*"]}, capsys)

    assert shown["acme/colour-yellow"] == "fail" and shown["3.2"] == "not-examined"


def test_a_plugin_that_is_not_installed_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "policy.json").write_text(json.dumps({"name": "P", "plugins": ["nowhere"]}))

    assert main(["check", str(tmp_path), "--policy", str(tmp_path / "policy.json"), "--lang", "en"]) == 2
    assert "nowhere" in (error := capsys.readouterr().err) and error.count("\n") == 1


def test_a_plugin_without_cards_is_refused(acme: Path) -> None:
    shutil.rmtree(acme / "acme_rules" / "rules")
    with pytest.raises(CatalogError, match="rules"):
        vendors.extended(catalog.load(), ["acme"], ["acme"])
