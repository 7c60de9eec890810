"""What pipelines, tests and scans are taken for, and what only looks like them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from conforme import engine
from conforme.catalog import Catalog
from conforme.repo import Repo
from conforme.view import Found

CYPRESS = 'describe("Renew", () => { it("renews", () => { cy.visit("/permits"); cy.contains("Renewed"); }); });\n'
UNIT = 'test("adds", () => { expect(1 + 1).toBe(2); });\n'


def found(cards: Catalog, files: Mapping[str, str], kind: str) -> Found:
    options = engine.Options(datetime.date(2026, 11, 1), isolate=False)
    return engine.collect(Repo.of(files), cards, options, {kind}).found[kind]


def workflow(step: str, on: str = "push") -> str:
    return f"on: {on}\njobs:\n  a:\n    steps:\n      - {step}\n"


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("ci-pipeline", {".github/workflows/ci.yml": "# on: push\n# jobs: {}\n"}),
        ("ci-pipeline", {".github/workflows/label.yml": workflow("uses: actions/labeler@v5", "pull_request")}),
        ("ci-pipeline", {".github/workflows/shared.yml": workflow("run: npm test", "workflow_call")}),
        ("ci-pipeline", {"templates/Jenkinsfile": "pipeline { stages { stage('a') { sh 'make test' } } }\n"}),
        ("automated-tests", {"src/latest.test.ts": "// test('adds', () => expect(1))\nexport {};\n".replace("test(", "todo(")}),
        ("automated-tests", {"node_modules/x/x.test.js": UNIT}),
        ("automated-tests", {"cypress/e2e/renew.cy.js": CYPRESS}),
        ("end-to-end-tests", {"cypress.config.js": "module.exports = { e2e: {} };\n"}),
        ("end-to-end-tests", {"src/total.test.js": UNIT}),
        ("end-to-end-tests", {"features/renew.feature": "Feature: Renew\n  Scenario: A person renews\n    Given a permit\n"}),
        ("accessibility-testing", {"package.json": '{"devDependencies": {"jest-axe": "9"}}'}),
        ("accessibility-testing", {".eslintrc.json": '{"rules": {"jsx-a11y/alt-text": "off"}}'}),
        ("load-or-performance-tests", {"src/loader.js": "import x from './k6';\n"}),
        ("security-scanning", {".github/workflows/a.yml": workflow("run: pip install bandit")}),
        ("security-scanning", {".github/workflows/a.yml": workflow("run: npm audit signatures")}),
        ("security-scanning", {".github/workflows/a.yml": workflow("uses: github/codeql-action/analyze@v3", "workflow_call")}),
        ("dependency-updates", {"renovate.json": '{"enabled": false, "extends": ["config:base"]}'}),
        ("dependency-updates", {"CHANGELOG.md": "- Dependabot updates\n"}),
    ],
)
def test_a_look_alike_is_no_evidence(cards: Catalog, kind: str, files: Mapping[str, str]) -> None:
    assert not found(cards, files, kind).evidence


def test_tests_run_through_a_script_are_seen_to_run(cards: Catalog) -> None:
    files = {
        "cypress/e2e/renew.cy.js": CYPRESS,
        "package.json": '{"scripts": {"verify": "npm run journeys", "journeys": "cypress run"}}',
        ".github/workflows/ci.yml": workflow("run: npm run verify"),
    }
    (item,) = found(cards, files, "end-to-end-tests").evidence

    assert (item.data["tool"], item.data["run_in"], item.data["on_change"]) == ("Cypress", ".github/workflows/ci.yml", True)


def test_tests_of_the_code_and_of_the_whole_are_told_apart(cards: Catalog) -> None:
    files = {"cypress/e2e/renew.cy.js": CYPRESS, "src/total.test.js": UNIT}

    assert [item.path for item in found(cards, files, "automated-tests").evidence] == ["src/total.test.js"]
    assert [item.path for item in found(cards, files, "end-to-end-tests").evidence] == ["cypress/e2e/renew.cy.js"]


def test_a_scan_called_by_another_workflow_runs_on_change(cards: Catalog) -> None:
    files = {
        ".github/workflows/scan.yml": workflow("run: bundle exec brakeman", "workflow_call"),
        ".github/workflows/ci.yml": "on: push\njobs:\n  scan:\n    uses: ./.github/workflows/scan.yml\n",
    }
    (item,) = found(cards, files, "security-scanning").evidence

    assert (item.path, item.value, item.data["on_change"]) == (".github/workflows/scan.yml", "Brakeman", True)
