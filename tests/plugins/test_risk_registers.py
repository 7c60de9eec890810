"""What the examples of the risk cards do not show: what is no register, and how ratings, types, treatments and places are read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from conforme import Cell, Record, catalog, engine, testing
from conforme.facts import structured, values
from conforme.model import Evidence
from conforme.repo import Document, Repo
from conforme.view import Found
from conforme_plugins.threat_or_risk_register import _judge, _places, _statement, _words

KIND = "threat-or-risk-register"
CARDS = catalog.load()
TABLE = """| Risk | Likelihood | Impact | Mitigation |
|---|---|---|---|
| The index outgrows one machine | Low | High | Split the index by region |
"""
DRAGON = """{"summary": {"title": "Portal"}, "detail": {"diagrams": [{"cells": [{"data": {"name": "Sign-in", "threats": [
{"id": "a1", "title": "Session fixation", "status": "Open", "severity": "High", "description": "The session is fixed.", "mitigation": "New one"},
{"id": "a2", "title": "Log tampering", "status": "NotApplicable", "severity": "High", "description": "Logs are altered on disk.", "mitigation": ""}
]}}]}]}}"""
THREAGILE = """threagile_version: 1.0.0
title: Permit portal
technical_assets:
  Officer desk:
    {id: desk, description: Where officers read applications, confidentiality: confidential, integrity: critical, availability: operational}
risk_tracking:
  sql-injection@desk: {status: mitigated, justification: Queries are bound since the first release, ticket: P-12}
  missing-vault@desk: {status: in-discussion, justification: ""}
individual_risk_categories:
  Files of another region are read:
    {id: regions, description: An officer reads applications of another region, impact: Privacy, mitigation: Check of the region,
     stride: information-disclosure, risks_identified: {at the desk: {severity: elevated}}}
"""


def found(files: Mapping[str, str]) -> Found:
    options = engine.Options(datetime.date(2026, 11, 1), isolate=False)
    return engine.collect(Repo.of(files), CARDS, options, {KIND}).found[KIND]


def outcome(rule: str, files: Mapping[str, str]) -> str:
    (result,) = testing.judge(CARDS, rule, Repo.of(files))
    return result.outcome.value


def only(files: Mapping[str, str]) -> Evidence:
    (evidence,) = found(files).evidence
    return evidence


def record(**cells: str) -> Record:
    kinds = {"level": "level", "status": "status", "evidence": "list"}
    read = {name: values.read(kinds.get(name, "text"), written, 1) for name, written in cells.items()}
    return Record("risk", "r", read, "docs/risks.md", 1)


# What is no register -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "before", "saw"),
    [
        ("docs/adr/0012-search-engine.md", "# Search engine\n\n## Context\n\nText.\n\n## Decision\n\nText.\n\n## Risks\n\n", "one-change"),
        ("docs/search.md", "# Search\n\n## Considered options\n\nText.\n\n## Decision outcome\n\nText.\n\n## Risks\n\n", "one-change"),
        ("docs/tickets/P-120/plan.md", "# Plan\n\n## Risks and mitigations\n\n", "one-change"),
        (".claude/agents/analyst.md", "# Risks\n\n", "one-change"),
        ("docs/parser.md", "# Go parser integration plan\n\n## Risks\n\n", "one-change"),
        ("docs/console.md", "# Admin console: high-level architecture specification\n\n## Risks and mitigations\n\n", "one-change"),
        ("parser/docs/object_pooling_design.md", "# Object pooling\n\n## Risks and mitigations\n\n", "one-change"),
        ("docs/bascule.md", "# Plan de migration de l’annuaire\n\n## Risques\n\n", "one-change"),
    ],
)
def test_the_risks_of_one_decision_or_change_are_not_those_of_the_service(path: str, before: str, saw: str) -> None:
    result = found({path: before + TABLE})

    assert not result.evidence
    assert [(look.path, look.saw) for look in result.looks] == [(path, saw)]


@pytest.mark.parametrize("path", ["docs/architecture.md", "docs/project-plan.md", "docs/design-system-risks.md"])
def test_the_risks_of_the_whole_service_count_wherever_they_are_told(path: str) -> None:
    assert found({path: "# Housing benefit\n\n## Risks and technical debt\n\n" + TABLE}).evidence


@pytest.mark.parametrize(
    "page",
    [
        # the risk of exposure to an illness, which a service computes
        "# Risk assessment\n\n| Encounter | Risk level | Minutes |\n|---|---|---|\n| close | high | 15 |\n| far | low | 15 |\n",
        # what documents a format of risks
        "# Risk rules\n\n| Field | Type | Description |\n|---|---|---|\n| severity | string | Low or high |\n| impact | string | Risk impact |\n",
        # the scale on which risks are rated
        "# Risk management\n\n| Risk level | Likelihood | Impact |\n|---|---|---|\n| High | over 75 % | over a million |\n",
        # an index of pages
        "# Threats\n\n| Page | Description |\n|---|---|\n| [Spoofing](spoofing.md) | What spoofing is |\n",
        # a capability of operations under a heading that speaks of threats
        "# Operations\n\n## Threat intelligence\n\n- Gives an overview of threats\n- Informs the team\n- Is a service\n- Is watched\n",
    ],
)
def test_a_page_that_speaks_of_risks_holds_none(page: str) -> None:
    assert not found({"docs/page.md": page, "docs/risk-assessment.md": page}).evidence


@pytest.mark.parametrize("status", ["TBD", "not-required", "À compléter", ""])
def test_an_assessment_that_nothing_says_is_done_is_a_near_miss(status: str) -> None:
    result = found({"COMPLIANCE.yaml": f"spec:\n  - name: PIA\n    status: completed\n  - name: STRA\n    status: {status}\n"})

    assert not result.evidence
    assert [look.saw for look in result.looks] == ["not-done"]


def test_a_privacy_assessment_alone_is_no_assessment_of_security_risks() -> None:
    result = found({"COMPLIANCE.yaml": "spec:\n  - name: PIA\n    status: completed\n"})

    assert not result.evidence
    assert not result.looks


def test_a_template_with_its_brackets_is_hollow() -> None:
    page = "# Risk register\n\n| Risk description | Likelihood | Mitigation |\n|---|---|---|\n| [Describe the risk] | [1-5] | [Plan] |\n"

    assert [flaw.reason.value for flaw in found({"docs/risk-register.md": page}).flaws] == ["hollow"]


def test_a_stub_of_threagile_is_hollow() -> None:
    stub = "threagile_version: 1.0.0\ntitle: Model Stub\ntechnical_assets:\n  Some Technical Asset: {id: some, description: Some Description}\n"

    assert [flaw.reason.value for flaw in found({"threagile.yaml": stub}).flaws] == ["hollow"]


def test_other_json_with_threats_is_no_model() -> None:
    assert not found({"docs/threats.json": '{"threats": [{"title": "Session fixation", "severity": "High"}]}'}).evidence


# Carriers ------------------------------------------------------------------------------------------------------------------------------------


def test_a_threat_that_does_not_apply_is_no_risk() -> None:
    evidence = only({"threat-model.json": DRAGON})

    assert [(risk.id, risk["status"], risk["level"], risk["asset"]) for risk in evidence.records] == [("a1", "open", 4, "Sign-in")]


def test_threagile_gives_assets_risks_and_what_became_of_them() -> None:
    evidence = only({"threagile.yaml": THREAGILE})

    (desk,) = evidence.records_of("asset")
    assert [desk[f"dic.{part}"] for part in "dic"] == [2, 4, 4]
    risks = {risk.id: risk for risk in evidence.records_of("risk")}
    assert risks["regions"]["level"] == 3
    assert _judge.is_over(risks["sql-injection-desk"])
    assert _judge.has_level(risks["missing-vault-desk"])
    assert not _judge.has_treatment(risks["missing-vault-desk"])


def test_a_list_of_threats_answers_the_risks_that_lead_to_them() -> None:
    page = """# Overview

## Risks

- Applications are disclosed
  - Related threats
    - [Phishing of officers](#phishing)

## Threats

- Phishing of officers
  - Proposed controls
    - Hardware keys
- Stolen laptops
  - Controls: disk encryption
- Guessing of file numbers
  - Mitigation: random numbers
"""
    records = {risk.id: risk for risk in only({"docs/security.md": page}).records}

    assert records["applications-are-disclosed"].text("measure") == "Hardware keys"
    assert {risk["type"] for risk in records.values()} == {"cyber"}


def test_one_risk_a_page_in_a_folder_of_risks() -> None:
    page = "# The supplier delivers late\n\n## Probability\n\nHigh\n\n## Mitigation\n\nSimulate payments meanwhile.\n"
    (risk,) = only({"docs/risks/R-001.md": page}).records

    assert (risk["likelihood"], risk.text("measure"), risk["type"]) == (4, "Simulate payments meanwhile.", "project")


def test_a_rated_register_spares_the_threat_model_beside_it() -> None:
    model = "# Threat model\n\n| Threat | Mitigation |\n|---|---|\n| Phishing of an officer account | Hardware keys |\n"
    register = "# Risks\n\n| Risk | Level | Mitigation |\n|---|---|---|\n| Phishing of an officer account | High | Hardware keys |\n"

    assert outcome("risk-cyber-assessed", {"docs/threats.md": model}) == "fail"
    assert outcome("risk-cyber-assessed", {"docs/threats.md": model, "docs/risks.md": register}) == "pass"


# Words ---------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["Élevé", "H", "P1", "12", "7/10", "🔴", "Élevée si contournée", "Medium-High", "Avérée"])
def test_a_rating(written: str) -> None:
    assert _words.rated(values.read("level", written, 1))


@pytest.mark.parametrize("written", ["", "TBD", "[1-5]", "n/a", "texte", "Users cannot apply for a permit during the weekend", "Service down"])
def test_no_rating(written: str) -> None:
    assert not _words.rated(values.read("level", written, 1))


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        ("", "Hameçonnage d’un compte d’agent", "cyber"),
        ("", "Le fournisseur livre en retard", "project"),
        ("Fournisseur", "Le prestataire livre en retard", "supplier"),
        ("S, T", "Somebody applies for another", "project"),
        ("Information Disclosure (I)", "Files are read", "cyber"),
        ("Vie privée", "Collecte de trop de renseignements", "privacy"),
        ("Financier", "Les coûts dépassent le budget", "business"),
    ],
)
def test_the_type_of_a_risk(written: str, name: str, expected: str) -> None:
    assert _words.type_of(record(type=written, name=name), "project") == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"treatment": "Accepté"}, True),
        ({"treatment": "Transfer to the insurer"}, True),
        ({"treatment": "Mitigate"}, False),
        ({"treatment": "Réduire", "measure": "Clés matérielles pour les agents"}, True),
        ({"measure": "TBD"}, False),
        ({"status": "Fermé"}, True),
        ({"status": "Ouvert"}, False),
    ],
)
def test_a_treatment(cells: dict[str, str], expected: bool) -> None:
    assert _judge.has_treatment(record(**cells)) is expected


def test_what_threat_dragon_writes_by_itself_says_nothing() -> None:
    assert not _words.tells(record(name="New STRIDE threat", description="Provide a description for this threat", measure="TBD"))
    assert _words.tells(record(name="Generic spoofing threat", measure="A second factor is asked for"))


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("stra: completed\n", "done"),
        ("security:\n  threat-risk-assessment: {status: in-progress}\n", "open"),
        ("evaluations:\n  - nom: Évaluation des risques de sécurité\n    statut: approuvée\n    date: 2026-02-01\n", "done"),
        ("spec:\n  - {name: STRA, status: exempt}\n", "none"),
        ("spec:\n  - {name: STRA, status: TBD}\n", "unsaid"),
    ],
)
def test_how_far_an_assessment_is(yaml: str, expected: str) -> None:
    statement = _statement.read(structured.parse(Document("compliance.yaml", lambda limit: yaml.encode())))

    assert statement is not None
    assert statement.state == expected


# Places --------------------------------------------------------------------------------------------------------------------------------------


class Tree:
    """As much of a view as places ask for."""

    def __init__(self, *paths: str) -> None:
        self._paths = paths

    def exists(self, path: str) -> bool:
        return any(known == path or known.startswith(path + "/") for known in self._paths)


@pytest.mark.parametrize(
    ("cells", "there", "absent"),
    [
        ({"evidence": "tests/session.py; tests/gone.py"}, ("tests/session.py",), ("tests/gone.py",)),
        ({"evidence": "tests/session.py::test_expiry"}, ("tests/session.py",), None),
        ({"evidence": "the weekly scan; SEC-12; job secret-scan"}, None, None),
        ({"evidence": "https://example.org/audit.pdf"}, None, None),
        ({"evidence": "https://forge.guichet-permis.quebec/team/portal/-/blob/main/tests/session.py#L4"}, ("tests/session.py",), None),
        ({"measure": "Sessions are short, see tests/session.py; and/or a queue"}, ("tests/session.py",), None),
    ],
)
def test_where_a_measure_is(cells: dict[str, str], there: object, absent: object) -> None:
    placed = _places.placed(Tree("tests/session.py", "docs/risks.md"), record(**cells))  # type: ignore[arg-type]

    assert (placed["evidence.found"], placed["evidence.absent"]) == (there, absent)


def test_a_link_is_read_from_the_page_that_holds_it() -> None:
    linked = record(measure="Queries are bound")
    cells = {**linked.cells, "measure.links": Cell(("../src/db.ts", "../src/gone.ts", "#top"), "", 1)}
    placed = _places.placed(Tree("src/db.ts"), Record("risk", "r", cells, "docs/risks.md", 1))  # type: ignore[arg-type]

    assert (placed["evidence.found"], placed["evidence.absent"]) == (("src/db.ts",), ("../src/gone.ts",))


def test_history_is_asked_only_when_a_review_date_has_passed() -> None:
    page = "# Threat model\n\nNext review: {}\n\n| Threat | Mitigation |\n|---|---|\n| Stolen session cookie reused | Short sessions |\n"

    assert "changed" not in only({"docs/threat-model.md": page.format("2027-01-01")}).data
    assert "changed" in only({"docs/threat-model.md": page.format("2026-01-01")}).data
