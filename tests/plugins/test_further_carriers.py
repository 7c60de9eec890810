"""Carriers met in services of other countries and stacks, and look-alikes beside them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from conforme import engine
from conforme.catalog import Catalog
from conforme.model import Evidence, Strength
from conforme.repo import Repo

PAGE = '<html lang="fr"><head><meta name="viewport" content="width=device-width, initial-scale=1"></head></html>'
PUSH = "on: push\njobs:\n  a:\n    steps:\n      - run: make\n"


def shown(cards: Catalog, kind: str, files: Mapping[str, str]) -> list[Evidence]:
    options = engine.Options(datetime.date(2026, 11, 1), isolate=False)
    found = engine.collect(Repo.of(files), cards, options, [kind]).found[kind]
    assert not [limit for limit in found.limits if limit.what == "finder-failed"], found.limits
    return [item for item in found.evidence if item.strength is not Strength.INDICATIVE]


SEEN: dict[str, tuple[str, dict[str, str]]] = {
    "grafana faro": ("observability", {"src/watch.ts": "import { initializeFaro } from '@grafana/faro-react';\ninitializeFaro({ url });\n"}),
    "nais platform": ("observability", {".nais/prod.yaml": "kind: Application\nspec:\n  prometheus:\n    enabled: true\n    path: /metrics\n"}),
    "x-ray": ("observability", {"infra/api.tf": 'resource "aws_api_gateway_stage" "a" {\n  xray_tracing_enabled = true\n}\n'}),
    "gatus": ("observability", {"k8s/uptime.yaml": "kind: Deployment\nspec:\n  containers:\n    - image: ghcr.io/twin/gatus:v5.35.0\n"}),
    "honeybadger in php": ("observability", {"src/Tracker.php": "<?php\nuse Honeybadger\\Honeybadger;\nHoneybadger::new($settings);\n"}),
    "elastic apm": ("observability", {"src/main/java/App.java": "import co.elastic.apm.attach.ElasticApmAttacher;\nclass App {}\n"}),
    "snyk in an action of the organisation": (
        "security-scanning",
        {".github/workflows/a.yml": "on: push\njobs:\n  a:\n    steps:\n      - uses: organisme/actions/actions/snyk-scan@v4\n"},
    ),
    "container scan": (
        "security-scanning",
        {".github/workflows/a.yml": "on: push\njobs:\n  a:\n    steps:\n      - uses: crazy-max/ghaction-container-scan@v3\n"},
    ),
    "template of resources": (
        "cloud-deployment",
        {"azure/template.json": '{"$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json"}'},
    ),
    "image without a Dockerfile": (
        "cloud-deployment",
        {".github/workflows/i.yml": "on: push\njobs:\n  a:\n    steps:\n      - run: ./gradlew bootBuildImage --publishImage\n"},
    ),
    "description that a script builds": (
        "api-description",
        {
            "package.json": '{"dependencies": {"openapi3-ts": "^2"}}',
            "src/schema.ts": "import {OpenApiBuilder} from 'openapi3-ts';\nexport const schema = OpenApiBuilder.create(general).getSpec();\n",
        },
    ),
    "journeys over the network": (
        "end-to-end-tests",
        {"src/journeyTest/kotlin/AppJourneyTest.kt": "class AppJourneyTest {\n  @Test\n  fun a() { WebTestClient.bindToServer().baseUrl(url) }\n}\n"},
    ),
    "site of pages": (
        "cloud-deployment",
        {"docs/index.md": "# Guide", ".github/workflows/p.yml": "on: push\njobs:\n  a:\n    steps:\n      - uses: actions/deploy-pages@v4\n"},
    ),
    "documentation template": (
        "design-system",
        {"config/tech-docs.yml": "service_name: Guide\n", "source/stylesheets/screen.css.scss": '@import "govuk_tech_docs";\n'},
    ),
    "contact page of a script": (
        "user-feedback",
        {"src/app/ContactUsPage.js": "export const Page = () => <a href={'mailto:aide@exemple.org?subject=probleme'}>Contact</a>\n"},
    ),
    "survey widget": ("user-feedback", {"index.html": '<script src="https://survey.skyra.no/skyra-survey.js"></script>'}),
    "issue template in Portuguese": ("user-feedback", {".github/ISSUE_TEMPLATE/bugs.md": "**Ambiente**\n- Navegador e versão\n"}),
    "page that a server writes": ("responsive", {"src/html.js": f"export default () => `\n{PAGE}\n`\n"}),
    "tests of an image": ("automated-tests", {"tests/goss.yaml": "command:\n  php -v:\n    exit-status: 0\n"}),
}


@pytest.mark.parametrize("name", SEEN)
def test_carrier_is_seen(cards: Catalog, name: str) -> None:
    kind, files = SEEN[name]
    assert [item for item in shown(cards, kind, files) if item.path in files], name


NOT_SEEN: dict[str, tuple[str, dict[str, str]]] = {
    "image followed, not run": ("observability", {"k8s/policy.yaml": "kind: ImageRepository\nspec:\n  image: ghcr.io/twin/gatus\n"}),
    "documentation beside software": (
        "cloud-deployment",
        {
            **{f"src/m{n}.py": "a = 1\n" for n in range(8)},
            ".github/workflows/p.yml": "on: push\njobs:\n  a:\n    steps:\n      - uses: actions/deploy-pages@v4\n",
        },
    ),
    "mail sent about a file": ("user-feedback", {"src/Mailer/FeedbackMailer.php": "<?php\nclass FeedbackMailer { function create($message) {} }\n"}),
    "comments on one file": (
        "user-feedback",
        {"views/file.html": "<h4>Faites part de vos commentaires</h4><form action=\"{% url 'files:feedback' file_uuid=file.uuid %}\"></form>"},
    ),
    "script that touches a page": ("responsive", {"src/zoom.js": 'const m = \'<meta name="viewport" content="width=device-width">\';\n'}),
    "description of what is called": (
        "api-description",
        {
            "api-registre.json": '{"openapi": "3.0.3", "info": {"title": "Registre", "description": "API du registre consommée par le guichet",'
            ' "version": "1"}, "paths": {"/dossiers": {"get": {"summary": "Lit un dossier", "responses": {"200": {"description": "Le dossier"}}}}}}'
        },
    ),
    "budget switched off": (
        "load-or-performance-tests",
        {"tests/lighthouserc.json": '{"ci": {"assert": {"assertions": {"categories:performance": "off"}}}}'},
    ),
}


@pytest.mark.parametrize("name", NOT_SEEN)
def test_lookalike_is_not_seen(cards: Catalog, name: str) -> None:
    kind, files = NOT_SEEN[name]
    assert shown(cards, kind, files) == [], name


def test_a_budget_that_is_held_to_is_seen(cards: Catalog) -> None:
    files = {"lighthouserc.json": '{"ci": {"assert": {"assertions": {"categories:performance": ["error", {"minScore": 0.9}]}}}}'}
    assert [item.value for item in shown(cards, "load-or-performance-tests", files)] == ["budget"]


def test_tests_are_found_behind_the_helpers_of_a_large_suite(cards: Catalog) -> None:
    folder = "src/Permis.Domaine.UnitTests"
    files = {f"{folder}/Outil{n:02}.cs": "class Outil { }\n" for n in range(12)}
    files[f"{folder}/Comptes/QuandUnComptePasse.cs"] = "public class Quand { [Test] public void Alors() { Assert.Pass(); } }\n"
    assert [item.path for item in shown(cards, "automated-tests", files)] == [f"{folder}/Comptes/QuandUnComptePasse.cs"]


def data(cards: Catalog, kind: str, files: Mapping[str, str]) -> Mapping[str, Any]:
    return shown(cards, kind, files)[0].data


def test_an_environment_of_each_request_is_a_preview(cards: Catalog) -> None:
    files = {
        ".github/workflows/pr.yml": "on: pull_request\njobs:\n  deploy-pr-env:\n    name: Deploy PR Environment\n"
        "    uses: ./.github/workflows/deploy.yml\n",
        ".github/workflows/deploy.yml": "on: workflow_call\njobs:\n  a:\n    steps:\n      - run: terraform apply\n",
    }
    assert any(item.data["previews"] for item in shown(cards, "ci-pipeline", files))


def test_a_request_closed_by_merging_changes_the_branch(cards: Catalog) -> None:
    job = "jobs:\n  a:\n    if: github.event.pull_request.merged == true\n    steps:\n      - run: make deploy\n"
    closed = data(cards, "ci-pipeline", {".github/workflows/a.yml": "on:\n  pull_request:\n    types: [closed]\n" + job})
    opened = data(cards, "ci-pipeline", {".github/workflows/a.yml": "on:\n  pull_request:\n    types: [opened]\n" + job})
    assert (closed["push"], opened["push"]) == (True, False)


def test_images_baked_and_pushed_are_shipped(cards: Catalog) -> None:
    bake = "on: push\njobs:\n  a:\n    steps:\n      - uses: docker/bake-action@v3\n        with:\n          push: true\n"
    files = {"images/php/Dockerfile": "FROM php:8\nCOPY . /app\n", ".github/workflows/a.yml": bake}
    assert data(cards, "cloud-deployment", files)["how"] == "pipeline"


@pytest.mark.parametrize(
    ("path", "text", "region"),
    [
        (".github/workflows/a.yml", "on: push\njobs:\n  deploy:\n    steps:\n      - run: git push ssh.osc-fr1.scalingo.com\n", "osc-fr1"),
        ("Makefile", "region = ca-central-1\nup:\n\taws eks create-cluster --region $(region)\n", "ca-central-1"),
    ],
)
def test_region_is_read_where_it_is_named(cards: Catalog, path: str, text: str, region: str) -> None:
    found = data(cards, "cloud-deployment", {"Procfile": "web: bin/serve\n", path: text})
    assert [name for name, _, _ in found["regions"]] == [region]


@pytest.mark.parametrize(
    ("text", "default"),
    [
        ("export const defaultLocale = 'en';\n", "en"),
        ("const asked = navigator.languages[0];\nlet defaultLanguage\ndefaultLanguage = 'en';\n", None),
        ("i18next.init({ fallbackLng: 'en' });\n", None),
    ],
)
def test_default_language_is_not_what_is_fallen_back_on(cards: Catalog, text: str, default: str | None) -> None:
    files = {
        "src/i18n.config.js": text,
        "locales/fr.json": '{"a": "Commencer la demande"}',
        "locales/en.json": '{"a": "Start the application"}',
    }
    said = data(cards, "localisation", files)["default"]
    assert (said[0] if said else None) == default


def test_a_pipeline_that_follows_another_starts_with_it(cards: Catalog) -> None:
    deploy = "on:\n  workflow_run:\n    workflows: [Vérifier]\n    types: [completed]\njobs:\n  a:\n    steps:\n      - run: make deploy\n"
    files = {".github/workflows/ci.yml": f"name: Vérifier\n{PUSH}", ".github/workflows/deploy.yml": deploy}
    deploying = {item.path: item.data["deploys"] and item.data["push"] for item in shown(cards, "ci-pipeline", files)}
    assert deploying == {".github/workflows/ci.yml": False, ".github/workflows/deploy.yml": True}
    alone = {".github/workflows/ci.yml": f"name: Autre\n{PUSH}", ".github/workflows/deploy.yml": deploy}
    assert [item.path for item in shown(cards, "ci-pipeline", alone)] == [".github/workflows/ci.yml"]


def test_texts_aligned_in_columns_are_read(cards: Catalog) -> None:
    """Editors of properties align the equal signs, at whatever column the longest key asks for."""
    gap = " " * 40
    files = {
        "src/main/resources/messages_fr.properties": f"test.fin{gap}= Fin de la vérification\ntest.debut{gap}= Début de la vérification\n",
        "src/main/resources/messages_en.properties": "test.fin = End of the check\ntest.debut = Start of the check\n",
    }
    record = shown(cards, "localisation", files)[0].records[0]
    assert (record["french"], record["missing"]) == (True, 0)
