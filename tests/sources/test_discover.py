"""Which repository a path is: its own, or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sources.building import Build
from sources.test_revision import error

from conforme.sources import discover, folder, open_repo


def refused(path: Path) -> str:
    """The limit that says why the git directory of a folder was not used."""
    repo = open_repo(str(path))
    assert repo.snapshot.kind == "directory" and not repo.history.known
    assert error(path, rev="HEAD") == error(path, staged=True) == ("not-a-repository", 2)
    assert len(repo.limits) == 1 and repo.limits[0].path == ".git"
    return repo.limits[0].what


def test_paths_that_are_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert error(tmp_path / "none") == error("\0") == error("x" * 5000) == error(tmp_path / "file/x") == ("not-there", 2)
    assert error(tmp_path / "file") == ("not-a-folder", 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert error(tmp_path / "closed") == ("not-readable", 2)


def test_a_plain_folder_counts_all_files_but_the_vendored_ones(tmp_path: Path) -> None:
    for name in ("a.md", "docs/b.md", "node_modules/x/LICENSE", "app/vendor/y/LICENSE", ".github/c.yml", "sub/.git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"text\r\n")
    (tmp_path / "loop").symlink_to(".")
    os.mkfifo(tmp_path / "pipe")
    repo = open_repo(str(tmp_path))
    assert {path: entry.kind for path, entry in repo.entries.items()} == {
        ".github/c.yml": "file", "a.md": "file", "docs/b.md": "file", "loop": "link", "pipe": "special",
    }  # fmt: skip
    assert repo.document("a.md").bytes() == b"text\n"
    assert repo.snapshot == open_repo(str(tmp_path)).snapshot and repo.snapshot.commit is None and repo.limits == ()
    assert not repo.history.versions("a.md") and not repo.history.known
    (tmp_path / "docs/b.md").write_text("longer text")
    assert open_repo(str(tmp_path)).snapshot.digest != repo.snapshot.digest


def test_an_empty_folder_shows_nothing(tmp_path: Path) -> None:
    assert list(open_repo(str(tmp_path)).paths) == []


def test_limits_of_a_plain_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path.joinpath(*"d" * 129)
    deep.mkdir(parents=True)
    (deep / "x").write_text("x")
    for name in "abc":
        (tmp_path / name).write_text(name)
    assert [limit.what for limit in open_repo(str(tmp_path)).limits] == ["path-depth"]
    monkeypatch.setattr(folder, "ENTRIES", 2)
    cut = open_repo(str(tmp_path))
    assert [limit.what for limit in cut.limits] == ["tree-entries"] and list(cut.paths) == ["a", "b"]


def test_the_repository_of_a_parent_is_never_used(build: Build) -> None:
    built = build()
    built.commit({"docs/a.md": "a\n"})
    (built.path / "docs/untracked.md").write_text("u")
    repo = open_repo(str(built.path / "docs"))
    assert repo.snapshot.kind == "directory" and list(repo.paths) == ["a.md", "untracked.md"]


def test_a_linked_worktree_works_and_keeps_its_own_head(build: Build, tmp_path: Path) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    built.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    (tmp_path / "side/b.md").write_text("b\n")
    built.git("-C", str(tmp_path / "side"), "add", "b.md")
    built.git("-C", str(tmp_path / "side"), "commit", "-qm", "Two")
    for options in ({}, {"staged": True}, {"rev": "HEAD"}, {"rev": "side"}):
        repo = open_repo(str(tmp_path / "side"), **options)
        assert list(repo.paths) == ["a.md", "b.md"] and len(repo.history.commits()) == 2
        assert repo.snapshot.clean
    (tmp_path / "moved").mkdir()
    (tmp_path / "side/.git").rename(tmp_path / "moved/.git")
    assert refused(tmp_path / "moved") == "git-file"


def test_redirections_that_do_not_point_back_are_refused(build: Build, tmp_path: Path) -> None:
    other = build("other")
    other.commit({"secret.md": "SECRET\n"})
    for number, content in enumerate(
        ("gitdir: ../other/.git\n", f"gitdir: {other.path}/.git", "gitdir: ", "garbage", "gitdir: " + "a/" * 500_000, "gitdir: a\0b")
    ):
        victim = tmp_path / f"victim{number}"
        victim.mkdir()
        (victim / ".git").write_text(content)
        assert refused(victim) == "git-file"


def test_links_and_special_files_in_place_of_a_git_directory_are_refused(build: Build, tmp_path: Path) -> None:
    other = build("other")
    other.commit({"secret.md": "SECRET\n"})
    for name, made in (("link", lambda path: path.symlink_to(other.path / ".git")), ("fifo", os.mkfifo)):
        (tmp_path / name).mkdir()
        made(tmp_path / name / ".git")
    assert (refused(tmp_path / "link"), refused(tmp_path / "fifo")) == ("git-link", "git-special-file")


@pytest.mark.parametrize("name", ["HEAD", "config", "objects", "refs", "index", "packed-refs", "shallow"])
def test_links_and_pipes_inside_the_git_directory_are_refused(build: Build, name: str) -> None:
    built, other = build(), build("other")
    for each in (built, other):
        each.commit({"a.md": "a\n"})
    target = built.path / ".git" / name
    if target.exists():
        target.rename(built.path / ".git/kept")
    target.symlink_to(other.path / ".git" / ("HEAD" if name in ("packed-refs", "shallow") else name))
    assert refused(built.path) == "git-link"
    if name not in ("objects", "refs"):
        target.unlink()
        os.mkfifo(target)
        assert refused(built.path) == "git-special-file"


def test_a_common_directory_elsewhere_is_refused(build: Build) -> None:
    built, other = build(), build("other")
    built.commit({"a.md": "a\n"})
    (built.path / ".git/commondir").write_text(str(other.path / ".git"))
    assert refused(built.path) == "git-file"


def test_a_configuration_too_large_is_refused_since_each_call_would_read_it(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    config = built.path / ".git/config"
    config.write_text(config.read_text() + "#" * (discover.CONFIG_LIMIT - config.stat().st_size - 1) + "\n")
    assert open_repo(str(built.path)).snapshot.kind == "worktree"
    config.write_text(config.read_text() + "\n")
    assert refused(built.path) == "git-config"


def test_a_git_directory_without_its_parts_is_corrupt(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert error(tmp_path) == ("corrupt-repository", 3)


def test_a_hostile_work_tree_setting_changes_nothing(build: Build, tmp_path: Path) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    built.git("config", "core.worktree", "/etc")
    assert list(open_repo(str(built.path)).paths) == ["a.md"]
    built.git("config", "--unset", "core.worktree")
    built.git("config", "core.bare", "true")
    assert open_repo(str(built.path)).snapshot.kind == "revision"
