"""What the examples of the cards cannot show of user research: how notes are read, and what is no research."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme import engine, testing
from conforme.catalog import Catalog
from conforme.model import Evidence, Outcome, Record
from conforme.repo import Repo
from conforme.view import Found
from conforme_plugins.user_research import _checks, _consent, _dates, _groups, _lexicon

NOTE = """# Essais d’utilisabilité : demande d’aide

2026-02-10 / Sprint 14

## Objectifs

- Vérifier que le montant est compris.

## Participants

{people}

## Méthode

- {method}

## Constats

- La moitié des personnes n’ont pas trouvé où joindre une pièce.
"""


def found(cards: Catalog, files: Mapping[str, str | bytes]) -> Found:
    options = engine.Options(datetime.date(2026, 11, 1), isolate=False)
    return engine.collect(Repo.of(files), cards, options, ["user-research"]).found["user-research"]


def only(cards: Catalog, files: Mapping[str, str | bytes], type: str = "session") -> Record:
    records = [record for item in found(cards, files).evidence for record in item.records if record.type == type]
    assert len(records) == 1, records
    return records[0]


def shown(cards: Catalog, files: Mapping[str, str | bytes]) -> list[tuple[str | None, str | None]]:
    return [(item.path, item.value) for item in found(cards, files).evidence]


# --- people


@pytest.mark.parametrize(
    ("lines", "total", "groups"),
    [
        (["- Civil servants", "- 6 users"], 6, {"Civil servants": None}),
        (["- Locataires (x3)", "- Propriétaires (x2)"], 5, {"Locataires": 3, "Propriétaires": 2}),
        (["- Locataires : 6", "- Personnes aînées – 5"], 11, {"Locataires": 6, "Personnes aînées": 5}),
        (["- 7 people publishing forms", "- 3 people in translation teams", "- 10 participants in total"], 10, None),
        (["- 6 organisation admins, 2 group admins"], 8, {"organisation admins": 6, "group admins": 2}),
        (["Six personnes"], 6, {}),
        (["6 (3 aînés, 3 étudiants)"], 6, {"aînés": 3, "étudiants": 3}),
        (["- Locataires : moins de 5", "- Propriétaires : 8"], 8, {"Locataires": None, "Propriétaires": 8}),
        (["60 or 90-minute interviews"], None, None),
        (["- 45 minutes chacune"], None, {}),
        (["- 3 organismes"], None, {}),
        (["6 participants were involved. Their profile:", "- 3 participants have a graduate degree", "- with an average age of 65"], 6, {}),
        (["- 4 Tribes", "    - 2 of whom signed up, but did not take part", "    - 1 of whom was met"], 4, {"Tribes": 4}),
        (["We ended up talking to a total of six participants who met all of the criteria that are listed above."], 6, {}),
        (["The first phase of this survey had 15 respondents from the office, with tasks about what they need to do."], 15, {}),
        (["- 8 do not own a tablet", "- 11 most participants", "- 8 out of twelve participants"], None, {}),
        (["- 8 locataires âgés", "- 5 people aged 65 and over", "- 6 personnes à mobilité réduite"], 19, None),
        (["Vingt-six personnes"], 26, {}),
        (["Trente et une personnes"], 31, {}),
        (["We conducted remote, one-on-one interviews with seven participants who had used the site at least once before the study."], 7, {}),
    ],
)
def test_people_are_counted_as_written(lines: list[str], total: int | None, groups: dict[str, int | None] | None) -> None:
    people = _groups.read(enumerate(lines, 1))

    assert people.total == total
    if groups is not None:
        assert {group.segment: group.count for group in people.groups} == groups


def test_a_masked_count_is_known_to_be_masked() -> None:
    (group,) = _groups.read([(3, "- Personnes sourdes : < 5")]).groups

    assert (group.count, group.masked, group.line) == (None, True, 3)


@given(st.text(max_size=200))
def test_reading_people_never_raises(text: str) -> None:
    _groups.read(enumerate(text.split("\n"), 1))
    list(_groups.phrases(text))


# --- dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-10-24_Form_Builder.md", "2022-10-24"),
        ("2024-2-21-Add.md", "2024-02-21"),
        ("agency-research-report--2022-05.pdf", "2022-05"),
        ("17_apr2018_interviews", "2018-04"),
        ("le 3 mars 2026", "2026-03-03"),
        ("March 3rd, 2026", "2026-03-03"),
        ("février 2026", "2026-02"),
        ("2026-02-31", None),
        ("version 2.1 du guide", None),
    ],
)
def test_a_day_or_a_month_is_read_and_never_guessed(text: str, expected: str | None) -> None:
    assert _dates.find(text) == expected


def test_a_month_compares_by_its_ends() -> None:
    assert (_dates.earliest("2026-02"), _dates.latest("2026-02")) == ("2026-02-01", "2026-02-31")


# --- methods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Entrevues semi-dirigées", ("interview",)),
        ("Moderated usability testing", ("usability-test",)),
        ("Essais utilisateurs puis sondage", ("usability-test", "survey")),
        ("groupe de discussion", ("focus-group",)),
        ("agile", ()),
    ],
)
def test_methods_are_known_in_both_languages(text: str, expected: tuple[str, ...]) -> None:
    assert _lexicon.methods(text) == expected


# --- carriers


def test_a_note_gives_date_method_people_and_findings(cards: Catalog) -> None:
    session = only(cards, {"recherche/demande.md": NOTE.format(people="- Locataires : 6\n- Aînés : 8", method="Essais d’utilisabilité")})

    assert (session["date"], session["method"], session["participants"]) == ("2026-02-10", ("usability-test",), 14)
    assert [(group["segment"], group["count"], group.line) for group in session.of("group")] == [("Locataires", 6, 11), ("Aînés", 8, 12)]
    assert session["findings"] > 5


def test_a_note_needs_no_name_when_it_has_the_shape_of_one(cards: Catalog) -> None:
    assert shown(cards, {"notes/sprint-14.md": NOTE.format(people="- 6 personnes", method="Entrevues")}) == [("notes/sprint-14.md", "session")]


def test_a_research_section_of_a_readme_counts(cards: Catalog) -> None:
    note = NOTE.format(people="- 6 personnes", method="Entrevues").replace("# ", "## ")
    readme = f"# Aide au logement\n\nInstallation.\n\n{note}"

    (item,) = found(cards, {"README.md": readme}).evidence
    assert (item.path, item.value, item.line) == ("README.md", "session", 5)


def test_front_matter_says_what_titles_do(cards: Catalog) -> None:
    front = "title: Entrevues avec des locataires\ndate: 2026-02-10\nméthode: entrevues\nparticipants:\n  Locataires: 6\n  Aînés: 8\n"
    note = f"---\n{front}---\n\n## Constats\n\n- Le montant mensuel est lu comme un montant annuel.\n"
    session = only(cards, {"docs/note.md": note})

    assert (session["date"], session["method"], session["participants"]) == ("2026-02-10", ("interview",), 14)


def test_no_date_of_audit_is_too_late(cards: Catalog) -> None:
    chosen = engine.Options(datetime.date.max, select=lambda rule: rule.id == "research-sessions", isolate=False)
    service = "nom: Guichet\nphase: beta\nphases:\n  decouverte: 2026-01-01\n  alpha: 2026-06-01\n"
    note = NOTE.format(people="- 6 personnes", method="Test d’utilisabilité")
    files = {"conformite/service.yaml": service, "docs/recherche/essais.md": note, "docs/recherche/b.md": note.replace("2026-02-10", "2026-05-12")}
    report = engine.audit(Repo.of(files), cards, chosen)

    assert [finding.key for _, finding in report.findings()] == ["phase-without-session"]
    assert not [limit for limit in report.limits if limit.what == "rule-failed"]


def test_a_csv_of_sessions_is_read(cards: Catalog) -> None:
    sheet = "Date;Méthode;Clientèle;Participants\n2026-02-10;Entrevues;Locataires;8\n"
    session = only(cards, {"recherche/seances.csv": sheet})

    assert (session["date"], session["participants"], session.of("group")[0]["segment"]) == ("2026-02-10", 8, "Locataires")


DECISION = """# Pipeline

## Status

Accepted

## Context

User research with 8 developers, by interview.

## Findings

Most users found it slow and hard to follow.

## Decision

We change it.
"""
SOFTWARE = """# Test plan

## Objectives

Cover the API.

## Approach

Unit tests and contract tests.

## Schedule

Each sprint.
"""
FULL = NOTE.format(people="- 6 personnes", method="Entrevues")
GUIDE = FULL.replace("# Essais d’utilisabilité : demande d’aide", "# Tester avec vos utilisateurs")
SEARCH = "# Recherche\n\nLe moteur de recherche indexe les pages.\n\n## Résultats\n\nLes résultats sont triés par date et par pertinence.\n"
LOOK_ALIKES = {
    "scripts": ("docs/research/README.md", "# Research\n\nScripts for gathering data about usage and answering research questions.\n"),
    "decision": ("docs/decisions/0019-pipeline.md", DECISION),
    "guide": ("guide/tester-avec-vos-utilisateurs.md", GUIDE),
    "vendored": ("vendor/lib/research/2026-01-05-interviews.md", FULL),
    "template": ("research/template.md", FULL),
    "search-engine": ("docs/recherche.md", SEARCH),
    "software-tests": ("docs/test-plan.md", SOFTWARE),
}


@pytest.mark.parametrize(("path", "content"), LOOK_ALIKES.values(), ids=LOOK_ALIKES.keys())
def test_look_alikes_are_no_research(cards: Catalog, path: str, content: str) -> None:
    assert shown(cards, {path: content}) == []


def test_pages_of_a_catalogue_are_about_other_services(cards: Catalog) -> None:
    page = "---\ntitle: Service {n}\n---\n\n" + NOTE.format(people="- 6 personnes", method="Entrevues")
    files = {f"content/services/{number:02}-user-research.md": page.replace("{n}", str(number)) for number in range(45)}

    assert shown(cards, files) == []


def test_a_blank_form_is_a_hint(cards: Catalog) -> None:
    form = "body:\n  - type: textarea\n    attributes: {label: Research question(s)}\n  - type: textarea\n    attributes: {label: Research method}\n"
    (item,) = found(cards, {".github/ISSUE_TEMPLATE/research.yml": form}).evidence

    assert item.strength == "indicative"


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("docs/design-research-documentation/agency-research-report--2022-05.pdf", b"%PDF-1.4", "pdf"),
        ("docs/Parcours-utilisateur.pdf", b"%PDF-1.4", "pdf"),
        ("docs/recherche/article-algorithme.pdf", b"%PDF-1.4", None),
        ("docs/user-research/report.pdf", b"not what it says", None),
    ],
)
def test_a_document_that_is_not_read_is_known_by_its_name_alone(cards: Catalog, path: str, content: bytes, expected: str | None) -> None:
    items: tuple[Evidence, ...] = found(cards, {path: content}).evidence

    assert [item.value for item in items] == ([expected] if expected else [])
    assert all(item.data["readable"] is False for item in items)


def test_personal_data_is_given_by_its_place_and_never_shown(cards: Catalog) -> None:
    note = NOTE.format(people="- P-1, zoe.exemplaire@exempleville.qc.ca", method="Entrevues")
    (item,) = found(cards, {"recherche/demande.md": note}).evidence

    assert item.data["personal"] == (("email", 11, 8),)
    assert "exemplaire" not in repr(item.data)


def test_the_address_of_whom_did_the_research_is_no_participants(cards: Catalog) -> None:
    note = NOTE.format(people="- 6 personnes", method="Entrevues").replace(
        "## Objectifs", "Par Zoé, zoe.exemplaire@exempleville.qc.ca\n\n## Objectifs"
    )
    (item,) = found(cards, {"recherche/demande.md": note}).evidence

    assert item.data["personal"] == ()


def test_what_findings_led_to_is_looked_for_in_the_tree(cards: Catalog) -> None:
    follow = "\n## Suites\n\n- Lien déplacé : #142, ADR 7\n- Libellé revu : docs/decisions/0009-libelle.md\n"
    note = NOTE.format(people="- 6 personnes", method="Entrevues") + follow
    finding = only(cards, {"recherche/demande.md": note, "docs/decisions/0007-lien.md": "# Lien\n"}, "finding")

    assert {lead["target"]: lead["state"] for lead in finding.of("lead")} == {
        "#142": "cited",
        "adr 7": "there",
        "docs/decisions/0009-libelle.md": "absent",
    }


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Personnes aînées", "aînés", True),
        ("Locataires", "Propriétaires", False),
        ("Locataires", "locataire", True),
        ("Tenants", "older tenants", True),
    ],
)
def test_segments_are_compared_by_the_words_that_tell(left: str, right: str, same: bool) -> None:
    assert _checks.same_segment(left, right) is same


def test_a_register_of_another_tool_is_left_alone(cards: Catalog) -> None:
    assert shown(cards, {"research.yaml": "engine: lucene\nindex: pages\nshards: 3\n"}) == []


SEGMENTS = "nom: Essai\nclienteles:\n- {id: assistance, nom: Personnes qui utilisent un lecteur d’écran}\n- {id: autres, nom: Parents}\n"
CITED = (
    "activites:\n- {id: A-1, date: 2026-05-01, phase: alpha, methode: Essai d’utilisabilité, statut: fait, participants: "
    "{assistance: 6, autres: moins de 5}}\n"
)


@pytest.mark.parametrize("rule", ["research-segments", "research-includes-disability", "research-small-cells"])
def test_a_register_cites_segments_by_id_and_masks_small_counts(rule: str, cards: Catalog) -> None:
    files = {"conformite/service.yaml": SEGMENTS, "conformite/recherche.yaml": CITED}
    result = testing.judge(cards, rule, Repo.of(files))[0]

    assert result.outcome is Outcome.PASS, result.findings


# --- registers


def test_a_segment_that_was_not_reached_is_said_at_its_line_in_the_manifest(cards: Catalog) -> None:
    segments = "  - {id: loc, nom: Locataires}\n  - {id: assistance, nom: Personnes qui utilisent un lecteur d’écran}\n"
    manifest = f"nom: Aide au logement\nclienteles:\n{segments}"
    register = "activites:\n  - {date: 2026-02-10, methode: entrevues, participants: {loc: 6, aines: 8}}\n"
    files = {"conformite/service.yaml": manifest, "conformite/recherche.yaml": register}

    [result] = testing.judge(cards, "research-segments", Repo.of(files))

    assert [(finding.key, finding.data["segment"], finding.locations[0].path, finding.locations[0].line) for finding in result.findings] == [
        ("not-reached", "Personnes qui utilisent un lecteur d’écran", "conformite/service.yaml", 4)
    ]


@pytest.mark.parametrize("count", ["moins de 5", "fewer than 5", '"<5"'])
def test_a_masked_count_says_how_many_took_part(cards: Catalog, count: str) -> None:
    register = f"activities:\n  - {{date: 2026-02-10, method: interviews, participants: {{tenants: {count}}}}}\n"

    assert _checks.lacks(only(cards, {"conformite/research.yaml": register})) == []


def test_findings_written_out_in_an_activity_are_no_unknown_ids(cards: Catalog) -> None:
    register = "activities:\n  - {date: 2026-02-10, method: interviews, findings: [Nobody saw the list of documents, F-9]}\n"

    session = only(cards, {"conformite/research.yaml": register})

    assert session["findings"] == 6
    assert session["unknown"] == ("F-9",)


@pytest.mark.parametrize(
    "text",
    [
        "À valider avec les affaires juridiques.",
        "Le consentement sera obtenu.",
        "Le consentement des participants sera recueilli avant chaque séance. Les modalités restent à préciser.",
        "Consent will be obtained from all participants.",
        "The form is to be reviewed by the legal team.",
    ],
)
def test_a_promise_does_not_say_how_consent_is_asked_for(text: str) -> None:
    assert _consent.tells_how(text) < _consent.TELLING


@pytest.mark.parametrize(
    "text",
    [
        "Chaque personne signe un formulaire.",
        "Consentement verbal enregistré au début de l’entrevue.",
        "Asked for in writing before the session, kept apart from the notes.",
        "Participants sign a form; the legal team is to be told of withdrawals.",
    ],
)
def test_a_way_of_asking_for_consent_does(text: str) -> None:
    assert _consent.tells_how(text) >= _consent.TELLING


def test_what_is_to_be_filled_in_has_its_place(cards: Catalog) -> None:
    asked = "# Plan de recherche auprès des utilisateurs\n\n## Questions de recherche\n\nOù s’arrête-t-on, et pourquoi?\n"
    plan = f"{asked}\n## Méthodes\n\nEntrevues.\n\n## Consentement\n\nÀ venir.\n"

    record = only(cards, {"docs/plan-de-recherche.md": plan}, "plan")

    assert record["consent"] == 0
    assert record.at("consent").line == 13


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Conducted user testing with thirty-two participants at the library.", 32),
        ("We shared our first designs with 4 participants in late November.", 4),
        ("The study included ten participants.", 10),
        ("Nous avons rencontré vingt et une personnes.", 21),
        ("We worked with 4 departments.", None),
    ],
)
def test_prose_counts_people(text: str, expected: int | None) -> None:
    assert max((count for count, _ in _groups.phrases(text)), default=None) == expected


# --- what was read wrong on real repositories


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fall 2020", "2020-09/2020-12"),
        ("2020, Fall - Understanding roles", "2020-09/2020-12"),
        ("automne 2020", "2020-09/2020-12"),
        ("à l’été 2021", "2021-06/2021-09"),
        ("Winter 2024", "2023-12/2025-03"),
        ("la page a été 2021 fois consultée", None),
        ("November 14-15, 2018", "2018-11-14"),
        ("February 22- March 5, 2020", "2020-02-22"),
        ("du 3 avril au 5 mai 2022", "2022-04-03"),
        ("Séance 3 – 10 mai 2022", "2022-05-10"),
    ],
)
def test_seasons_and_ranges_are_as_precise_as_they_are_written(text: str, expected: str | None) -> None:
    assert _dates.find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The team conducted usability testing on August 7, 2013 at Charles P. Library.", "2013-08-07"),
        ("Conducted user testing with eleven participants at the Charles P. Branch, on October 23, 2013.", "2013-10-23"),
        ("The law comes into force on May 1, 2025.", None),
        ("Testing began in August 2013. Patterns tested were buttons.", None),
        ("Des essais ont été menés le 10 février 2026.", "2026-02-10"),
    ],
)
def test_a_day_in_a_sentence_counts_when_people_were_met_on_it(text: str, expected: str | None) -> None:
    assert _dates.of_doing(text) == expected


def test_a_season_compares_by_its_ends() -> None:
    assert (_dates.earliest("2020-09/2020-12"), _dates.latest("2020-09/2020-12")) == ("2020-09-01", "2020-12-31")
    assert _dates.within("2020-10-05", "2020-09/2020-12") and not _dates.within("2021-01-05", "2020-09/2020-12")


ROUNDS = """<h1>How has research informed the design?</h1>

<h2>What research has the team done to date?</h2>

<h3>Generative research</h3>

| Name | When | Goals | Insights | Deck |
|---|---|---|---|---|
| Path analysis | April 2023 | Initial research with forecasters | Users cannot find content | [Deck](https://docs.example.org/1) |
| Office visit | July 2023 | On-site tour and observations | How forecasters work with tools | [Deck](https://docs.example.org/2) |

<h3>Public usability research</h3>

| Name | When | Interest | Comprehension | Deck |
|---|---|---|---|---|
| R1 - Usability (public) | Dec 2023 | Most participants would come back | Moderate issues reading data | [Deck](https://docs.example.org/3) |
"""


def test_rounds_of_research_in_tables_are_sessions(cards: Catalog) -> None:
    sessions = [record for item in found(cards, {"docs/research.md": ROUNDS}).evidence for record in item.records]

    assert [(item["date"], item["method"]) for item in sessions] == [
        ("2023-04", None),
        ("2023-07", ("observation",)),
        ("2023-12", ("usability-test",)),
    ]
    assert all(item["findings"] >= _checks.FEW for item in sessions)


@pytest.mark.parametrize(
    "table",
    [
        "| Title | Date | Authors |\n|---|---|---|\n| A theory of forms | May 2020 | Three professors of law |\n| Other | June 2021 | Two others |",
        "| Release | When | Notes |\n|---|---|---|\n| 1.2 | May 2020 | Faster pages for all |\n| 1.3 | June 2020 | Better search of the files |",
    ],
)
def test_other_dated_tables_are_no_research(cards: Catalog, table: str) -> None:
    assert shown(cards, {"docs/research.md": f"# Research\n\n{table}\n"}) == []


def test_an_interview_told_in_its_own_sections_is_a_session_without_a_name(cards: Catalog) -> None:
    said = "Elle cherche d’abord le montant, ne le trouve pas et revient au moteur de recherche, où le premier résultat date de trois ans. " * 5
    front = "---\ndate: 2017-07-11\nattendees:\n- Prénom Nom\n---\n\n"
    content = f"{front}# Entretien avec Prénom Nom\n\n## Présentation\n\nIl est géomaticien.\n\n## Découverte\n\n> Perfectible.\n\n{said}\n"
    session = only(cards, {"interviews/20170711-p/index.md": content})

    assert (session["date"], session["method"], session["participants"], session["title"]) == ("2017-07-11", ("interview",), 1, "Entretien")
    assert session["findings"] > 40 and not session.of("group")
    assert "nom" not in session.id


def test_a_workshop_says_in_its_front_matter_how_many_came(cards: Catalog) -> None:
    front = "---\ndate: 2018-09-13\nattendees: 15\n---\n\n# Forum ouvert\n\n## Utilisateurs présents\n\n* des associations ;\n* des ministères.\n\n"
    asked = "## Cas 1\n\n" + "* une carte par région, un filtre par objet et des profils par usage, pour trouver plus vite ;\n" * 8
    session = only(cards, {"workshops/20180913-forum/index.md": f"{front}{asked}\n## Conclusions\n\nLa recherche passe avant la carte.\n"})

    assert (session["date"], session["method"], session["participants"]) == ("2018-09-13", ("workshop",), 15)


def test_a_training_workshop_is_no_research(cards: Catalog) -> None:
    told = "Ouvrez la console, choisissez votre projet, puis déployez l’application avec la commande qui suit et vérifiez son état.\n\n" * 8
    assert shown(cards, {"Guides/Openshift/Workshops/2021-05-04/deploiement.md": f"# Déployer une application\n\n## Étape 1\n\n{told}"}) == []


@pytest.mark.parametrize("name", ["ResearchPlan.md", "discussion-guide.md", "template.md"])
def test_what_prepares_interviews_is_no_account_of_one(cards: Catalog, name: str) -> None:
    told = "Over two weeks we would like to speak with people of each team, who use the site for answers that others then rely on every day. " * 5
    content = (
        f"# Background\n\nSome users asked for it.\n\n# Methods\n\n{told}\n\n# Recruitment\n\nSince we already talked with users, we start there.\n"
    )

    assert "session" not in [value for _, value in shown(cards, {f"research/apr2018_interviews/{name}": content})]


def test_a_plan_may_say_that_people_were_met_before(cards: Catalog) -> None:
    goals = "# Goals\n\nWhether tenants find the amount that they are entitled to.\n\n"
    rest = "# Method\n\nRemote interviews.\n\n# Recruitment\n\nSince we already talked with tenants, we reach out to them first.\n"

    assert shown(cards, {"research/may2018/ResearchPlan.md": goals + rest}) == [("research/may2018/ResearchPlan.md", "plan")]


def test_an_index_of_reports_is_no_report(cards: Catalog) -> None:
    entry = "### [2021, Summer - Errors](https://docs.example.org/{})\n\n- Interviewed 17 users about errors.\n\n"
    readme = "# Research syntheses\n\n" + "".join(entry.format(number) for number in range(4)) + "## Findings\n\n[Board of the workshops]\n"

    assert shown(cards, {"docs/research/README.md": readme}) == []


def test_an_entry_of_an_index_is_no_portrait(cards: Catalog) -> None:
    told = "- Ran workshops to find how some would use the service in bad faith, and what would stop them.\n" * 5
    readme = f"# Research\n\n### [2021, Spring - Evil user journeys](https://docs.example.org/spring.md)\n\n{told}"

    assert shown(cards, {"docs/research/README.md": readme}) == []


def test_an_interview_on_a_blog_is_no_research(cards: Catalog) -> None:
    said = "Elle explique que le service a changé le travail de toute son équipe depuis le lancement, il y a trois ans. " * 6
    assert shown(cards, {"content/posts/2020-05-04-entretien.md": f"# Entretien avec la directrice\n\n## Le service\n\n{said}\n"}) == []


REPORT = """# Winter 2024, Evaluating submissions

## Background, motivation and goals

### Key research questions

- Who will submit reports?

## Approach and methodology

User interviews and concept testing of a prototype.

### Participants

We recruited a total of 12 participants from five states.

## {heading}

### 1. Participants preferred version A

They found the line to correct more quickly.
"""


@pytest.mark.parametrize(("heading", "expected"), [("Insights, findings and recommendations", "session"), ("What we learned", "session")])
def test_a_report_is_no_plan(cards: Catalog, heading: str, expected: str) -> None:
    (item,) = found(cards, {"docs/Research-Syntheses/evaluating.md": REPORT.format(heading=heading)}).evidence

    assert (item.value, item.records[0]["participants"]) == (expected, 12)


def test_what_is_told_as_done_is_no_plan(cards: Catalog) -> None:
    assert "plan" not in [value for _, value in shown(cards, {"docs/Research-Syntheses/evaluating.md": REPORT.format(heading="Appendix")})]


def test_a_session_is_named_by_its_file_when_its_first_heading_names_a_part(cards: Catalog) -> None:
    learned = "## What we learned\n\n- Most participants looked for the deadline.\n"
    note = f"# What we wanted to learn\n\nWhere people give up.\n\n## Methodology\n\nInterviews\n\n{learned}"

    assert only(cards, {"docs/research/2020, Spring - Local experience.md": note})["title"] == "2020, Spring - Local experience"


def test_a_note_with_the_shape_of_one_is_no_guide_for_the_page_it_names(cards: Catalog) -> None:
    note = NOTE.format(people="- 5 personnes", method="Essais d’utilisabilité").replace("demande d’aide", "‘Check your questions’")

    assert shown(cards, {"research/2023-08-30_Guidance.md": note}) == [("research/2023-08-30_Guidance.md", "session")]


def test_a_link_to_a_plan_kept_elsewhere_is_a_hint(cards: Catalog) -> None:
    files = {"README.md": "# Service\n\n- [User research plan](https://docs.example.org/1)\n- [Project plan](https://docs.example.org/2)\n"}

    (item,) = found(cards, files).evidence
    assert (item.value, item.line, item.strength.name) == ("plan", 3, "INDICATIVE")
