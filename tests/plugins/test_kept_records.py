"""Records that only people keep, beyond the examples of their cards: other carriers, decoys, and nobody's name."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from conforme import catalog, engine
from conforme.catalog import Catalog
from conforme.facts import dated
from conforme.model import Evidence, Outcome
from conforme.repo import Repo


@pytest.fixture(scope="module")
def cards() -> Catalog:
    return catalog.load()


def found(cards: Catalog, kind: str, files: Mapping[str, str]) -> list[Evidence]:
    options = engine.Options(datetime.date(2026, 11, 1), "live", lambda card: card.kind == kind, isolate=False)
    report = engine.audit(Repo.of(files), cards, options)
    assert not [result.rule for result in report.results if result.outcome is Outcome.ERROR]
    return [item for item in report.evidence if item.kind == kind]


# --- team roles ------------------------------------------------------------------------------------------------------------------------------

LIST = "# Team\n\n- Camille Exemple, product owner\n- Dominique Exemple, UX researcher\n- Claude Exemple (tech lead)\n"
TABLE = "# Équipe\n\n| Nom | Rôle |\n|---|---|\n| Camille Exemple | Responsable de produit |\n| Claude Exemple | Développement |\n"


@pytest.mark.parametrize("page", [LIST, TABLE])
def test_roles_are_held_and_nobody_is_named(cards: Catalog, page: str) -> None:
    (item,) = found(cards, "team-roles", {"docs/team.md": page})

    assert {record["state"] for record in item.records} == {"covered"}
    assert "Exemple" not in repr(item.records)


@pytest.mark.parametrize(
    "page",
    [
        "# Working agreements of the team\n\n- Do not let developers decide on design alone.\n- Share early and often.\n- Ask for feedback.\n",
        "# Roles\n\n| Role | Permissions |\n|---|---|\n| admin | all |\n| reader | read |\n",
        "# Team channels\n\n- Design > UX sync notes\n- Development > Dev sync log\n- Product > Product sync\n",
    ],
)
def test_what_is_no_team(cards: Catalog, page: str) -> None:
    assert not found(cards, "team-roles", {"docs/team.md": page})


# --- status reports --------------------------------------------------------------------------------------------------------------------------

NOTE = "# Sprint review\n\n## Done\n\nThe form is open to all regions.\n\n## Blockers\n\nHosting contract is late.\n"


@pytest.mark.parametrize(
    ("path", "day"),
    [("docs/sprints/2026-10-30.md", "2026-10-30"), ("docs/sprint-review-2026-09.md", "2026-09-30")],
)
def test_a_report_is_dated_by_its_name(cards: Catalog, path: str, day: str) -> None:
    (item,) = found(cards, "status-reports", {path: NOTE})

    assert [record["date"] for record in item.records] == [day]


def test_dated_sections_are_reports(cards: Catalog) -> None:
    page = "# Weekly notes\n" + "".join(
        f"\n## {day}\n\n### Done\n\nThe form reached {place} offices.\n\n### Risks\n\nThe contract is late.\n"
        for day, place in (("2 octobre 2026", "two"), ("October 9, 2026", "three"))
    )
    (item,) = found(cards, "status-reports", {"docs/weekly.md": page})

    assert [record["date"] for record in item.records] == ["2026-10-02", "2026-10-09"]


@pytest.mark.parametrize("name", ["docs/tickets/progress-report-2026-10-01.md", "docs/ABC-123-status-report-2026-10-01.md"])
def test_a_ticket_is_no_initiative(cards: Catalog, name: str) -> None:
    assert not found(cards, "status-reports", {name: NOTE})


@pytest.mark.parametrize(("written", "state"), [("🟢", "on-track"), ("Rouge", "off-track"), ("Vert / Jaune", None), ("à surveiller", "at-risk")])
def test_colours(cards: Catalog, written: str, state: str | None) -> None:
    table = f"# État d’avancement\n\n| Date | État | Avancement |\n|---|---|---|\n| 2026-10-01 | {written} | Le formulaire est ouvert |\n"
    (item,) = found(cards, "status-reports", {"docs/etat.md": table})

    assert item.records[0]["state"] == state


# --- journeys --------------------------------------------------------------------------------------------------------------------------------


def test_entities_are_refused(cards: Catalog) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&a;</definitions>'

    assert not found(cards, "service-journeys", {"docs/process.bpmn": bomb})


def test_manual_tasks_tell_why(cards: Catalog) -> None:
    model = (
        '<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"><b:process name="Permit"><b:userTask name="Fill in"/>'
        '<b:manualTask name="Visit"><b:documentation>The inspector looks at it</b:documentation></b:manualTask></b:process></b:definitions>'
    )
    (item,) = found(cards, "service-journeys", {"docs/process.bpmn": model})
    steps = item.records[0].of("steps")

    assert [(step.text("name"), step["channel"], step.text("reason")) for step in steps] == [
        ("Fill in", ("digital",), ""),
        ("Visit", ("manual",), "The inspector looks at it"),
    ]


# --- others ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [".github/ISSUE_TEMPLATE/spike.md", "docs/experiments/template.md", "docs/experiments/README.md"])
def test_a_form_is_no_experiment(cards: Catalog, path: str) -> None:
    page = "# Spike\n\n## Hypothesis\n\nWhat we believe will happen goes here.\n\n## Method\n\nHow one tries it out.\n"

    assert not found(cards, "experiments", {path: page})


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The service does not make automated decisions about anyone.", True),
        ("Does the service take no automated decision about anyone?", False),
        ("Should no automated decision be taken, tell the applicant so.", False),
    ],
)
def test_no_automated_decision_is_said_not_asked(cards: Catalog, sentence: str, said: bool) -> None:
    assert bool(found(cards, "automated-decisions", {"README.md": f"# Service\n\n{sentence}\n"})) is said


def test_a_first_date_is_a_day_before_a_month() -> None:
    assert dated.find("octobre 2026, mis à jour le 3 novembre 2026") == "2026-11-03"
    assert dated.find("bilan d’octobre 2026") == "2026-10"
