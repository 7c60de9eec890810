"""Nothing of the audited repository runs, nothing is written, and git is asked for objects only."""

from __future__ import annotations

import ast
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sources.building import Build, Built

import conforme.sources
from conforme.repo import Repo, Unreadable
from conforme.sources import SourceError, open_repo
from conforme.sources import git as runner
from conforme.sources import objects as reader

SOURCES = Path(conforme.sources.__path__[0])
FORBIDDEN_VERBS = {
    "status",
    "diff",
    "add",
    "checkout",
    "archive",
    "blame",
    "grep",
    "show",
    "log",
    "check-ignore",
    "ls-files",
    "update-index",
    "fetch",
    "commit",
}
KINDS: list[dict[str, object]] = [{}, {"staged": True}, {"rev": "HEAD"}]


@pytest.fixture
def git_again() -> Iterator[None]:
    """Forgets which git was found, before and after."""
    runner.executable.cache_clear()
    yield
    runner.executable.cache_clear()


def everything(path: Path, **options: object) -> Repo:
    """Asks all that a Repo can be asked."""
    repo = open_repo(str(path), **options)  # type: ignore[arg-type]
    for name in repo.paths:
        with contextlib.suppress(Unreadable):
            repo.document(name).bytes()
        repo.history.versions(name)
    getattr(repo.history, "prepare")(["a.md", "LICENSE"])  # noqa: B009
    assert repo.history.complete in (True, False)
    for commit in repo.history.commits():
        repo.history.changes(commit.id)
    repo.history.releases()
    repo.untracked()
    return repo


def hostile(built: Built, canary: Path) -> None:
    """A repository whose configuration, hooks, filters and drivers all leave a mark when run."""
    fire = built.path.parent / "fire.sh"
    fire.write_text(f"#!/bin/sh\necho fired >> {canary}\ncat\n")
    fire.chmod(0o755)
    built.commit({".gitattributes": "* filter=x diff=x merge=x\n", "a.md": "a\n", "LICENSE": "MIT\n", ".gitignore": "*a" * 60 + "\n"})
    built.git("tag", "v1.0.0")
    driver = str(fire)
    pairs = [
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "core.editor",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
    ]
    pairs += [
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "gpg.program",
        "credential.helper",
        "remote.origin.uploadpack",
        "merge.x.driver",
    ]
    for name in pairs:
        built.git("config", name, driver)
    for name, value in {
        "core.hooksPath": str(built.path.parent / "hooks"), "log.showSignature": "true", "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "core.repositoryFormatVersion": "1", "remote.origin.url": "ssh://host.invalid/x", "core.fsyncMethod": "batch", "diff.renames": "copies",
    }.items():  # fmt: skip
        built.git("config", name, value)
    for folder in (built.path.parent / "hooks", built.path / ".git/hooks"):
        folder.mkdir(exist_ok=True)
        for hook in ("post-index-change", "post-checkout", "reference-transaction", "pre-commit", "fsmonitor-watchman"):
            (folder / hook).write_text(fire.read_text())
            (folder / hook).chmod(0o755)
    built.gone("HEAD:LICENSE")
    built.write({"a.md": "changed\n"})


def state(path: Path) -> dict[str, tuple[int, int, int]]:
    return {str(each): (each.lstat().st_mtime_ns, each.lstat().st_size, each.lstat().st_mode) for each in [path, *path.rglob("*")]}


@pytest.mark.parametrize("options", KINDS)
def test_nothing_runs_and_nothing_is_written(build: Build, tmp_path: Path, options: dict[str, object]) -> None:
    built = build()
    hostile(built, tmp_path / "canary")
    before = state(tmp_path)
    everything(built.path, **options)
    assert not (tmp_path / "canary").exists()
    assert state(tmp_path) == before


@pytest.mark.parametrize("form", ["sparse", "split"])
def test_indexes_that_git_would_rewrite_are_left_alone(build: Build, tmp_path: Path, form: str) -> None:
    built = build()
    built.commit({"README.md": "r\n", "docs/a.md": "a\n", "src/y.py": "y\n"})
    time.sleep(0.03)
    built.git("update-index", "--refresh")
    if form == "sparse":
        built.git("sparse-checkout", "init", "--cone", "--sparse-index")
        built.git("sparse-checkout", "set", "docs")
    else:
        built.git("update-index", "--split-index")
        for shared in (built.path / ".git").glob("sharedindex.*"):
            os.utime(shared, (1, 1))
    before = state(tmp_path)
    for options in KINDS:
        everything(built.path, **options)
    assert state(tmp_path) == before


def test_only_the_verbs_that_read_objects_reach_git(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git_again: None) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    built.commit({"LICENSE": "MIT\n"})
    built.git("tag", "v1.0.0")
    wrapper = tmp_path / "bin/git"
    wrapper.parent.mkdir()
    real = runner.executable().decode()
    wrapper.write_text(f'#!/bin/sh\nprintf "%s\\t" "$@" >> {tmp_path}/argv\necho >> {tmp_path}/argv\nenv > {tmp_path}/env\nexec {real} "$@"\n')
    wrapper.chmod(0o755)
    runner.executable.cache_clear()
    monkeypatch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("GIT_SSH_COMMAND", "secret")
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    for options in KINDS:
        everything(built.path, **options)
    calls = [line.split("\t") for line in (tmp_path / "argv").read_text().splitlines()]
    verbs = {next(word for at, word in enumerate(call) if not word.startswith("-") and call[at - 1] != "-c") for call in calls}
    assert verbs == {"rev-parse", "ls-tree", "cat-file", "rev-list", "diff-tree", "for-each-ref"} == runner.VERBS
    assert all("--literal-pathspecs" in call and "core.hooksPath=/dev/null" in call for call in calls)
    passed = dict(line.split("=", 1) for line in (tmp_path / "env").read_text().splitlines())
    assert "secret" not in passed.values() and passed["GIT_DIR"] == str(built.path / ".git")
    assert passed["GIT_NO_LAZY_FETCH"] == "1" and passed["GIT_ALLOW_PROTOCOL"] == "none" and passed["GIT_OPTIONAL_LOCKS"] == "0"


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCES.rglob("*.py")):
        yield path, ast.parse(path.read_text())


def test_the_code_names_no_other_verb_and_no_library_for_git() -> None:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                assert not {name.split(".")[0] for name in names} & {"git", "gitdb", "subprocess", "socket", "shutil", "tempfile", "threading"}, path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("start", "stream", "records", "line"):
                verb = node.args[0]
                assert isinstance(verb, ast.Name) or (isinstance(verb, ast.Constant) and verb.value in runner.VERBS), (path, node.lineno)
            if isinstance(node, ast.Attribute):
                assert node.attr not in (
                    "write_text",
                    "write_bytes",
                    "mkdir",
                    "unlink",
                    "rename",
                    "replace_file",
                    "utime",
                    "system",
                    "popen",
                    "O_WRONLY_CREAT",
                )
    assert not runner.VERBS & FORBIDDEN_VERBS and len(runner.VERBS) <= 10


def test_opening_a_repository_imports_no_library_for_git(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    code = "import sys; from conforme.sources import open_repo; open_repo(sys.argv[1]).history.commits(); print('git' in sys.modules)"
    linter = str(SOURCES.parent.parent)
    seen = subprocess.run(
        [sys.executable, "-c", code, str(built.path)], env={**os.environ, "PYTHONPATH": linter}, capture_output=True, text=True, check=True
    )
    assert seen.stdout.strip() == "False"


def test_nothing_is_opened_for_writing_and_no_connection_is_made(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    code = """
import os, sys
from conforme.sources import open_repo
def watch(event, args):
    if event.startswith("socket."): raise SystemExit(event)
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC): raise SystemExit(str(args))
    if event in ("os.mkdir", "os.remove", "os.rename", "os.utime", "os.chmod", "subprocess.Popen", "os.system"): raise SystemExit(event)
sys.addaudithook(watch)
for options in ({}, {"staged": True}, {"rev": "HEAD"}):
    repo = open_repo(sys.argv[1], **options)
    repo.document("a.md").bytes(), repo.history.versions("a.md"), repo.history.releases()
"""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES.parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    made = subprocess.run([sys.executable, "-c", code, str(built.path)], env=environment, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, "")


FAKES = {
    "exit": "exit 128",
    "signal": "kill -9 $$",
    "garbage": "head -c 5000 /dev/urandom",
    "silence": "exec sleep 60",
    "silence-after": "echo x; exec >&-; exec sleep 60",
    "flood": "exec yes",
    "nothing": "exit 0",
}


@pytest.mark.parametrize("fake", FAKES)
@pytest.mark.parametrize("verb", sorted(runner.VERBS))
def test_a_git_that_misbehaves_costs_an_answer_and_no_more(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git_again: None, fake: str, verb: str
) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    real = runner.executable().decode()
    wrapper = tmp_path / "bin/git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\ncase " $* " in *" {verb} "*) {FAKES[fake]};; *) exec {real} "$@";; esac\n')
    wrapper.chmod(0o755)
    runner.executable.cache_clear()
    monkeypatch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(runner, "SECONDS", 0.06)
    monkeypatch.setattr(reader, "SECONDS", 0.06)
    began = time.monotonic()
    for options in KINDS[::2]:
        try:
            everything(built.path, **options)
        except SourceError as problem:
            assert problem.exit_code == 3
    assert time.monotonic() - began < 10


def test_without_git_plain_folders_are_still_read(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git_again: None) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/b.md").write_text("b\n")
    runner.executable.cache_clear()
    for path in ("", "bin", ".", "/nonexistent"):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(SourceError) as caught:
            open_repo(str(built.path))
        assert (caught.value.key, caught.value.exit_code) == ("git-missing", 3)
    assert list(open_repo(str(tmp_path / "plain")).paths) == ["b.md"]


def test_a_git_of_the_audited_repository_is_not_run(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git_again: None) -> None:
    built = build()
    built.commit({"git": f"#!/bin/sh\necho fired > {tmp_path}/canary\n"})
    (built.path / "git").chmod(0o755)
    monkeypatch.chdir(built.path)
    monkeypatch.setenv("PATH", f".::{os.environ['PATH']}")
    everything(built.path)
    assert not (tmp_path / "canary").exists()


def test_descriptors_and_processes_do_not_pile_up(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    kept, counts = [], []
    for _ in range(4):
        kept += [everything(built.path, **options) for options in KINDS]
        counts.append(len(os.listdir("/dev/fd")))
    assert counts[-1] == counts[1]
    assert [repo.document("a.md").text for repo in kept] == ["a\n"] * len(kept)
