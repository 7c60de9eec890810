"""The two services of examples/: one with nothing to mend, one whose faults are each found by the rule meant for them, at their place.

The reports of the first are kept word for word in tests/golden; CONFORME_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import git
import pytest

from conforme.cli import main
from conforme.model import Verdict

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
EXEMPLARY, FAULTY = (ROOT / "examples" / name for name in ("service-exemplaire", "service-avec-fautes"))
DATE = "2026-11-25"
LAST_DATE = "2027-10-31"
"""The day until which examples/README.md promises that the exemplary service has nothing to mend."""

FAULTS = {
    ("a11y-checked", "not-run", "e2e/accessibilite.spec.js"),
    ("a11y-statement-filled", "no-date", "site/pages/accessibilite.html"),
    ("analytics-events-planned", "not-planned", "site/mesure.js"),
    ("api-operations-described", "not-described", "api/openapi.yaml"),
    ("api-valid", "undeclared-parameter", "api/openapi.yaml"),
    ("api-valid", "unresolved", "api/openapi.yaml"),
    ("automated-decisions-recourse", "no-review", "conformite/ia-decisions-automatisees.yaml"),
    ("ci-actions-pinned", "not-pinned", ".github/workflows/verifier.yml"),
    ("cloud-place-agrees", "elsewhere", "site/pages/confidentialite.html"),
    ("contribution-conduct", "not-filled", "CODE_DE_CONDUITE.md"),
    ("data-described", "no-frequency", "donnees/datapackage.json"),
    ("data-files-agree", "absent-file", "donnees/datapackage.json"),
    ("decisions-options", "no-options", "docs/decisions/0001-moteur-de-formulaires.md"),
    ("e2e-run", "not-run", "playwright.config.js"),
    ("e2e-scheduled", "no-schedule", "playwright.config.js"),
    ("eco-criteria-answered", "no-justification", "docs/declaration-ecoconception.md"),
    ("experiment-concluded", "no-result", "docs/experimentations/2025-11-rappel-par-texto.md"),
    ("experiment-shared", "no-method", "docs/experimentations/2025-11-rappel-par-texto.md"),
    ("feedback-decided", "no-decision", "docs/retroaction.md"),
    ("fields-purposed", "no-retention", "conformite/champs.yaml"),
    ("fields-sourced", "no-source", "conformite/champs.yaml"),
    ("foundations-considered", "no-reason", "docs/fondations.md"),
    ("journey-digital", "no-reason", "docs/parcours.md"),
    ("journey-tested", "dangling", "docs/parcours.md"),
    ("kpi-benefits", "unknown-indicator", "conformite/indicateurs.yaml"),
    ("kpi-decisions", "cites-nothing", "conformite/indicateurs.yaml"),
    ("kpi-measured", "in-the-future", "conformite/mesures.csv"),
    ("kpi-measured", "never-moves", "conformite/mesures.csv"),
    ("kpi-measured", "stale", "conformite/mesures.csv"),
    ("kpi-target", "no-target", "docs/indicateurs.md"),
    ("licence-agreement", "stated-otherwise", "package.json"),
    ("load-budget", "no-budget", "charge/ouverture-k6.js"),
    ("locale-french-complete", "missing-texts", "site/textes/fr.json"),
    ("metadata-publiccode-valid", "not-allowed", "publiccode.yml"),
    ("observability-wired", "from-outside-only", "infra/surveillance.tf"),
    ("operations-recovery", "no-recovery", "docs/exploitation/incidents.md"),
    ("ownership-by-area", "no-areas", ".github/CODEOWNERS"),
    ("privacy-assessment-reviewed", "overdue", "conformite/vie-privee.yaml"),
    ("privacy-notice-complete", "no-retention", "site/pages/confidentialite.html"),
    ("research-findings-used", "dead-link", "conformite/recherche.yaml"),
    ("research-no-personal-data", "email", "docs/recherche/2026-10-06-reprise-de-la-demande.md"),
    ("research-plan-complete", "no-consent", "docs/recherche/plan-de-recherche.md"),
    ("research-segments", "not-reached", "conformite/service.yaml"),
    ("research-small-cells", "small-cell", "conformite/recherche.yaml"),
    ("responsive-on-mobile", "zoom-blocked", "site/index.html"),
    ("reuse-considered", "only-mentioned", "docs/decisions/0001-moteur-de-formulaires.md"),
    ("risk-current", "overdue", "docs/risques.md"),
    ("risk-dic-categorised", "no-confidentiality", "conformite/risques.yaml"),
    ("risk-measures-in-place", "dangling", "conformite/risques.yaml"),
    ("scan-covers", "no-code", ".github/workflows/verifier.yml"),
    ("scope-approved", "no-date", "docs/portee.md"),
    ("scope-changes-decided", "no-decision", "docs/portee.md"),
    ("security-policy-usable", "expired", "site/.well-known/security.txt"),
    ("security-policy-usable", "hollow", "SECURITY.md"),
    ("security-txt-valid", "expired", "site/.well-known/security.txt"),
    ("skills-planned", "overdue", "docs/equipe.md"),
    ("stakeholders-recorded", "no-part", "docs/parties-prenantes.md"),
    ("status-honest", "overdue", "docs/etats/2026-06-19.md"),
    ("status-regular", "stale", "docs/etats/2026-06-19.md"),
    ("team-expertise", "vacant", "docs/equipe.md"),
    ("updates-proposed", "hollow", ".github/dependabot.yml"),
}

BESIDE = {
    "CHANGELOG.md",
    "LICENCE",
    "README.md",
    "SECURITE.md",
    "budget.json",
    ".github/workflows/nuit.yml",
    "conformite/attestations.yaml",
    "docs/decisions/0001-reutiliser-un-moteur-de-formulaires.md",
    "docs/decisions/0002-piece-identite-apres-la-decision.md",
    "docs/decisions/0003-reporter-le-paiement-en-ligne.md",
    "docs/etats/2025-11-21.md",
    "docs/etats/2026-11-20.md",
    "docs/exploitation/sauvegardes.md",
    "docs/feuille-de-route.md",
    "infra/main.tf",
}
"""What else had to change, or go, for the faults to be planted."""

HISTORY = (
    ("2024-09-16", "", ("README.md", "LICENCE", "conformite/service.yaml", "docs/indicateurs.md")),
    ("2024-09-30", "", ("docs/recherche/plan-de-recherche.md", "docs/portee.md")),
    ("2025-02-14", "", ("conformite/vie-privee.yaml", "conformite/risques.yaml")),
    ("2025-05-06", "", ("api/openapi.yaml",)),
    ("2025-05-20", "v0.1.0", ("api", "site/index.html", "site/demande.js", "package.json", "CHANGELOG.md")),
    ("2025-09-08", "v0.2.0", ("docs/decisions/0001-reutiliser-un-moteur-de-formulaires.md", "docs/experimentations")),
    ("2026-03-02", "v0.3.0", ("infra", ".github", "Dockerfile", "docs/exploitation")),
    ("2026-09-15", "v1.0.0", ("docs", "site", "e2e", "regles")),
    ("2026-11-10", "v1.1.0", ("",)),
)
"""When the files and folders of the exemplary service were written, and the version that was then released: what a folder cannot hold."""

VERDICTS = {
    "demonstrated": "3.1 3.2 5.1 6.3 7.2 8.2 14.2 14.3 15.3",
    "declared": "1.1 1.2 1.3 2.1 2.2 4.2 4.3 5.2 7.1 8.1 8.3 9.1 9.2 10.1 10.2 11.1 "
    "12.1 13.1 13.2 13.3 14.1 14.4 15.1 15.2 16.1 16.2 17.1 17.2 18.1 18.2 18.3",
    "attested": "2.3 4.1 6.1 6.2 9.3 11.2 11.3 12.2",
}


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch, warm_cache: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
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


def verdicts(told: Any) -> dict[str, str]:
    return {action["id"]: action["verdict"] for practice in told["practices"] for action in practice["actions"]}


def files(service: Path) -> list[str]:
    return sorted(path.relative_to(service).as_posix() for path in service.rglob("*") if path.is_file())


@pytest.mark.parametrize(("lang", "date"), [("fr", DATE), ("en", DATE), ("fr", LAST_DATE)])
def test_the_exemplary_service_has_nothing_to_mend(capsys: pytest.CaptureFixture[str], lang: str, date: str) -> None:
    code, told = report(capsys, EXEMPLARY, lang, date)

    assert code == 0
    assert [item["rule"] for item in told["results"] if item["outcome"] in ("fail", "error") or item["findings"]] == []
    assert told["summary"]["findings"] == 0


def test_only_what_history_tells_cannot_be_told_from_the_exemplary_service(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = report(capsys, EXEMPLARY, "fr")
    main(["rules", "--format", "json"])
    rules = json.loads(capsys.readouterr().out)["rules"]
    of_history = {rule["id"] for rule in rules if rule["judges"] == "past" or rule["evidence"] == ["release-tags"]}

    assert {item["rule"] for item in told["results"] if item["outcome"] == "unverified"} <= of_history
    assert {action: verdict for action, verdict in verdicts(told).items() if verdict not in VERDICTS} == {"8.2": "unverified"}


def test_with_its_history_the_exemplary_service_shows_all_actions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, told = report(capsys, with_history(tmp_path / "permis-camping"), "fr")

    assert code == 0
    assert told["phase"] == "live"
    assert told["summary"]["findings"] == 0
    assert verdicts(told) == {action: verdict for verdict, actions in VERDICTS.items() for action in actions.split()}
    assert len(verdicts(told)) == 48


def test_every_verdict_is_reached_by_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    whole, faulty = (set(verdicts(report(capsys, service, "fr")[1]).values()) for service in (EXEMPLARY, FAULTY))
    _, one = checked(capsys, EXEMPLARY, "--format", "json", "--select", "18")

    assert whole | faulty | set(verdicts(json.loads(one)).values()) == {verdict.value for verdict in Verdict}


def with_history(target: Path) -> Path:
    """The exemplary service as a git repository: its files as they are, in the order in which the service wrote them."""
    shutil.copytree(EXEMPLARY, target)
    left = files(target)
    team = git.Actor("Équipe des permis", "equipe@example.org")
    with git.Repo.init(target, initial_branch="main") as repo:
        for day, tag, starts in HISTORY:
            new = [path for path in left if any(path == start or path.startswith(f"{start}/" if start else "") for start in starts)]
            left = [path for path in left if path not in new]
            moment = f"{day}T15:00:00+0000"
            repo.index.add(new)
            repo.index.commit(f"Écrire {len(new)} fichiers", author=team, committer=team, author_date=moment, commit_date=moment)
            if tag:
                repo.create_tag(tag)
    assert not left
    return target


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_fault_is_found_by_the_rule_meant_for_it_and_by_no_other(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    code, told = report(capsys, FAULTY, lang)
    found = [(item["rule"], finding["key"], finding["locations"][0]["path"]) for item in told["results"] for finding in item["findings"]]

    assert code == 1
    assert sorted(found) == sorted(FAULTS)
    assert told["summary"]["rules"]["error"] == 0


def test_beside_its_faults_the_second_service_is_the_first() -> None:
    planted = {path for _, _, path in FAULTS} | BESIDE
    same = [path for path in files(EXEMPLARY) if path not in planted]

    assert [path for path in same if not (FAULTY / path).is_file() or (FAULTY / path).read_bytes() != (EXEMPLARY / path).read_bytes()] == []
    assert set(files(EXEMPLARY)) >= BESIDE


def test_what_is_expired_is_told_and_no_longer_holds(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = report(capsys, FAULTY, "fr")

    assert [item["action"] for item in told["attestations"] if item["state"] == "expired"] == ["6.1"]
    assert verdicts(told)["6.1"] == "to-attest"
    assert [(item["rule"], item["state"]) for item in told["waivers"]] == [("ci-actions-pinned", "expired")]
    assert told["summary"]["waived"] == 0


def test_the_table_of_faults_names_the_rules_that_find_them() -> None:
    rows = [line for line in (EXEMPLARY.parent / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    named = {rule for row in rows[2:] for rule in re.findall(r"`([a-z0-9-]+)`", row.rsplit("|", 2)[1])}

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
