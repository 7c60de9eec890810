"""The engine on repositories in memory: the way from names to verdicts, with a toy standard over existing rules."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conforme import catalog, engine, isolation, trust
from conforme.cards import RuleCard
from conforme.catalog import Catalog
from conforme.engine import judging
from conforme.model import Finding, Limit, Outcome, Reason, Severity, Verdict
from conforme.repo import Entry, Repo, Unreadable
from conforme.report import Report
from conforme.reports import json as as_json
from conforme.reports import render
from conforme.view import Found

ROOT = Path(__file__).resolve().parents[1]
LICENCE = (ROOT / "LICENCE").read_text(encoding="utf-8")
POLICY = "# Security\n\nReport a vulnerability through the form at https://www.exemple.quebec/signaler; we answer within five days.\n"
DATE = datetime.date(2026, 11, 1)


def audit(
    files: dict[str, str], cards: Catalog, phase: str | None = None, select: Callable[[RuleCard], bool] | None = None, isolate: bool = False
) -> Report:
    options = engine.Options(DATE, phase, select or (lambda card: True), isolate=isolate)
    return trust.decide(engine.audit(Repo.of(files), cards, options), ["expected"])


def result(report: Report, rule: str) -> judging.Result:
    return next(item for item in report.results if item.rule == rule)


def verdict(report: Report, action: str) -> Verdict:
    return next(item.verdict for practice in report.practices for item in practice.actions if item.action.id == action)


def test_a_second_standard_never_needs_the_engine() -> None:
    toy = catalog.load(examples=True, standards=str(ROOT / "tests" / "toy"))
    report = audit({"LICENCE": LICENCE}, toy, phase="live")

    assert [standard.id for standard in report.standards] == ["toy"]
    assert {item.action.id: item.verdict for practice in report.practices for item in practice.actions} == {
        "1.1": Verdict.DEMONSTRATED,
        "1.2": Verdict.NOT_SHOWN,
        "2.1": Verdict.TO_ATTEST,
    }
    assert report.practices[0].verdict is Verdict.PARTIAL
    assert '"toy:1.1"' in render("json", report, "fr")
    assert "Partager" in render("text", report, "fr") and "Share" in render("text", report, "en")


def test_isolation_changes_no_verdict(cards: Catalog) -> None:
    files = {"LICENCE": LICENCE, "SECURITY.md": POLICY}

    assert as_json.document(audit(files, cards), "fr") == as_json.document(audit(files, cards, isolate=True), "fr")


def test_two_runs_give_the_same_bytes(cards: Catalog) -> None:
    files = {"LICENCE": LICENCE, "SECURITY.md": POLICY, "docs/a.md": "# Indicateurs\n"}

    for lang in ("fr", "en"):
        for name in ("text", "json"):
            assert render(name, audit(files, cards), lang) == render(name, audit(dict(reversed(files.items())), cards), lang)


def test_waiving_or_changing_phase_changes_no_verdict(cards: Catalog) -> None:
    files = {"LICENCE": LICENCE, "SECURITY.md": "# Sécurité\n\nÀ compléter\n"}
    verdicts = {phase: [practice.verdict for practice in audit(files, cards, phase).practices] for phase in ("discovery", "alpha", "beta", "live")}

    assert len(set(map(tuple, verdicts.values()))) == 1


def test_the_phase_decides_what_is_expected_now(cards: Catalog) -> None:
    assert result(audit({}, cards, "discovery"), "security-policy-usable").severity is Severity.LATER
    assert not result(audit({}, cards, "discovery"), "security-policy-usable").blocking
    assert result(audit({}, cards, "alpha"), "security-policy-usable").severity is Severity.EXPECTED
    assert result(audit({}, cards, "alpha"), "security-policy-usable").blocking


def test_the_phase_comes_from_the_option_then_the_manifest_then_the_standard(cards: Catalog) -> None:
    manifest = {"conformite/service.yaml": "nom: Essai\nphase: bêta\n"}

    assert (audit(manifest, cards).phase, audit(manifest, cards).phase_source) == ("beta", "manifest")
    assert (audit(manifest, cards, "live").phase, audit(manifest, cards, "live").phase_source) == ("live", "option")
    assert (audit({}, cards).phase, audit({}, cards).phase_source) == ("discovery", "default")


def test_of_a_manifest_that_is_not_valid_what_reads_well_is_kept_and_the_rest_is_said(cards: Catalog) -> None:
    manifest = (
        "nom: Essai\nphase: beta-test\nparties:\n- {id: api, chemin: services/api, nature: api}\n- {id: api, chemin: ailleurs}\n"
        "sans_objet:\n- {action: 15.3, motif: Code d’un fournisseur, role: Direction des TI}\n- {action: 14.3, motif: Non}\n"
        "- {regle: kpi-complet, motif: Non mesuré, role: Direction}\n"
    )
    report = audit({"conformite/service.yaml": manifest}, cards)

    assert report.phase_source == "default"
    assert [part["path"] for part in report.service.parts] == ["services/api"]
    assert result(report, "licence-open").outcome is Outcome.NOT_APPLICABLE
    assert result(report, "api-described").outcome is Outcome.NOT_APPLICABLE or verdict(report, "14.3") is not Verdict.NOT_APPLICABLE
    assert sorted((limit.what, limit.measured) for limit in report.limits) == [
        ("manifest-exclusion", 8),
        ("manifest-exclusion", 9),
        ("manifest-part-twice", 5),
        ("manifest-partial", 2),
        ("manifest-partial", 8),
    ]


def test_a_manifest_that_cannot_be_read_declares_nothing_and_is_said(cards: Catalog) -> None:
    report = audit({"conformite/service.yaml": "nom: Essai\nphase: [beta\n"}, cards)

    assert report.phase_source == "default"
    assert [(limit.what, limit.path) for limit in report.limits] == [("manifest-invalid", "conformite/service.yaml")]


def test_what_the_manifest_says_does_not_apply_is_quoted(cards: Catalog) -> None:
    manifest = "nom: Essai\nsans_objet:\n- {action: '15.3', motif: Code d’un fournisseur, role: Direction des TI}\n"
    report = audit({"conformite/service.yaml": manifest}, cards)
    because = result(report, "licence-open").because

    assert because is not None
    assert (because.kind, because.reason, because.role) == ("manifest", "Code d’un fournisseur", "Direction des TI")
    assert because.location is not None and because.location.path == "conformite/service.yaml" and because.location.line == 3
    assert verdict(report, "15.3") is Verdict.NOT_APPLICABLE


def test_a_placeholder_is_no_reason_not_to_apply(cards: Catalog) -> None:
    manifest = "nom: Essai\nsans_objet:\n- {action: '15.3', motif: À compléter, role: Direction des TI}\n"

    assert verdict(audit({"conformite/service.yaml": manifest}, cards), "15.3") is Verdict.NOT_SHOWN


def test_what_is_missing_says_where_it_was_looked_for_and_the_nearest_miss(cards: Catalog) -> None:
    looks = result(audit({"third_party/lib/LICENSE": "MIT"}, cards), "licence-open").looked_at

    assert looks[0].path == "third_party/lib/LICENSE" and looks[0].saw == "set-aside"
    assert any(look.path is None and "LICENCE" in look.what for look in looks)


def test_a_deselected_rule_leaves_its_action_undecided(cards: Catalog) -> None:
    report = audit({"LICENCE": LICENCE}, cards, select=lambda card: card.id != "licence-open")

    assert "licence-open" not in {item.rule for item in report.results}
    assert verdict(report, "15.3") is not Verdict.DEMONSTRATED
    assert verdict(audit({}, cards, select=lambda card: card.kind == "security-policy"), "15.3") is Verdict.NOT_EXAMINED


def test_a_finder_that_raises_is_an_error_and_the_others_still_report(cards: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    from conforme_plugins.security_policy import _reporting

    def broken(page: object, *, dedicated: bool) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(_reporting, "page_tells", broken)
    report = audit({"LICENCE": LICENCE, "SECURITY.md": POLICY}, cards)

    assert result(report, "security-policy-usable").outcome is Outcome.ERROR
    assert result(report, "licence-open").outcome is Outcome.PASS
    assert trust.exit_code(report) == 4


def test_a_finder_that_is_cut_off_leaves_its_rules_unverified(cards: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    run = isolation.run_beside

    def cut(lanes: list[list[isolation.Task]], **options: object) -> list[list[object]]:
        answers = run(lanes, memory=1 << 30, isolate=False)
        lost = isolation.Failure("timed-out", "20")
        return [
            [lost if task.name == "security-policy" else value for task, value in zip(lane, values, strict=True)]
            for lane, values in zip(lanes, answers, strict=True)
        ]

    monkeypatch.setattr(isolation, "run_beside", cut)
    report = audit({"LICENCE": LICENCE, "SECURITY.md": POLICY}, cards, select=lambda card: card.kind in ("open-licence", "security-policy"))

    assert result(report, "security-policy-usable").outcome is Outcome.UNVERIFIED
    assert [limit.what for limit in report.limits] == ["finder-timed-out", "not-selected"]
    assert trust.exit_code(report) == 0


def test_every_rule_that_ran_is_in_the_results_and_every_action_in_the_practices(cards: Catalog) -> None:
    report = audit({}, cards)

    assert {item.rule for item in report.results} == set(cards.rules)
    assert sum(len(practice.actions) for practice in report.practices) == 48
    assert sum(report.summary()["actions"].values()) == 48  # type: ignore[attr-defined]
    assert sum(report.summary()["rules"].values()) == len(report.results)  # type: ignore[attr-defined]


def test_what_may_lie_in_an_unread_tree_is_unverified_and_not_missing(cards: Catalog) -> None:
    repo = replace(Repo.of({"README.md": "# Guichet"}), limits=(Limit("tree-incomplete"),))
    results = engine.audit(repo, cards, engine.Options(DATE, "live", isolate=False)).results

    assert {item.outcome for item in results} == {Outcome.UNVERIFIED}
    assert all([limit.what for limit in item.limits] == ["tree-incomplete"] for item in results)


def test_a_mistyped_key_of_the_manifest_does_not_lower_the_bar(cards: Catalog) -> None:
    report = audit({"conformite/service.yaml": "nom: Essai\nphase: bêta\ninconnue: 1\n"}, cards)

    assert (report.phase, report.phase_source) == ("beta", "manifest")
    assert [limit.what for limit in report.limits] == ["manifest-partial"]


OPENAPI = (
    "openapi: 3.1.0\ninfo: {title: Demandes, version: 1.0.0, description: Suivi des demandes}\n"
    "paths:\n  /demandes:\n    get: {summary: Lister, responses: {'200': {description: Les demandes}}}\n"
)
KPI = """# Indicateurs

| Indicateur | Formule | Unité | Source | Cible | Fréquence | Responsable |
| --- | --- | --- | --- | --- | --- | --- |
| Délai de traitement | médiane des jours | jours | registre des demandes | 5 | mensuelle | Pilotage |
"""
WRONG_OPENAPI = OPENAPI.replace("get: {summary: Lister, responses: {'200': {description: Les demandes}}}", "get: {summary: [Lister]}")


def without_content(repo: Repo, path: str) -> Repo:
    """The same repository, one file of which is a pointer to a content that is elsewhere."""

    def read(entry: Entry, limit: int) -> bytes:
        if entry.path == path:
            raise Unreadable("lfs-pointer")
        return repo.reader(entry, limit)

    return replace(repo, reader=read, _documents={})


def test_a_carrier_that_was_not_read_keeps_what_judges_all_of_them_from_passing(cards: Catalog) -> None:
    repo = Repo.of({"docs/indicateurs.md": KPI, "conformite/indicateurs.yaml": ""})
    alone = audit({"docs/indicateurs.md": KPI}, cards)
    beside = engine.audit(without_content(repo, "conformite/indicateurs.yaml"), cards, engine.Options(DATE, isolate=False))

    passing = {item.rule for item in alone.results if item.outcome is Outcome.PASS and cards.rules[item.rule].kind == "performance-indicators"}
    judging_all = {name for name in passing if cards.rules[name].requires}
    assert judging_all and passing - judging_all
    assert {result(beside, name).outcome for name in judging_all} == {Outcome.UNVERIFIED}
    assert {result(beside, name).outcome for name in passing - judging_all} == {Outcome.PASS}
    assert any(limit.what == "lfs-pointer" and limit.path == "conformite/indicateurs.yaml" for limit in beside.limits)


def test_what_lies_in_no_part_is_judged_and_what_a_part_is_said_to_be_decides_nothing_against_what_it_holds(cards: Catalog) -> None:
    manifest = "nom: Essai\nparties:\n- {id: site, chemin: site, nature: front}\n"
    outside = audit({"conformite/service.yaml": manifest, "openapi.yaml": WRONG_OPENAPI}, cards)
    inside = audit({"conformite/service.yaml": manifest, "site/openapi.yaml": WRONG_OPENAPI}, cards)
    without = audit({"conformite/service.yaml": manifest}, cards)

    assert {(item.part, item.outcome) for item in outside.results if item.rule == "api-valid"} == {
        ("", Outcome.FAIL),
        ("site", Outcome.NOT_APPLICABLE),
    }
    assert {(item.part, item.outcome) for item in inside.results if item.rule == "api-valid"} == {("site", Outcome.FAIL)}
    assert {(item.part, item.outcome) for item in without.results if item.rule == "api-valid"} == {("site", Outcome.NOT_APPLICABLE)}


def test_an_exclusion_in_one_part_leaves_the_others(cards: Catalog) -> None:
    manifest = (
        "nom: Essai\nparties:\n- {id: a, chemin: a, nature: api}\n- {id: b, chemin: b, nature: api}\n"
        "sans_objet:\n- {action: '14.3', partie: a, motif: Interface d’un fournisseur, role: Direction des TI}\n"
    )
    files = {"conformite/service.yaml": manifest, "a/openapi.yaml": WRONG_OPENAPI, "b/openapi.yaml": OPENAPI}
    whole = audit({**files, "conformite/service.yaml": manifest.replace("partie: a, ", "")}, cards)

    assert verdict(audit(files, cards), "14.3") not in (Verdict.NOT_APPLICABLE, Verdict.CONTRADICTED)
    assert verdict(whole, "14.3") is Verdict.NOT_APPLICABLE


def test_asking_of_one_part_improves_no_verdict(cards: Catalog) -> None:
    manifest = "nom: Essai\nparties:\n- {id: a, chemin: a, nature: api}\n- {id: b, chemin: b, nature: api}\n"
    repo = Repo.of({"conformite/service.yaml": manifest, "a/openapi.yaml": OPENAPI})
    whole, one = (trust.decide(engine.audit(repo, cards, engine.Options(DATE, part=part, isolate=False)), ()) for part in (None, "a"))

    assert verdict(whole, "14.3") is not Verdict.DEMONSTRATED
    assert verdict(one, "14.3") is Verdict.UNVERIFIED
    assert any(limit.what == "not-selected" and "api-described" in limit.rules for limit in one.limits)


def test_findings_are_never_cut_without_saying_how_many_and_the_worst_are_kept(cards: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "FINDINGS_A_RULE", 1)
    card = cards.rules["kpi-complete"]
    findings = tuple(Finding(card.id, "", key, reason, key) for key, reason in (("a", Reason.STALE), ("b", Reason.CONTRADICTED), ("c", Reason.LATE)))
    found = judging._result(card, "", {kind: Found(kind) for kind in card.kinds}, list(findings))

    assert found.reason is Reason.CONTRADICTED
    assert [(limit.what, limit.measured, limit.bound) for limit in found.limits] == [("too-many-findings", 3, 1)]


def test_losing_the_phase_of_the_manifest_does_not_lower_the_bar(cards: Catalog) -> None:
    options = engine.Options(DATE, known_phase="live", isolate=False)

    assert engine.audit(Repo.of({"README.md": "# Guichet"}), cards, options).phase == "live"
    assert engine.audit(Repo.of({"conformite/service.yaml": "nom: Essai\nphase: alpha\n"}), cards, options).phase == "alpha"


def test_what_was_not_added_to_git_is_the_nearest_miss(cards: Catalog) -> None:
    repo = replace(Repo.of({"README.md": "# Guichet"}), untracked=lambda: ["conformite/Indicateurs.yaml", "docs/notes.md", "licence.md"])
    report = engine.audit(repo, cards, engine.Options(DATE, isolate=False))

    assert [look.path for look in result(report, "kpi-defined").looked_at if look.saw == "untracked"] == ["conformite/Indicateurs.yaml"]
    assert [look.path for look in result(report, "licence-open").looked_at if look.saw == "untracked"] == ["licence.md"]
