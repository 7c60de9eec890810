"""What the examples of the cards cannot show of the kinds that lie in the product: its many carriers, and what only looks like one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from conforme import engine
from conforme.catalog import Catalog
from conforme.model import Evidence, Strength
from conforme.repo import Repo

PAGE = '<html lang="fr"><head><meta name="viewport" content="width=device-width, initial-scale=1"></head></html>'


def shown(cards: Catalog, kind: str, files: Mapping[str, str]) -> list[Evidence]:
    options = engine.Options(datetime.date(2026, 11, 1), isolate=False)
    found = engine.collect(Repo.of(files), cards, options, [kind]).found[kind]
    assert not [limit for limit in found.limits if limit.what == "finder-failed"], found.limits
    return [item for item in found.evidence if item.strength is not Strength.INDICATIVE]


def both(name: str, fr: str, en: str) -> dict[str, str]:
    return {name.replace("*", "fr"): fr, name.replace("*", "en"): en}


CATALOGUES = {
    "gettext": both("locale/*/LC_MESSAGES/django.po", 'msgid "start"\nmsgstr "Commencer la demande"\n', 'msgid "start"\nmsgstr "Start the application"\n'),  # noqa: E501
    "gettext, source language": both(
        "priv/gettext/*/LC_MESSAGES/default.po", 'msgid "Start the form"\nmsgstr "Commencer"\n\nmsgid "Stop now"\nmsgstr "Arrêter ici"\n',
        'msgid "Start the form"\nmsgstr ""\n\nmsgid "Stop now"\nmsgstr ""\n',
    ),
    "json": both("src/locales/*.json", '{"a": {"b": "Commencer la demande"}}', '{"a": {"b": "Start the application"}}'),
    "rails": both("config/locales/*.yml", "fr:\n  start: Commencer la demande\n", "en:\n  start: Start the application\n"),
    "rails, suffix": both("config/locales/devise.*.yml", "fr:\n  start: Commencer la demande\n", "en:\n  start: Start the application\n"),
    "resx, base": {
        "Resources/Texts.resx": '<data name="start" xml:space="preserve"><value>Start the application</value></data>',
        "Resources/Texts.fr.resx": '<data name="start" xml:space="preserve"><value>Commencer la demande</value></data>',
    },
    "android": {
        "app/src/main/res/values/strings.xml": '<string name="start">Start the application</string>',
        "app/src/main/res/values-fr/strings.xml": '<string name="start">Commencer la demande</string>',
    },
    "ios": both("ios/*.lproj/Main.strings", '"start" = "Commencer la demande";', '"start" = "Start the application";'),
    "flutter": both("lib/l10n/app_*.arb", '{"start": "Commencer la demande", "@start": {"description": "a"}}', '{"start": "Start the application"}'),
    "fluent": both("l10n/*/main.ftl", "start = Commencer la demande\n", "start = Start the application\n"),
    "laravel": both("resources/lang/*/form.php", "<?php return [\n  'start' => 'Commencer la demande',\n];", "<?php return [\n  'start' => 'Start the application',\n];"),  # noqa: E501
    "xliff, prefix": {
        "Language/locallang.xlf": '<trans-unit id="start"><source>Start the application</source></trans-unit>',
        "Language/fr.locallang.xlf": '<trans-unit id="start"><source>Start the application</source><target>Commencer la demande</target></trans-unit>',  # noqa: E501
    },
    "one file": {"src/i18n.json": '{"fr": {"start": "Commencer la demande"}, "en": {"start": "Start the application"}}'},
}  # fmt: skip


@pytest.mark.parametrize("name", CATALOGUES)
def test_catalogues_are_read_in_every_format(cards: Catalog, name: str) -> None:
    items = shown(cards, "localisation", CATALOGUES[name])

    assert items and [record["missing"] for item in items for record in item.records] == [0]


NOT_CATALOGUES = {
    "environments": both(
        "ops/manifest-*.yaml", "applications:\n- name: app-fr\n  url: fr.exemple.org\n", "applications:\n- name: app-en\n  url: en.example.org\n"
    ),
    "one language": {"locales/en.json": '{"start": "Start the application"}'},
    "two pages": {**both("content/*/about.md", "À propos du service et de son équipe. " * 9, "About the service and about its team. " * 9)},
    "app stores": both("fastlane/metadata/*/texts.json", '{"start": "Commencer la demande"}', '{"start": "Start the application"}'),
    "not translated": both("locales/*.json", '{"start": "Start the application"}', '{"start": "Start the application"}'),
}


@pytest.mark.parametrize("name", NOT_CATALOGUES)
def test_what_differs_by_a_code_alone_is_no_catalogue(cards: Catalog, name: str) -> None:
    assert not shown(cards, "localisation", NOT_CATALOGUES[name])


def test_a_plural_form_that_french_does_not_have_is_not_missing(cards: Catalog) -> None:
    files = both("locales/*.json", '{"n_one": "une demande", "n_other": "des demandes"}', '{"n_one": "one request", "n_other": "many requests"}')
    files["locales/cy.json"] = '{"n_one": "un cais", "n_few": "ychydig geisiadau", "n_other": "llawer o geisiadau"}'
    (record,) = [record for item in shown(cards, "localisation", files) for record in item.records]

    assert record["missing"] == 0


PRESENT = [
    ("cloud-deployment", {"openshift/app.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: portal\n"}),
    ("cloud-deployment", {"manifest.yml": "applications:\n- name: portal\n  memory: 512M\n"}),
    ("cloud-deployment", {"chart/Chart.yaml": "apiVersion: v2\nname: portal\nversion: 1.0.0\n"}),
    (
        "cloud-deployment",
        {"api/Dockerfile": "FROM golang AS build\nCOPY . .\nRUN go build\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT /app\n"},
    ),
    (
        "design-system",
        {"package.json": '{"dependencies": {"@gouvfr/dsfr": "1.11"}}', "src/head.html": '<link href="/dsfr.min.css"><a class="fr-btn">x</a>'},
    ),
    ("design-system", {"src/base.html": '<header class="usa-banner">a</header>\n<footer class="usa-footer">b</footer>\n'}),
    ("responsive", {"android/app/src/main/AndroidManifest.xml": "<manifest><application><activity/></application></manifest>"}),
    ("responsive", {"public/site.webmanifest": '{"name": "Portal", "icons": [], "display": "standalone"}'}),
    ("responsive", {"app/layout.tsx": "export const viewport = { width: 'device-width', initialScale: 1 }"}),
    ("observability", {"src/main/resources/application.yml": "management:\n  metrics:\n    export:\n      prometheus:\n        enabled: true\n"}),
    ("observability", {"Startup.cs": "services.AddOpenTelemetry();"}),
    ("usage-analytics", {"src/App.vue": '<script src="https://plausible.io/js/script.js" data-domain="x.ca"></script>'}),
    ("user-feedback", {"src/pages/contact.html": '<form action="/contact"><textarea name="message"></textarea></form>'}),
    ("public-metadata", {"catalog-info.yaml": "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: portal\n"}),
    (
        "open-data",
        {
            "schema/schema.json": '{"$schema": "https://frictionlessdata.io/schemas/table-schema.json", "title": "T", "fields": [{"name": "a", "type": "string"}]}'  # noqa: E501
        },
    ),
]
ABSENT = [
    ("cloud-deployment", {"Dockerfile": 'FROM ruby\nCOPY . .\nCMD ["bundle", "exec", "jekyll", "serve", "--livereload"]\n'}),
    ("cloud-deployment", {".devcontainer/Dockerfile": "FROM python\nCOPY . .\nCMD python app.py\n"}),
    ("cloud-deployment", {"Procfile.dev": "web: bin/rails server\n"}),
    ("cloud-deployment", {"github.tf": 'resource "github_repository" "portal" {\n  name = "portal"\n}\n'}),
    ("cloud-deployment", {"app.json": '{"expo": {"name": "portal"}}'}),
    ("design-system", {"package.json": '{"dependencies": {"govuk-frontend": "5.0"}}'}),
    ("design-system", {"src/scan.ts": "const found = html.match(/usa-banner/) || html.match(/usa-header/)\nconst b = 'usa-button'\n"}),
    ("responsive", {"docs/swagger/index.html": PAGE}),
    ("responsive", {"static/index.html": PAGE.replace("<head>", "<head><title>Swagger UI</title><link href='swagger-ui.css'>")}),
    ("responsive", {"app/views/mailers/welcome.html": PAGE}),
    ("observability", {"config/initializers/sentry.rb": "# Sentry.init do |config|\n# end\n"}),
    ("observability", {"package.json": '{"dependencies": {"@sentry/browser": "8"}}'}),
    ("usage-analytics", {"src/server.js": "helmet({ 'script-src': ['https://www.googletagmanager.com/gtag'] })"}),
    ("user-feedback", {"src/Input.vue": '<div class="invalid-feedback">Give a number</div><form></form>'}),
    ("user-feedback", {".github/ISSUE_TEMPLATE/story.md": "As a user, I want\n\n## Acceptance criteria\n"}),
    ("public-metadata", {"app.json": '{"name": "portal", "env": {}}', "code.json": '{"name": "x", "codes": [1]}'}),
    ("open-data", {"terraform/schemas/locale.json": '{"fields": [{"name": "a", "type": "STRING"}]}', "src/data.json": '{"a": 1}'}),
]


@pytest.mark.parametrize(("kind", "files"), PRESENT)
def test_what_shows_a_kind_is_found(cards: Catalog, kind: str, files: Mapping[str, str]) -> None:
    assert shown(cards, kind, files)


@pytest.mark.parametrize(("kind", "files"), ABSENT)
def test_what_only_looks_like_a_kind_is_not_shown(cards: Catalog, kind: str, files: Mapping[str, str]) -> None:
    assert not shown(cards, kind, files)
