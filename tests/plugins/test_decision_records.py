"""What the examples of the cards cannot show of recorded decisions: the forms they take, and what is no decision of the product."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from conforme import engine
from conforme.catalog import Catalog
from conforme.model import Record
from conforme.repo import Repo
from conforme.view import Found
from conforme_plugins.decision_records import _status

NYGARD = """# 4. Use a queue

Date: 2026-01-20

## Status

{status}

## Context

Letters are sent by night, and some are lost when the database is busy.

## Decision

Letters wait in a queue until the database has answered.
"""


def found(cards: Catalog, files: Mapping[str, str]) -> Found:
    options = engine.Options(datetime.date(2026, 11, 1), isolate=False)
    return engine.collect(Repo.of(files), cards, options, ["decision-records"]).found["decision-records"]


def decisions(cards: Catalog, files: Mapping[str, str]) -> list[Record]:
    return [record for item in found(cards, files).evidence for record in item.records_of("decision")]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("✅ Accepted", "accepted"),
        ("> Approved", "accepted"),
        ("Superseded by [9](0009.md)", "replaced"),
        ("Accepté, remplace la décision 3", "accepted"),
        ("`Rejected`", "rejected"),
        ("Not accepted", "rejected"),
        ("Pending review", "proposed"),
        ("À l’étude", "proposed"),
        ("Accepted or Rejected", None),
        ("proposé | rejeté | accepté", None),
        ("See the wiki", None),
    ],
)
def test_a_status_is_what_is_said_first(cards: Catalog, written: str, status: str | None) -> None:
    assert _status.read(cards.finders["decision-records"].fields, written, 1).value == status


@pytest.mark.parametrize(
    "path",
    [
        "docs/adr/0004-queue.md",
        "ADR/ADR004-queue.md",
        "Décisions/file-attente.md",
        "doc/architecture/decisions/0004.md",
        "docs/adr-004-queue.md",
        "notes/q.md",
    ],
)
def test_a_decision_is_found_wherever_it_stands(cards: Catalog, path: str) -> None:
    (record,) = decisions(cards, {path: NYGARD.format(status="Accepted")})

    assert (record["status"], record["date"], record.text("title")) == ("accepted", "2026-01-20", "4. Use a queue")
    assert record.text("decision").startswith("Letters wait")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "docs/adr/README.md",
            "# Decisions\n\nWe keep decisions here.\n\n- [Use a queue](0004-queue.md), accepted\n- [Use a cache](0005-cache.md), proposed\n",
        ),
        ("docs/adr/index.md", "# Décisions\n\n| No | Titre | Statut |\n|---|---|---|\n| 4 | [File d’attente](0004.md) | Accepté |\n"),
        ("content/adrian.md", "---\nname: A\n---\n"),
        ("docs/precision.md", "# Precision\n\n## Context\n\nThe decimal places that amounts are shown with, and where they are rounded.\n"),
        ("docs/tree.md", "# Decision tree\n\n## Status\n\nLive since the spring.\n\n## How it works\n\nEach question leads to the next decision.\n"),
        (".github/ISSUE_TEMPLATE/decision.md", NYGARD.format(status="Proposed")),
        ("vendor/pkg/docs/adr/0004-queue.md", NYGARD.format(status="Accepted")),
    ],
)
def test_what_only_speaks_of_decisions_is_none(cards: Catalog, path: str, text: str) -> None:
    seen = found(cards, {path: text})

    assert not seen.evidence
    assert not seen.flaws


def test_a_template_alone_is_hollow(cards: Catalog) -> None:
    seen = found(cards, {"docs/adr/0000-TEMPLATE.md": NYGARD.format(status="Pending")})

    assert not seen.evidence
    assert [flaw.reason.value for flaw in seen.flaws] == ["hollow"]


def test_a_log_in_sections_is_as_many_decisions(cards: Catalog) -> None:
    page = "# Decisions\n\n"
    for name in ("Queue", "Cache"):
        page += f"## {name}\n\n**Status**: accepted\n\n**Context**: the database is busy at night\n\n**Decision**: put a {name.lower()} before it\n\n"

    assert [record.text("title") for record in decisions(cards, {"docs/decisions.md": page})] == ["Queue", "Cache"]


@pytest.mark.parametrize(
    ("context", "reuse"),
    [
        ("We compared an existing open source queue, Faktory, with building our own.", "weighed"),
        ("We evaluated two commercial products, Qube and Pilo, and kept neither.", "weighed"),
        ("Nous avons évalué une solution existante, Faktory, plutôt que de développer la nôtre.", "weighed"),
        ("There is an open source project of that name, Faktory.", "mentioned"),
        ("It looks like we will build our own queue in GitHub.", "mentioned"),
        ("The following libraries were evaluated:\n\n- Pilo\n- A queue\n\n", "weighed"),
        ("The following libraries were evaluated:\n\n- Pilo\n- Qube\n\n", None),
        ("Les outils suivants ont été comparés :\n* Pilo\n* Letters wait\n\n", "weighed"),
        ("Libraries such as Pilo are loaded from other packages.", None),
        ("We want to open source the code later on, in GitHub.", None),
        ("Instead of creating a new database record, all are kept in InspectionRecord.", None),
        ("Texts are reused in several pages of the Portal.", None),
    ],
)
def test_reuse_is_weighed_where_a_choice_is_made(cards: Catalog, context: str, reuse: str | None) -> None:
    page = NYGARD.format(status="Accepted").replace("Letters are sent by night", f"{context} Letters are sent by night")
    (record,) = decisions(cards, {"docs/adr/0004-queue.md": page})

    assert record["reuse"] == reuse


def test_products_side_by_side_are_weighed_and_languages_are_not(cards: Catalog) -> None:
    listed = "Several exist:\n\n- [{}](https://a.example.org)\n- [{}](https://b.example.org)\n\nLetters are sent by night"
    page = NYGARD.format(status="Accepted").replace("Use a queue", "Use {}")

    def reuse(first: str, second: str) -> object:
        text = page.format(first).replace("Letters are sent by night", listed.format(first, second))
        return decisions(cards, {"docs/adr/0004.md": text})[0]["reuse"]

    assert (reuse("Faktory", "Pilo"), reuse("Rust", "Ruby")) == ("weighed", None)


def test_other_tools_among_the_alternatives_are_existing_solutions(cards: Catalog) -> None:
    others = (
        "\n## Alternatives\n\n- **By hand**: we could go on by hand\n- **Other tools**: there are other libraries, less complete, such as `pilo`\n"
    )
    (record,) = decisions(cards, {"docs/adr/0004-queue.md": NYGARD.format(status="Accepted") + others})

    assert record["reuse"] == "weighed"

    (record,) = decisions(cards, {"docs/adr/0004-queue.md": NYGARD.format(status="Accepted") + others.replace("there are other", "it suits other")})

    assert record["reuse"] is None


@pytest.mark.parametrize("name", ["PO-sync_Agenda_Notes", "2026-03-02 meeting notes", "Compte rendu", "procès-verbal-2026-03"])
def test_notes_of_a_meeting_are_no_record_of_a_decision(name: str, cards: Catalog) -> None:
    page = NYGARD.format(status="Accepted").replace("Letters are sent by night", "We compared Faktory, open source, with building our own. Letters")
    seen = found(cards, {f"docs/{name}.md": page.replace("# 4. Use a queue\n", "")})

    assert not seen.evidence
    assert "meeting" in {look.saw for look in seen.looks}
    assert decisions(cards, {f"docs/decisions/{name}.md": page})


def test_what_a_product_is_made_from_is_told_and_what_it_needs_only_hints(cards: Catalog) -> None:
    seen = found(cards, {"publiccode.yml": "isBasedOn: https://example.org/upstream\ndependsOn:\n  open:\n    - name: PostgreSQL\n"})

    assert [(item.value, item.strength.value) for item in seen.evidence] == [("isBasedOn", "declared"), ("dependsOn.open", "indicative")]
