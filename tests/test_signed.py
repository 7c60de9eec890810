"""What people sign: waivers, attestations, the auditor's policy, and what is inherited from the organisation."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conforme import engine, trust
from conforme.catalog import Catalog
from conforme.cli import main
from conforme.model import Outcome, Reason, Verdict
from conforme.repo import Repo
from conforme.report import Report, Waiver
from conforme.reports import render, text
from conforme.reports.style import Style
from conforme.trust import Policy
from conforme.trust.policy import read as read_policy

DATE = datetime.date(2026, 11, 1)
WAIVER = {
    "regle": "licence-open",
    "motif": "correction prévue",
    "explication": "Le code d’un fournisseur reste sous examen juridique",
    "role": "Direction des ressources informationnelles",
    "decision": "docs/decisions/0004.md",
    "date": "2026-10-01",
    "echeance": "2027-03-31",
}
ATTESTATION = {
    "action": "2.3",
    "enonce": "La fonction d’expérience utilisateur figure à l’organigramme",
    "role": "Direction du numérique",
    "organisation": "Ministère exemple",
    "date": "2026-09-01",
    "valide_jusqu_au": "2027-08-31",
    "lien": "dossier 2026-114",
}


def audit(files: dict[str, str], cards: Catalog, policy: Policy = trust.NO_POLICY, inherited: Repo | None = None, repo: Repo | None = None) -> Report:
    options = engine.Options(DATE, "live", isolate=False, policy=policy, inherited=inherited)
    return trust.decide(engine.audit(repo or Repo.of(files), cards, options), ["expected"])


def waivers(*changes: dict[str, str | None]) -> dict[str, str]:
    entries = [{name: value for name, value in {**WAIVER, **change}.items() if value is not None} for change in changes]
    return {"conformite/derogations.yaml": json.dumps({"derogations": entries}, ensure_ascii=False)}


def attestations(*changes: dict[str, str | None]) -> dict[str, str]:
    entries = [{name: value for name, value in {**ATTESTATION, **change}.items() if value is not None} for change in changes]
    return {"conformite/attestations.yaml": json.dumps({"attestations": entries}, ensure_ascii=False)}


def one(report: Report) -> Waiver:
    assert len(report.waivers) == 1
    return report.waivers[0]


def verdict(report: Report, action: str) -> Verdict:
    return next(item.verdict for practice in report.practices for item in practice.actions if item.action.id == action)


def test_a_waiver_stops_blocking_and_changes_no_outcome_and_no_verdict(cards: Catalog) -> None:
    bare, waived = audit({}, cards), audit(waivers({}), cards)
    result = next(item for item in waived.results if item.rule == "licence-open")

    assert next(item for item in bare.results if item.rule == "licence-open").blocking
    assert not result.blocking and result.outcome is Outcome.FAIL
    assert [finding.waiver for finding in result.findings] == [one(waived).id]
    assert [item.verdict for item in waived.practices] == [item.verdict for item in bare.practices]
    assert (one(waived).state, one(waived).used) == ("active", 1)
    assert waived.summary()["waived"] == 1


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"regle": "licence-opne"}, "unknown-rule"),
        ({"role": None}, "incomplete"),
        ({"explication": "À compléter"}, "incomplete"),
        ({"echeance": "bientôt"}, "incomplete"),
        ({"date": "2026-12-01"}, "not-yet"),
        ({"echeance": "2026-10-31"}, "expired"),
        ({"echeance": "2026-12-01"}, "expiring"),
        ({"echeance": "2026-12-02"}, "active"),
        ({"sujet": "kind:autre"}, "unused"),
        ({"partie": "site"}, "unused"),
        ({"sujet": "kind:open-licence"}, "active"),
    ],
)
def test_each_fault_of_a_waiver_is_its_own_message(change: dict[str, str | None], state: str, cards: Catalog) -> None:
    report = audit(waivers(change), cards)
    holds = state in ("active", "expiring")

    assert one(report).state == state
    assert next(item for item in report.results if item.rule == "licence-open").blocking is not holds
    sentences = {lang: json.loads(render("json", report, lang))["waivers"][0]["message"] for lang in ("fr", "en")}
    assert all(sentences.values()) and sentences["fr"] != sentences["en"]
    assert " ".join(sentences["fr"].split()) in " ".join(render("text", report, "fr").split())


def test_a_contradiction_cannot_be_set_aside_unless_the_policy_says_so(cards: Catalog) -> None:
    files = {
        "LICENSE": (Path(__file__).resolve().parents[1] / "LICENCE").read_text(encoding="utf-8"),
        "package.json": '{"name": "guichet", "version": "1.0.0", "license": "MIT"}',
        **waivers({"regle": "licence-agreement"}),
    }
    strict, lenient = audit(files, cards), audit(files, cards, Policy(waive_contradicted=True))
    findings = [finding for result, finding in strict.findings() if result.rule == "licence-agreement"]

    assert [finding.reason for finding in findings] == [Reason.CONTRADICTED] and findings[0].waiver is None
    assert one(strict).state == "not-waivable"
    assert one(lenient).used == 1
    assert verdict(strict, "15.3") is verdict(lenient, "15.3") is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        (Policy(waivers=False), "refused"),
        (Policy(waiver_reasons=("accepted-risk",)), "refused"),
        (Policy(waiver_reasons=("planned",)), "active"),
        (Policy(waiver_days=90), "too-long"),
    ],
)
def test_a_policy_bounds_waivers(policy: Policy, state: str, cards: Catalog) -> None:
    report = audit(waivers({}), cards, policy)

    assert one(report).state == state
    assert [(item.what, item.ref, item.allowed) for item in report.policy.weakened] == [("waiver", "licence-open", state == "active")]


def test_what_cannot_be_read_of_a_register_of_waivers_is_said(cards: Catalog) -> None:
    report = audit({"conformite/derogations.yaml": "derogations: [\n"}, cards)

    assert [(limit.what, limit.path) for limit in report.limits] == [("register-invalid", "conformite/derogations.yaml")]


def test_an_attestation_fills_what_no_machine_sees(cards: Catalog) -> None:
    assert verdict(audit({}, cards), "2.3") is Verdict.TO_ATTEST
    assert verdict(audit(attestations({}), cards), "2.3") is Verdict.ATTESTED
    assert verdict(audit(attestations({"action": "15.3"}), cards), "15.3") is Verdict.ATTESTED


def test_an_attestation_never_fills_what_was_seen_to_be_wrong(cards: Catalog) -> None:
    report = audit({"LICENSE": "TODO\n", **attestations({"action": "15.3"})}, cards)

    assert next(item for item in report.results if item.rule == "licence-open").reason is Reason.HOLLOW
    assert verdict(report, "15.3") is Verdict.NOT_SHOWN


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"action": "19.1"}, "unknown-action"),
        ({"action": "2"}, "unknown-action"),
        ({"organisation": None}, "incomplete"),
        ({"enonce": "À compléter"}, "incomplete"),
        ({"date": "2026-12-01"}, "not-yet"),
        ({"valide_jusqu_au": "2026-10-31"}, "expired"),
        ({"valide_jusqu_au": "2026-11-30"}, "expiring"),
        ({"commit": "0123456789abcdef"}, "other-commit"),
    ],
)
def test_each_fault_of_an_attestation_is_its_own_message(change: dict[str, str | None], state: str, cards: Catalog) -> None:
    report = audit(attestations(change), cards)

    assert [item.state for item in report.attestations] == [state]
    assert (verdict(report, "2.3") is Verdict.ATTESTED) is (state == "expiring")
    sentences = {lang: json.loads(render("json", report, lang))["attestations"][0]["message"] for lang in ("fr", "en")}
    assert all(sentences.values()) and sentences["fr"] != sentences["en"]


def test_an_attestation_holds_for_a_commit_of_this_past_alone(cards: Catalog) -> None:
    past = Repo.of(history=[{"date": "2026-08-01", "files": {"README.md": "# Guichet"}}])
    looked_at = past.snapshot.commit or ""
    history: list[dict[str, Any]] = [
        {"date": "2026-08-01", "files": {"README.md": "# Guichet"}},
        {"date": "2026-09-02", "files": attestations({"commit": looked_at[:12]})},
    ]
    shallow = replace(Repo.of(history=history[1:], shallow=True))

    assert verdict(audit({}, cards, repo=Repo.of(history=history)), "2.3") is Verdict.ATTESTED
    assert [item.state for item in audit({}, cards, repo=shallow).attestations] == ["unknown-commit"]


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        (Policy(attestations=False), "refused"),
        (Policy(attested_actions=("9",)), "refused"),
        (Policy(attested_actions=("2.3",)), "valid"),
        (Policy(attested_actions=("02",)), "valid"),
        (Policy(attestation_days=30), "too-long"),
    ],
)
def test_a_policy_bounds_attestations(policy: Policy, state: str, cards: Catalog) -> None:
    assert [item.state for item in audit(attestations({}), cards, policy).attestations] == [state]


def test_an_organisation_attests_for_all_its_services(cards: Catalog) -> None:
    report = audit({}, cards, inherited=Repo.of(attestations({})))

    assert verdict(report, "2.3") is Verdict.ATTESTED
    assert [item.inherited for item in report.attestations] == [True]


POLICY = "# Security\n\nReport a vulnerability through the form at https://www.exemple.quebec/signaler; we answer within five days.\n"


def test_what_a_forge_shares_is_found_in_the_organisations_repository(cards: Catalog) -> None:
    shared = audit({}, cards, inherited=Repo.of({".github/SECURITY.md": POLICY}))
    elsewhere = audit({}, cards, inherited=Repo.of({"services/autre/SECURITY.md": POLICY}))
    own = audit({"SECURITY.md": "# Security\n\nTODO\n"}, cards, inherited=Repo.of({".github/SECURITY.md": POLICY}))
    usable = {name: next(item for item in report.results if item.rule == "security-policy-usable") for name, report in
              {"shared": shared, "elsewhere": elsewhere, "own": own}.items()}  # fmt: skip

    assert usable["shared"].outcome is Outcome.PASS
    assert [item.path for item in shared.evidence if item.kind == "security-policy"] == ["inherit:.github/SECURITY.md"]
    assert usable["elsewhere"].reason is Reason.MISSING
    assert usable["own"].outcome is Outcome.FAIL, "what the repository has of its own is what counts"


def test_without_the_organisation_a_missing_file_may_be_inherited(cards: Catalog) -> None:
    result = next(item for item in audit({}, cards).results if item.rule == "security-policy-usable")

    assert "may-be-inherited" in {look.saw for look in result.looked_at}
    assert "--inherit" in text.render(audit({}, cards), "fr", Style(verbose=True))


def test_a_policy_counts_rules_and_changes_thresholds(cards: Catalog) -> None:
    report = audit({}, cards, Policy(rules=("licence-*",)))

    assert {item.rule for item in report.results} == {name for name in cards.rules if name.startswith("licence-")}
    bounded = Policy(thresholds={"research-sessions": {"min": 99}}).bounded(cards.rules["research-sessions"])
    assert bounded.params["min"] == 99


def test_a_policy_bounds_what_the_manifest_excludes_and_the_report_says_it(cards: Catalog) -> None:
    manifest = "nom: Essai\nsans_objet:\n- {action: '15.3', motif: Code d’un fournisseur, role: Direction des TI}\n"
    files = {"conformite/service.yaml": manifest}
    free, bound = audit(files, cards), audit(files, cards, Policy(never_excluded=("15",)))

    assert verdict(free, "15.3") is Verdict.NOT_APPLICABLE
    assert verdict(bound, "15.3") is Verdict.NOT_SHOWN
    assert [(item.what, item.ref, item.allowed) for item in free.policy.weakened] == [("not-applicable", "15.3", True)]
    assert [(item.what, item.ref, item.allowed) for item in bound.policy.weakened] == [("not-applicable", "15.3", False)]
    assert "policy-exclusion" in {limit.what for limit in bound.limits}


def test_a_policy_is_read_in_both_languages() -> None:
    french = (
        "nom: Consigne\nregles: [licence-*]\nbloquer_sur: [contradicted]\nderogations: {permises: oui, jours_au_plus: 90, motifs: [risque accepté]}\n"
    )
    english = "name: Consigne\nrules: [licence-*]\nfail_on: [contradicted]\nwaivers: {allowed: yes, max_days: 90, reasons: [accepted-risk]}\n"
    read = [read_policy(Repo.of({"policy.yaml": text}).document("policy.yaml")) for text in (french, english)]

    assert replace(read[0], digest=None) == replace(read[1], digest=None)
    assert (read[0].rules, read[0].fail_on, read[0].waiver_days, read[0].waiver_reasons) == (
        ("licence-*",),
        ("contradicted",),
        90,
        ("accepted-risk",),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: P\nruels: [a]\n", "ruels"),
        ("name: [\n", "policy.yaml"),
        ("name: P\nthresholds: {licence-opne: {min: 1}}\n", "licence-open"),
    ],
)
def test_a_policy_that_is_not_valid_is_one_clear_line(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "policy.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "repo").mkdir()

    assert main(["check", str(tmp_path / "repo"), "--policy", str(tmp_path / "policy.yaml"), "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_the_waivers_command_lists_them_and_fails_when_one_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "conformite").mkdir()
    register = tmp_path / "conformite" / "derogations.yaml"

    register.write_text(waivers({})["conformite/derogations.yaml"], encoding="utf-8")
    assert main(["waivers", str(tmp_path), "--date", "2026-11-01", "--lang", "fr"]) == 0
    assert "vaut jusqu’au 2027-03-31" in capsys.readouterr().out
    register.write_text(waivers({"regle": "nulle-part"})["conformite/derogations.yaml"], encoding="utf-8")
    assert main(["waivers", str(tmp_path), "--date", "2026-11-01", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["waivers"][0]["state"] == "unknown-rule"
    register.unlink()
    assert main(["waivers", str(tmp_path), "--lang", "en"]) == 0
    assert "No waiver" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_draft_of_an_attestation_does_not_hold_until_a_person_completes_it(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], cards: Catalog
) -> None:
    assert main(["attest", "02.3", str(tmp_path), "--date", "2026-10-01", "--lang", lang]) == 0
    draft = capsys.readouterr().out
    report = audit({"conformite/attestations.yaml": draft}, cards)

    assert [(item.target, item.state) for item in report.attestations] == [("bpng:2.3", "incomplete")]
    assert main(["attest", "2", str(tmp_path)]) == 2
    assert main(["attest", "99.1", str(tmp_path)]) == 2
