"""Pipelines of each system, read to what starts them and what they do."""

from __future__ import annotations

import contextlib

import pytest

from conforme.facts import pipelines
from conforme.facts.pipelines import runners
from conforme.repo import Document, Repo


def read(path: str, text: str) -> pipelines.Pipeline | None:
    return document(path, text).fact(pipelines.parse)


def document(path: str, text: str) -> Document:
    return Repo.of({path: text}).document(path)


GITHUB = """\
name: CI
on:
  pull_request:
  push: {branches: [main]}
  schedule: [{cron: "0 5 * * *"}]
jobs:
  test:
    steps:
      - uses: actions/checkout@v4
      - name: Tests
        run: npm test
  shared:
    uses: ./.github/workflows/shared.yml
"""


def test_a_workflow_says_what_starts_it_and_what_it_does() -> None:
    found = read(".github/workflows/ci.yml", GITHUB)

    assert found is not None
    assert found.triggers == pipelines.Triggers(True, True, schedule=("0 5 * * *",), branches=("main",))
    assert [(step.kind, step.text, step.line) for step in found.jobs[0].steps] == [("uses", "actions/checkout@v4", 9), ("run", "npm test", 11)]
    assert found.calls == ("./.github/workflows/shared.yml",)


def test_what_only_others_call_does_not_start_on_change() -> None:
    found = read(".github/workflows/shared.yml", "on: workflow_call\njobs: {a: {steps: [{run: make}]}}\n")

    assert found is not None and found.triggers.call and not found.triggers.on_change


@pytest.mark.parametrize(
    ("path", "text", "system"),
    [
        (".gitlab-ci.yml", "test:\n  script: [pytest]\n", "gitlab"),
        (".circleci/config.yml", "jobs:\n  test:\n    steps: [checkout, {run: pytest}]\n", "circleci"),
        ("azure-pipelines.yml", "trigger: [main]\nsteps:\n  - script: pytest\n", "azure"),
        ("Jenkinsfile", "pipeline { stages { stage('Tests') { steps { sh 'pytest' } } } }\n", "jenkins"),
        (".travis.yml", "language: python\nscript: pytest\n", "travis"),
        ("bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step: {script: [pytest]}\n", "bitbucket"),
        (".drone.yml", "kind: pipeline\nsteps:\n  - name: tests\n    commands: [pytest]\n", "drone"),
        ("buildspec.yml", "version: 0.2\nphases:\n  build:\n    commands: [pytest]\n", "codebuild"),
    ],
)
def test_other_systems_run_their_commands_on_change(path: str, text: str, system: str) -> None:
    found = read(path, text)

    assert found is not None and found.system == system
    assert found.triggers.on_change
    assert "pytest" in [step.text for step in found.steps]


def test_a_gitlab_pipeline_may_begin_with_its_inputs() -> None:
    found = read(".gitlab-ci.yml", "spec:\n  inputs: {}\n---\ninclude:\n  - local: ci/tests.yml\n")

    assert found is not None and found.includes == ("ci/tests.yml",)


def test_an_azure_template_starts_nothing() -> None:
    found = read(".azure/steps.yml", "parameters:\n  - name: version\nsteps:\n  - script: make\n")

    assert found is not None and found.triggers.call


def test_a_jenkinsfile_on_a_timer_says_when() -> None:
    found = read("Jenkinsfile", "pipeline {\n triggers { cron('H 4 * * *') }\n // sh 'rm'\n stages { sh '''npm ci\nnpm test''' }\n}\n")

    assert found is not None and found.triggers.schedule == ("H 4 * * *",)
    assert [step.text for step in found.steps if step.kind == "run"] == ["npm ci\nnpm test"]


def test_other_text_is_no_pipeline() -> None:
    assert read("azure/config.yml", "a: 1\n") is None
    assert read(".github/workflows/x.yml", "# on: push\n") is None


def test_a_command_is_followed_to_what_it_stands_for() -> None:
    package = document("package.json", '{"scripts": {"test": "npm run unit && make e2e", "unit": "jest"}}')
    makefile = document("Makefile", "e2e: build\n\tcypress run\n\nbuild:\n\ttsc\n")
    known = {**pipelines.scripts(package), **pipelines.scripts(makefile)}

    expanded = pipelines.expand("npm test", known)
    assert all(word in expanded for word in ("jest", "cypress run"))
    assert "tsc" not in expanded


def test_an_action_is_pinned_by_its_digest() -> None:
    assert pipelines.pinned("actions/checkout@" + "0" * 40)
    assert pipelines.pinned("./.github/actions/set-up")
    assert not pipelines.pinned("actions/checkout@v4")


def test_what_a_called_workflow_does_starts_with_its_caller() -> None:
    files = {
        ".github/workflows/ci.yml": GITHUB,
        ".github/workflows/shared.yml": "on: workflow_call\njobs: {a: {steps: [{run: make check}]}}\n",
        "Makefile": "check:\n\tpytest\n",
    }
    repo = Repo.of(files)
    documents = [repo.document(path) for path in files]
    gathered = pipelines.gather(documents[:2], documents[2:], contextlib.nullcontext)

    (run,) = [run for run in gathered.runs() if run.pipeline.path.endswith("shared.yml")]
    assert run.triggers.on_change
    assert "pytest" in run.words
    assert runners.first_run(gathered, ["python"]) == run
