"""Each place that a repository can come from, with real git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conforme.sources import SourceError, open_repo


def _git(folder: Path, *args: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(["git", *identity, *args], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def test_a_work_tree_gives_its_tracked_files_as_they_are_on_disk(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    (tmp_path / "README.md").write_bytes(b"# Title\r\n")
    _git(tmp_path, "add", "README.md")
    _git(tmp_path, "commit", "-qm", "One")
    (tmp_path / "LICENSE").write_text("MIT\n")
    repo = open_repo(str(tmp_path))
    assert list(repo.paths) == ["README.md"]
    assert repo.document("README.md").text == "# Title\n"
    assert list(repo.untracked(["licen[cs]e*"])) == ["LICENSE"]
    assert repo.snapshot.kind == "worktree" and repo.snapshot.clean and repo.snapshot.commit == _git(tmp_path, "rev-parse", "HEAD")
    assert [version.commit.id for version in repo.history.versions("README.md")] == [repo.snapshot.commit]


def test_what_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        open_repo(str(tmp_path / "nowhere"))
    assert (caught.value.key, caught.value.exit_code) == ("not-there", 2)
