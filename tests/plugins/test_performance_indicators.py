"""What the examples of the cards cannot show: every carrier, look-alikes, the pages of other products, the past, hostile input."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Mapping
from typing import Any

import pytest

from conforme import engine, testing
from conforme.catalog import Catalog
from conforme.engine.collecting import Options, collect
from conforme.facts.indicators import words as indicator_words
from conforme.model import Evidence, Outcome, Strength, Verdict
from conforme.repo import Repo
from conforme.view import Found

KIND = "performance-indicators"
DATE = datetime.date(2026, 11, 1)
TABLE = (
    "# Indicateurs\n\n| Indicateur | Définition | Cible |\n|---|---|---|\n| Délai de traitement | Temps entre le dépôt et la décision | 10 jours |\n"
)


def found(cards: Catalog, files: Mapping[str, str], kind: str = KIND, **past: Any) -> Found:
    return collect(Repo.of(dict(files), **past), cards, Options(DATE, isolate=False), [kind]).found[kind]


def carriers(cards: Catalog, files: Mapping[str, str]) -> list[str]:
    return [str(item.data["carrier"]) for item in found(cards, files).evidence]


def only(cards: Catalog, files: Mapping[str, str]) -> Evidence:
    (item,) = found(cards, files).evidence
    return item


def verdicts(cards: Catalog, files: Mapping[str, str]) -> dict[str, Verdict]:
    report = engine.audit(Repo.of(dict(files)), cards, Options(DATE, isolate=False))
    return {item.action.id: item.verdict for practice in report.practices for item in practice.actions}


# Carriers ------------------------------------------------------------------------------------------------------------------------------------

DASHBOARDS = {
    "ops/grafana.json": json.dumps(
        {"title": "Forms", "panels": [{"title": "Row", "panels": [{"title": "Sent", "targets": [{"rawSql": "select count(*) from sent"}]}]}]}
    ),
    "ops/wrapped.json": json.dumps({"dashboard": {"title": "Forms", "panels": [{"title": "Sent", "targets": [{"expr": "rate(sent_total[5m])"}]}]}}),
    "ops/datadog.json": json.dumps(
        {"title": "Forms", "widgets": [{"definition": {"title": "Sent", "type": "timeseries", "requests": [{"q": "sum:forms.sent{*}"}]}}]}
    ),
    "ops/newrelic.json": json.dumps(
        {
            "name": "Forms",
            "pages": [{"name": "P", "widgets": [{"title": "Sent", "rawConfiguration": {"nrqlQueries": [{"query": "SELECT count(*) FROM Sent"}]}}]}],
        }
    ),
    "ops/cloudwatch.json": json.dumps({"widgets": [{"type": "metric", "properties": {"title": "Sent", "metrics": [["Forms", "Sent"]]}}]}),
    "ops/google.json": json.dumps(
        {
            "displayName": "Forms",
            "gridLayout": {"widgets": [{"title": "Sent", "xyChart": {"dataSets": [{"timeSeriesQuery": {"filter": "x", "query": "a/b"}}]}}]},
        }
    ),
    "ops/main.tf": (
        'resource "newrelic_one_dashboard" "d" {\n  name = "Forms"\n  page {\n    widget_line {\n      title = "Sent"\n'
        '      nrql_query {\n        query = "SELECT count(*) FROM Sent"\n      }\n    }\n  }\n}\n'
    ),
    "ops/body.tf": 'resource "aws_cloudwatch_dashboard" "d" {\n  dashboard_name = "Forms"\n  dashboard_body = file("forms.json")\n}\n',
    "ops/module.tf": 'module "datadog_dashboard" {\n  source = "git::https://example.org/terraform/modules/datadog_dashboard?ref=1"\n}\n',
    "ops/page.json.tftpl": (
        '{"name": "${name}", "widgets": [{"title": "Sent", "nrqlQueries": [{"query": "SELECT count(*) FROM Sent"}]} %{ if x }, %{ endif }]}'
    ),
    "splunk/forms.xml": (
        "<form>\n<label>Forms</label>\n"
        "<row><panel><title>Sent</title><search><query>index=app | stats count by form</query></search></panel></row>\n"
        "</form>\n"
    ),
    "ops/stack.yaml": (
        "Resources:\n  D:\n    Type: AWS::CloudWatch::Dashboard\n    Properties:\n"
        '      DashboardBody: !Sub \'{"widgets": [{"properties": {"metrics": []}}]}\'\n'
    ),
    "ops/forms.jsonnet": (
        "local grafana = import 'grafonnet/grafana.libsonnet';\ngrafana.dashboard.new('Forms').addPanel(prometheus.target('rate(sent_total[5m])'))\n"
    ),
    "infra/stack.ts": "const board = new cloudwatch.Dashboard(this, 'Forms');\nboard.addWidgets(new cloudwatch.GraphWidget({ title: 'Sent' }));\n",
}


@pytest.mark.parametrize("path", DASHBOARDS)
def test_a_dashboard_is_told_by_its_shape(path: str, cards: Catalog) -> None:
    item = only(cards, {path: DASHBOARDS[path]})

    assert (item.data["carrier"], item.strength) == ("dashboard", Strength.DEMONSTRATED)


@pytest.mark.parametrize(
    "content",
    [
        {"title": "Layout of the home page", "widgets": [{"title": "News", "type": "list"}]},
        {"title": "Forms", "panels": []},
        {"title": "Forms", "panels": [{"title": "Text", "type": "text", "options": {"content": "Bonjour"}}]},
        {"name": "site", "pages": [{"name": "Accueil", "path": "/"}]},
        {"title": "TODO", "panels": [{"title": "Sent", "targets": [{"expr": "rate(sent_total[5m])"}]}]},
    ],
)
def test_what_only_looks_like_a_dashboard_is_none(content: Any, cards: Catalog) -> None:
    assert not found(cards, {"ops/page.json": json.dumps(content)}).evidence


SLOTH = """version: prometheus/v1
service: forms
slos:
  - name: requests-availability
    objective: 99.9
    description: Requests to the permit form are answered without error
    sli:
      events:
        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{.window}}]))
"""
PYRRA = """apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: form-errors
spec:
  target: "99.5"
  window: 4w
  indicator:
    ratio:
      errors: {metric: 'http_requests_total{code=~"5.."}'}
"""
OPENSLO = """apiVersion: openslo/v1
kind: SLI
metadata: {name: form-success}
spec:
  ratioMetric:
    good: {metricSource: {metricSourceRef: prometheus, spec: {query: 'sum(http_requests_total{code="200"})'}}}
---
apiVersion: openslo/v1
kind: SLO
metadata: {name: form-available, displayName: Form available}
spec:
  description: The permit form can be opened and sent
  indicatorRef: form-success
  timeWindow: [{duration: 28d, isRolling: true}]
  objectives: [{target: 0.995}]
"""


@pytest.mark.parametrize("content, target", [(SLOTH, 99.9), (PYRRA, 99.5), (OPENSLO, 99.5)], ids=["sloth", "pyrra", "openslo"])
def test_service_level_objectives_are_indicators_with_a_target(content: str, target: float, cards: Catalog) -> None:
    (record,) = only(cards, {"slo/forms.yaml": content}).records_of("indicator")

    assert (record["target"].number, record["target"].unit, record["direction"]) == (target, "%", "up")
    assert record.text("formula")


def test_an_indicator_of_openslo_may_stand_in_another_file(cards: Catalog) -> None:
    sli, slo = OPENSLO.split("---\n")
    (record,) = only(cards, {"slo/a.yaml": sli, "slo/b.yaml": slo}).records_of("indicator")

    assert record.text("source") == "prometheus"


def test_objectives_and_key_results_in_one_cell_are_several_indicators(cards: Catalog) -> None:
    page = (
        "# Product\n\n## Objectives and key results\n\n| Objective | Key result |\n|---|---|\n"
        "| Applying is easy for everybody | - Completion rate goes from 61% to 80% <br/> - Calls for help decreases |\n"
    )
    first, second = only(cards, {"docs/product.md": page}).records_of("indicator")

    assert (first["baseline"].number, first["target"].number, second["direction"]) == (61, 80, "down")
    assert first.text("objective").startswith("Applying")


@pytest.mark.parametrize(
    ("written", "name", "definition"),
    [
        ("**Agent(e)s de l’accueil (ADA) recrutés**", "Agent(e)s de l’accueil (ADA) recrutés", ""),
        ("**Demandes réglées** *(nombre de demandes closes sans autre échange)*", "Demandes réglées", "nombre de demandes closes sans autre échange"),
        ("Requests (all kinds) closed within ten days of work", "Requests (all kinds) closed within ten days of work", ""),
    ],
)
def test_only_a_gloss_at_the_end_is_a_definition(written: str, name: str, definition: str, cards: Catalog) -> None:
    page = f"# Bilan\n\n| Indicateurs | Cible | Résultats 2025 |\n|---|---|---|\n| {written} | 25 | 24 |\n"
    (record,) = only(cards, {"docs/bilan.md": page}).records_of("indicator")

    assert (record.text("name").strip("*"), record.text("definition")) == (name, definition)


def test_a_tooltip_is_what_a_name_means(cards: Catalog) -> None:
    cell = '<td><b>Demandes réglées</b> <button>infobulle</button>\n<span role="tooltip">Demandes closes sans autre échange.</span></td>'
    rows = f"<tr><th>Indicateurs</th><th>Cible</th></tr><tr>{cell}<td>25</td></tr>"
    (record,) = only(cards, {"docs/bilan.md": f"# Bilan\n\n<table>{rows}</table>\n"}).records_of("indicator")

    assert (record.text("name"), record.text("definition")) == ("Demandes réglées", "Demandes closes sans autre échange.")


def test_columns_of_periods_are_measures(cards: Catalog) -> None:
    page = "# Bilan\n\n| Indicateurs | Résultats 2024 | Objectifs 2025 | T2 2025 |\n|---|---|---|---|\n| Taux d’achèvement | 61 % | 70 % | 66 % |\n"
    (record,) = only(cards, {"docs/bilan.md": page}).records_of("indicator")

    assert [(measure["date"], measure["value"].number) for measure in record.of("measurements")] == [("2024-12-31", 61), ("2025-06-30", 66)]
    assert record["target"].number == 70


def test_html_tables_and_headings_are_read(cards: Catalog) -> None:
    table = "<table><tr><th>Indicateurs</th><th>Cible</th></tr><tr><td>Taux d’achèvement</td><td>70 %</td></tr></table>"
    page = (
        '---\ntitle: Indicateurs du guichet\n---\n<h2 id="a">Demandes déposées</h2>\n'
        "<p>Cet indicateur suit le nombre de demandes déposées chaque mois.</p>\n"
        "<h2>Appels reçus</h2>\n<p>Ce graphique montre le nombre d’appels reçus par le centre d’appels.</p>\n"
    )

    assert carriers(cards, {"docs/bilan.md": table}) == ["table"]
    assert [record.text("name") for record in only(cards, {"pages/stats.md": page}).records] == ["Demandes déposées", "Appels reçus"]


def test_a_series_in_a_database_is_kept_by_the_service(cards: Catalog) -> None:
    schema = (
        'defmodule DB.StatsHistory do\n  schema "stats_history" do\n    field(:timestamp, :utc_datetime)\n'
        "    field(:metric, :string)\n    field(:value, :decimal)\n  end\nend\n"
    )

    assert carriers(cards, {"lib/db/stats_history.ex": schema}) == ["series"]
    assert not found(cards, {"lib/db/stats_history.ex": schema.replace(":metric", ":colour")}).evidence


# Look-alikes ---------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "# Component\n\n## Progress indicators\n\n- Number of steps shown\n- Time of the animation\n",
        "# Metrics\n\n| Metric | Type | Labels |\n|---|---|---|\n| http_requests_total | counter | code |\n| queue_size | gauge | name |\n",
        "# Load test\n\n## Results\n\n| Metric | Value |\n|---|---|\n| p95 | 120 ms |\n| p99 | 300 ms |\n| errors | 1% |\n| rate | 300 |\n",
        "# Choisir\n\n## Indicateurs clés\n\nExemples d’indicateurs :\n\n- Taux d’abandon du formulaire\n- Nombre de demandes par mois\n",
        (
            "# Measuring\n\n## Key performance indicators\n\nYour service must publish these. You measure:\n\n"
            "- cost per transaction\n- completion rate for your users\n"
        ),
        "# Logs\n\n### KPI dashboard\n\nTBD\n",
        "# SLO\n\n### Notes (SLO)\n\n- **target** optional, number between 0 and 1\n- **time window** required\n",
        "# Choix\n\n| Option | Cible | Source |\n|---|---|---|\n| A | web | GitHub |\n",
        "```\n| Indicateur | Cible |\n|---|---|\n| Délai de traitement | 10 jours |\n```\n",
        (
            "# Jeux de données\n\nLes données du tableau de la vulnérabilité.\n\n| Groupe | Indicateur | Description | Source |\n|---|---|---|---|\n"
            "| Santé | Taux d’asthme | Part des adultes atteints | Enquête |\n| Logement | Plomb | Part des logements d’avant 1960 | Recensement |\n"
        ),
        (
            "# Vie privée\n\n## Mesures de performance\n\n1. Un journal des événements stocké pendant 24 heures, avec la date et l’heure\n"
            "2. Un registre des totaux, mis à jour toutes les 24 heures et conservé deux ans\n"
        ),
        "# Privacy\n\n## Performance metrics\n\n- Event logs that are stored for 24 hours\n- Daily totals that are kept for 90 days\n",
    ],
)
def test_look_alikes_are_no_indicators(page: str, cards: Catalog) -> None:
    assert not found(cards, {"docs/page.md": page}).evidence


@pytest.mark.parametrize(
    "page",
    [
        (
            "# Application\n\n| Mesure de performance | Méthode de collecte | Objectif |\n|---|---|---|\n"
            "| Nombre d’utilisateurs actifs | Événement déclenché à chaque vérification | Comprendre le degré d’adoption de l’application |\n"
        ),
        (
            "# Metrics\n\n| Metric | Collection method | Outcome |\n|---|---|---|\n"
            "| Number of active users | Event triggered at each background check | Understand how widely the application is used |\n"
        ),
        (
            "# Datasets and indicators\n\n| Indicator | Description | Target |\n|---|---|---|\n"
            "| Share of records with an address | Complete records out of all | 95% |\n"
        ),
    ],
)
def test_a_table_that_says_how_and_what_for_holds_indicators(page: str, cards: Catalog) -> None:
    assert list(only(cards, {"docs/page.md": page}).records_of("indicator"))


def test_the_pages_of_many_products_are_not_about_this_one(cards: Catalog) -> None:
    page = "# Produit {}\n\n## Indicateurs d’impact\n\n- Nombre de dossiers par mois\n- Taux d’abandon du formulaire\n"
    few, many = ({f"content/produits/p{number}.md": page.format(number) for number in range(count)} for count in (3, 20))

    assert len(found(cards, few).evidence) == 3
    assert not found(cards, many).evidence
    assert {look.saw for look in found(cards, many).looks} >= {"catalogue"}


@pytest.mark.parametrize(
    "title",
    [
        *("Nos indicateurs clés", "KPIs", "Performance indicators", "🎯 OKR à 6 mois", "Indicateurs de l’offre", "Mesures d’impact", "Key results"),
        *("Proposed metrics", "Métriques proposées"),
    ],
)
def test_titles_that_announce_indicators(title: str) -> None:
    assert indicator_words.announces(title)


@pytest.mark.parametrize(
    "title",
    ["Indicateur d’étapes", "Progress indicators", "Mesure d’audience", "Indicateurs de compromission", "Metrics for form creators", "Slow tests"],
)
def test_titles_that_do_not(title: str) -> None:
    assert not indicator_words.announces(title)


# What is said of it --------------------------------------------------------------------------------------------------------------------------


def test_a_dashboard_alone_declares_neither_indicators_nor_benefits(cards: Catalog) -> None:
    seen = verdicts(cards, {"ops/grafana.json": DASHBOARDS["ops/grafana.json"]})

    assert (seen["18.1"], seen["18.2"], seen["17.2"]) == (Verdict.NOT_SHOWN, Verdict.NOT_SHOWN, Verdict.PARTIAL)


def test_a_whole_register_is_declared(cards: Catalog) -> None:
    register = """indicateurs:
  - id: delai
    nom: Délai de traitement
    formule: date de la décision moins date du dépôt complet
    unite: jours
    source: registre des demandes
    valeur_initiale: 30 jours
    cible: 10 jours
    sens: baisse
    frequence: trimestrielle
    role: Direction du service à la clientèle
    mesures: [{date: "2026-06-30", valeur: 24 jours}, {date: "2026-09-30", valeur: 19 jours}]
benefices:
  - {benefice: Attendre moins longtemps un permis, beneficiaire: Personnes qui demandent, indicateur: delai, echeance: "2027-06-30"}
decisions:
  - {decision: Retirer la pièce d’identité du formulaire, date: "2026-07-15", cite: [delai]}
"""
    seen = verdicts(cards, {"conformite/indicateurs.yaml": register})

    assert {seen[action] for action in ("17.2", "18.1", "18.2")} == {Verdict.DECLARED}


def test_a_contradicted_target_is_contradicted(cards: Catalog) -> None:
    page = "| KPI | Baseline | Target | Direction |\n|---|---|---|---|\n| Completion rate of the form | 61% | 50% | up |\n"

    assert verdicts(cards, {"docs/kpi.md": page})["18.1"] is Verdict.CONTRADICTED


@pytest.mark.parametrize("baseline, target", [("30 jours", "2 mois"), ("61", "80 %"), ("3,5", "≥ 3"), ("10 à 20 %", "15 %")])
def test_units_that_differ_contradict_nothing(baseline: str, target: str, cards: Catalog) -> None:
    page = f"| Indicateur | Valeur initiale | Cible | Sens |\n|---|---|---|---|\n| Une mesure du service | {baseline} | {target} | hausse |\n"
    (result,) = testing.judge(cards, "kpi-target", Repo.of({"docs/indicateurs.md": page}))

    assert "against-direction" not in testing.keys(result)


def test_segments_of_one_day_are_not_two_values(cards: Catalog) -> None:
    sheet = "indicator,date,borough,value\nWaiting time,2026-09-30,North,12\nWaiting time,2026-09-30,South,17\n"
    (result,) = testing.judge(cards, "kpi-measured", Repo.of({"conformite/measures.csv": sheet}))

    assert result.outcome is Outcome.PASS


def test_only_what_was_promised_is_late(cards: Catalog) -> None:
    page = (
        "| Indicateur | Fréquence | 2024 | 2025 |\n|---|---|---|---|\n| Taux d’achèvement | annuelle | 60 % | 66 % |\n| Ancien taux | {} | 40 % | |\n"
    )
    kept, broken = ({"docs/indicateurs.md": page.format(frequency)} for frequency in ("", "annuelle"))

    assert testing.judge(cards, "kpi-measured", Repo.of(kept))[0].outcome is Outcome.PASS
    assert testing.keys(testing.judge(cards, "kpi-measured", Repo.of(broken))[0]) == {"stale"}


# The past ------------------------------------------------------------------------------------------------------------------------------------


def step(date: str, files: Mapping[str, str | None], tag: str | None = None) -> dict[str, Any]:
    return {"date": date, "files": dict(files), "tag": tag}


def test_a_date_bump_in_a_sheet_is_seen(cards: Catalog) -> None:
    register = "indicateurs:\n  - {nom: Délai de traitement, fichier_mesures: mesures.csv}\n"
    old, new = "date;valeur\n2024-01-31;31\n2024-02-29;28\n", "date;valeur\n2026-08-31;31\n2026-09-30;28\n"
    past = [
        step("2024-03-01", {"conformite/indicateurs.yaml": register, "conformite/mesures.csv": old}),
        step("2026-10-15", {"conformite/mesures.csv": new}),
    ]

    assert testing.keys(testing.judge(cards, "kpi-measured", Repo.of(history=past))[0]) == {"only-dates-moved"}


def test_a_new_value_is_no_date_bump(cards: Catalog) -> None:
    def register(*values: tuple[str, int]) -> str:
        listed = "".join(f"      - {{date: '{date}', valeur: {value} jours}}\n" for date, value in values)
        return f"indicateurs:\n  - nom: Délai de traitement\n    mesures:\n{listed}"

    past = [
        step("2026-03-02", {"conformite/indicateurs.yaml": register(("2026-02-28", 31))}),
        step("2026-10-02", {"conformite/indicateurs.yaml": register(("2026-02-28", 31), ("2026-09-30", 24))}),
    ]

    assert testing.judge(cards, "kpi-measured", Repo.of(history=past))[0].outcome is Outcome.PASS


def test_a_moved_file_began_where_it_was(cards: Catalog) -> None:
    past = [
        step("2025-01-10", {"README.md": "# Guichet\n"}),
        step("2025-02-03", {"indicateurs.md": TABLE}),
        step("2025-06-02", {"src/app.py": "print()\n"}, "v1.0.0"),
        step("2026-02-03", {"indicateurs.md": None, "docs/indicateurs.md": TABLE}),
    ]

    assert testing.judge(cards, "kpi-from-start", Repo.of(history=past))[0].outcome is Outcome.PASS


def test_release_tags_say_when_releases_began(cards: Catalog) -> None:
    past = [step("2025-01-10", {"a": "1"}, "v0.1.0"), step("2026-01-10", {"a": "2"}, "v1.0.0"), step("2027-01-10", {"a": "3"}, "v9.0.0")]
    (item,) = found(cards, {}, "release-tags", history=past).evidence

    assert (item.path, item.value, item.strength) == (None, "v1.0.0", Strength.DEMONSTRATED)
    assert (item.data["first"], item.data["last"], item.data["count"]) == ("2025-01-10", "2026-01-10", 2)


@pytest.mark.parametrize("tag, counts", [("v1.0.0", 1), ("2025.06", 1), ("infra-task_1.48.0-release", 0)])
def test_a_lone_tag_has_to_be_a_version_by_itself(tag: str, counts: int, cards: Catalog) -> None:
    assert len(found(cards, {}, "release-tags", history=[step("2025-01-10", {"a": "1"}, tag)]).evidence) == counts


def test_a_decision_record_cites_by_name_and_figure(cards: Catalog) -> None:
    kpi = "# KPIs\n\n| KPI | Q1 2026 |\n|---|---|\n| Completion rate of the form | 61% |\n"
    cited = "# 7. Shorten\n\nThe completion rate of the form was 61%, so we ask for less.\n"
    vague = "# 7. Shorten\n\nThe completion rate of the form is low, so we ask for less.\n"

    assert carriers(cards, {"docs/kpi.md": kpi, "docs/adr/0007.md": cited}) == ["table", "decisions"]
    assert carriers(cards, {"docs/kpi.md": kpi, "docs/adr/0007.md": vague}) == ["table"]


# Hostile input -------------------------------------------------------------------------------------------------------------------------------

HOSTILE = {
    "titles": ("docs/a.md", "".join(f"## {'Indicateurs ' * 20}\n\n- {'a ' * 50}\n" for _ in range(800))),
    "bars": ("docs/a.md", "| Indicateur | Cible |\n|---|---|\n" + "|" * 60_000 + "\n"),
    "headings": ("docs/a.md", "<h2>" * 20_000 + "indicateur"),
    "braces": ("docs/a.md", "# Indicateurs\n\n## Taux\n\n" + "{%" * 30_000),
    "items": ("docs/a.md", "# Indicateurs\n\n" + "".join(f"- Taux {'x' * 60}: {number} %\n" for number in range(3000))),
    "quotes": ("ops/a.tf", 'resource "grafana_dashboard" "d" {\n' + 'title = "' * 20_000),
    "queries": ("ops/a.tftpl", '{"panels": [' + '"query": "a b c" ' * 30_000),
    "xml": ("splunk/a.xml", "<form><row><panel>" + "<query>" * 60_000),
    "panels": ("ops/a.json", json.dumps({"title": "t", "panels": [{"title": "x", "targets": [{}]}] * 20_000})),
    "nested": ("ops/a.json", '{"panels":' + "[" * 40_000),
    "csv": ("docs/kpi.csv", "indicator,date,value\n" + "a,2026-01-01,1\n" * 20_000),
}


def test_a_flood_of_unknown_names_is_cut_short(cards: Catalog) -> None:
    register = "fichier_mesures: mesures.csv\nindicateurs:\n" + "".join(
        f"  - {{id: {'delai-' * 6}{number}, nom: Délai de réponse}}\n" for number in range(100)
    )
    sheet = "indicateur;date;valeur\n" + "".join(f"{'duree-' * 6}{number};2026-01-01;1\n" for number in range(4000))
    start = time.process_time()
    (item,) = found(cards, {"conformite/indicateurs.yaml": register, "conformite/mesures.csv": sheet}).evidence

    assert len(list(item.records_of("stray"))) == 50
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_costs_no_more_than_its_length(name: str, cards: Catalog) -> None:
    path, content = HOSTILE[name]
    start = time.process_time()
    found(cards, {path: content})

    assert time.process_time() - start < 5
