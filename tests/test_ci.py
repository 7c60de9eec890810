"""The pipelines' files: linted by what their platforms publish, and their shell run on a real repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
AZURE, GITLAB, JENKINS = ROOT / "ci/azure/conforme.yml", ROOT / "ci/gitlab/conforme.yml", ROOT / "ci/jenkins/conforme.groovy"
ACTION = ROOT / "action.yml"


def run(*command: object, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, timeout=300, env=env)


def tool(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def gitlab_job() -> dict[str, Any]:
    """The job of the template, after its header of inputs."""
    _, jobs = yaml.safe_load_all(GITLAB.read_text(encoding="utf-8"))
    assert isinstance(jobs, dict)
    return jobs


# Linted ------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "transform", "path"),
    [("github-actions", None, ACTION), ("azure-pipelines", "azure-pipelines", AZURE), ("gitlab-ci", "gitlab-ci", GITLAB)],
)
def test_each_file_follows_the_schema_of_its_platform(schema: str, transform: str | None, path: Path, tmp_path: Path) -> None:
    if path == GITLAB:  # the schema knows no header
        path = tmp_path / ".gitlab-ci.yml"
        path.write_text(yaml.safe_dump(gitlab_job()), encoding="utf-8")
    flags = ["--data-transform", transform] if transform else []
    done = run(tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *flags, path)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_safe_and_pinned() -> None:
    done = run(tool("zizmor"), "--offline", "--no-progress", "--persona", "pedantic", ACTION)
    assert done.returncode == 0, done.stdout + done.stderr

    steps = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    assert all(re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    assert not any("${{" in step.get("run", "") for step in steps)


def scripts() -> dict[str, tuple[str, str]]:
    """Every shell text of these files, with the shell that runs it."""
    found = {path.name: ("bash", path.read_text(encoding="utf-8")) for path in sorted((ROOT / "ci/github").glob("*.sh"))}
    for number, step in enumerate(yaml.safe_load(AZURE.read_text(encoding="utf-8"))["steps"]):
        if "bash" in step:
            found[f"azure-{number}"] = ("bash", step["bash"])
    job = gitlab_job()["conforme"]
    found["gitlab"] = ("sh", "\n".join([*job["before_script"], *job["script"]]))
    found["jenkins"] = ("sh", jenkins_script())
    return found


def jenkins_script() -> str:
    match = re.search(r"sh '''(.*?)'''", JENKINS.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    return match[1]


@pytest.mark.parametrize("name", scripts())
def test_the_shell_has_no_fault_that_shellcheck_knows(name: str, tmp_path: Path) -> None:
    shell, text = scripts()[name]
    script = tmp_path / "script"
    script.write_text(text, encoding="utf-8")
    done = run(tool("shellcheck"), "--shell", shell, "--exclude", "SC2154", script)

    assert done.returncode == 0, done.stdout


# Run ---------------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A repository in which something blocks, with a commit that made it so and one before, and `origin/main` at the first."""
    folder = tmp_path / "service"
    (folder / "conformite").mkdir(parents=True)
    identity = ["-c", "user.name=Equipe", "-c", "user.email=equipe@exemple.org", "-c", "commit.gpgsign=false"]

    def commit(path: str, text: str) -> None:
        (folder / path).write_text(text, encoding="utf-8")
        assert run("git", "add", path, cwd=folder).returncode == 0
        assert run("git", *identity, "commit", "-q", "-m", path, cwd=folder).returncode == 0

    assert run("git", "init", "-q", "-b", "main", folder).returncode == 0
    commit("conformite/service.yaml", "nom: Guichet\nphase: alpha\n")
    commit("SECURITE.md", (ROOT / "examples/service-exemplaire/SECURITE.md").read_text(encoding="utf-8"))
    assert run("git", "update-ref", "refs/remotes/origin/main", "HEAD", cwd=folder).returncode == 0
    commit("SECURITE.md", "# Sécurité\n\nTODO\n")
    return folder


@pytest.fixture
def environment(tmp_path: Path, warm_cache: Path) -> dict[str, str]:
    """What a runner gives; the tool is where each pipeline installs it, and is this checkout."""
    temporary = tmp_path / "temp"
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    paths = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
    for folder in (temporary / "conforme-venv/bin", temporary / "conforme/bin", tmp_path / "service/.conforme/bin"):
        folder.mkdir(parents=True)
        (folder / "conforme").write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m conforme "$@"\n', encoding="utf-8")
        (folder / "conforme").chmod(0o755)
    return {
        **kept,
        "PYTHONPATH": paths,
        "RUNNER_TEMP": str(temporary),
        "AGENT_TEMPDIRECTORY": str(temporary),
        "XDG_CACHE_HOME": str(warm_cache),
    }


@pytest.fixture
def github(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The inputs of the action at their defaults, as its own file says them."""
    read = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    step = next(step for step in read["runs"]["steps"] if step.get("id") == "check")
    names = {name: re.sub(r"\W+", " ", value).split() for name, value in step["env"].items()}
    given = {name: str(read["inputs"][words[1]]["default"]) if words[0] == "inputs" and len(words) == 2 else "" for name, words in names.items()}
    given |= {"CONFORME_FAIL_ON": read["inputs"]["fail-on"]["default"]}
    files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return {**environment, **files, **given, "GITHUB_ACTION_PATH": str(ROOT)}


def outputs(environment: dict[str, str]) -> dict[str, str]:
    return dict(line.split("=", 1) for line in Path(environment["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines())


def action_step(name: str) -> str:
    steps = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    return str(next(step["run"] for step in steps if step.get("id") == name))


def test_the_github_action_annotates_sums_up_and_leaves_its_files(service: Path, github: dict[str, str]) -> None:
    done = run("bash", "-c", action_step("check"), cwd=service, env=github)
    said = outputs(github)

    assert (done.returncode, said["exit-code"], done.stderr) == (0, "1", "")
    assert all(line.startswith("::") for line in done.stdout.splitlines()) and "::error file=SECURITE.md,line=" in done.stdout
    assert json.loads(Path(said["sarif-file"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    summary = Path(github["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert summary == Path(said["markdown-file"]).read_text(encoding="utf-8") and "Guichet" in summary


def test_the_github_action_judges_a_pull_request_by_what_it_changes(service: Path, github: dict[str, str]) -> None:
    head = run("git", "rev-parse", "HEAD", cwd=service).stdout.strip()
    done = run("bash", "-c", action_step("check"), cwd=service, env={**github, "CONFORME_BASE": head, "CONFORME_SUMMARY": "false"})

    assert (done.returncode, outputs(github)["exit-code"]) == (0, "0")
    assert "::error" not in done.stdout and not Path(github["GITHUB_STEP_SUMMARY"]).exists()


def test_the_github_action_takes_options_as_they_are(service: Path, github: dict[str, str]) -> None:
    more = {"CONFORME_ARGS": "--select\n18\n\n--phase=live", "CONFORME_LANG": "en", "CONFORME_PATH": "nowhere; echo owned"}
    done = run("bash", "-c", action_step("check"), cwd=service, env={**github, **more})

    assert outputs(github) == {"exit-code": "2"} and "owned" not in done.stdout and "nowhere; echo owned" in done.stderr


def test_the_key_of_the_cache_follows_the_action(github: dict[str, str]) -> None:
    for _ in range(2):
        assert run("bash", "-c", action_step("key"), env=github).returncode == 0
    first, second = Path(github["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()

    assert first == second and re.fullmatch("key=[0-9a-f]{64}", first)


def test_the_gitlab_job_leaves_what_it_declares(service: Path, environment: dict[str, str], tmp_path: Path) -> None:
    job = gitlab_job()["conforme"]
    script = job["script"][0].replace("/tmp/conforme/", f"{tmp_path}/temp/conforme/")
    given = {**environment, "CONFORME_PATH": ".", "CONFORME_FAIL_ON": "expected", "CONFORME_LANG": "fr"}
    base = run("git", "rev-parse", "HEAD~1", cwd=service).stdout.strip()
    done = run("sh", "-e", "-c", script, cwd=service, env={**given, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base})

    assert done.returncode == 1, done.stderr
    declared = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert all((service / name).is_file() for name in declared)
    (worst, *_) = json.loads((service / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert (worst["location"]["path"], worst["severity"]) == ("SECURITE.md", "critical")


def test_the_azure_steps_log_and_publish(service: Path, environment: dict[str, str], tmp_path: Path) -> None:
    steps = yaml.safe_load(AZURE.read_text(encoding="utf-8"))["steps"]
    script = next(step["bash"] for step in steps if step.get("displayName") == "conforme")
    given = {**environment, "CONFORME_PATH": ".", "CONFORME_FAIL_ON": "expected", "CONFORME_LANG": "en"}
    done = run("bash", "-c", script, cwd=service, env={**given, "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"})

    assert done.returncode == 1, done.stderr
    *_, last = done.stdout.splitlines()
    assert last.startswith("##vso[task.uploadsummary]/") and Path(last.partition("]")[2]).is_file()
    assert "##vso[task.logissue type=error;sourcepath=SECURITE.md;linenumber=" in done.stdout
    reports = tmp_path / "temp/conforme-reports"
    assert ElementTree.parse(reports / "TEST-conforme.xml").getroot().tag == "testsuites"
    assert [path.name for path in (reports / "sarif").iterdir()] == ["conforme.sarif"]


def test_the_jenkins_stage_leaves_its_reports(service: Path, environment: dict[str, str]) -> None:
    lines = [line for line in jenkins_script().splitlines() if "venv" not in line and "pip" not in line]
    done = run("sh", "-e", "-c", "\n".join(lines), cwd=service, env={**environment, "CONFORME_LANG": "fr", "CHANGE_TARGET": "main"})

    assert done.returncode == 1, done.stderr
    assert (service / "TEST-conforme.xml").is_file() and (service / "conforme.sarif").is_file()
