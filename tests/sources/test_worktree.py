"""The tracked files as they are on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest
from sources.building import Build, Built

from conforme.repo import Unreadable
from conforme.sources import open_repo

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 12345\n"


def settle(built: Built) -> None:
    """Lets the index be older than any later change, as it is a moment after a checkout."""
    time.sleep(0.03)
    built.git("update-index", "--refresh", "--really-refresh")
    (built.path / ".git/index").touch()


def test_only_tracked_files_count_with_line_ends_read_as_lf(build: Build) -> None:
    built = build()
    commit = built.commit({"README.md": b"# Title\r\nText\r\n", "docs/a.md": "a\n"})
    built.write({"LICENSE": "MIT\n"})
    repo = open_repo(str(built.path))
    assert list(repo.paths) == ["README.md", "docs/a.md"]
    assert repo.document("README.md").bytes() == b"# Title\nText\n"
    assert repo.entries["docs/a.md"].oid == built.git("rev-parse", "HEAD:docs/a.md")
    snapshot = repo.snapshot
    assert (snapshot.kind, snapshot.commit, snapshot.clean, snapshot.shallow) == ("worktree", commit, True, False)
    assert repo.history.known and repo.history.complete


def test_a_clean_work_tree_its_index_and_its_commit_have_one_digest(build: Build) -> None:
    built = build()
    built.commit({"a": "1", "b/c": "2", "b-d": "3", "é": "4"})
    digests = {open_repo(str(built.path), **options).snapshot.digest for options in ({}, {"staged": True}, {"rev": "HEAD"})}
    assert len(digests) == 1
    built.write({"a": "5"})
    assert open_repo(str(built.path)).snapshot.digest not in digests


@pytest.mark.parametrize(
    ("what", "clean"),
    [
        ("nothing", True),
        ("touched", True),
        ("crlf", True),
        ("changed", False),
        ("same-size", False),
        ("deleted", False),
        ("staged", False),
        ("new", True),
    ],
)
def test_clean_is_what_git_status_says(build: Build, what: str, clean: bool) -> None:
    built = build()
    built.commit({"a.md": "one\ntwo\n", "b.md": "b\n"})
    settle(built)
    changes: dict[str, Callable[[], object]] = {
        "nothing": lambda: None,
        "touched": lambda: os.utime(built.path / "a.md", (1, 1)),
        "crlf": lambda: built.write({"a.md": "one\r\ntwo\r\n"}),
        "changed": lambda: built.write({"a.md": "three\n"}),
        "same-size": lambda: built.write({"a.md": "one\nTWO\n"}),
        "deleted": lambda: (built.path / "a.md").unlink(),
        "staged": lambda: built.write({"a.md": "three\n"}).git("add", "a.md"),
        "new": lambda: built.write({"c.md": "untracked is no change of what is tracked\n"}),
    }
    changes[what]()
    repo = open_repo(str(built.path))
    assert repo.snapshot.clean is clean
    assert ("a.md" in repo.entries) is (what != "deleted")
    if what != "crlf":  # git names it until it is added again, and shows no difference
        assert (built.git("status", "--porcelain", "--untracked-files=no") == "") is clean


def test_a_change_within_the_instant_of_the_index_is_seen(build: Build) -> None:
    built = build()
    built.commit({"a.md": "one\n"})
    info = (built.path / "a.md").stat()
    built.write({"a.md": "two\n"})
    os.utime(built.path / "a.md", ns=(info.st_atime_ns, info.st_mtime_ns))
    repo = open_repo(str(built.path))
    assert not repo.snapshot.clean
    assert repo.entries["a.md"].oid == built.git("hash-object", "a.md")


def test_a_copied_repository_is_still_clean(build: Build) -> None:
    built = build()
    built.commit({"a.md": "one\n", "d/b.md": "two\n"})
    copy = built.path.parent / "copy"
    built.git("clone", "-q", str(built.path), str(copy))
    for path in (copy / "a.md", copy / "d/b.md"):
        path.write_bytes(path.read_bytes())
    assert open_repo(str(copy)).snapshot.clean


def test_links_are_reported_and_never_followed(build: Build) -> None:
    built = build()
    (built.path / "LICENSE").symlink_to("/etc/passwd")
    built.commit({"docs/guide.md": "here\n", "README.md": "r\n"})
    built.git("add", "LICENSE")
    outside = built.path.parent / "outside"
    outside.mkdir()
    (outside / "guide.md").write_text("SECRET")
    (built.path / "docs/guide.md").unlink()
    (built.path / "docs").rmdir()
    (built.path / "docs").symlink_to(outside)
    (built.path / "README.md").unlink()
    (built.path / "README.md").symlink_to("/etc/passwd")
    repo = open_repo(str(built.path))
    for path in ("LICENSE", "docs/guide.md", "README.md"):
        assert repo.entries[path].kind == "link"
        assert why(repo, path) == "link"


def why(repo: object, path: str) -> str:
    with pytest.raises(Unreadable) as caught:
        repo.document(path).bytes()  # type: ignore[attr-defined]
    return caught.value.what


def test_a_link_that_appears_after_opening_is_not_followed(build: Build) -> None:
    built = build()
    built.commit({"a/b.md": "1", "c.md": "2"})
    repo = open_repo(str(built.path))
    (built.path / "a").rename(built.path / "moved")
    (built.path / "a").symlink_to("moved")
    (built.path / "c.md").unlink()
    (built.path / "c.md").symlink_to("/etc/passwd")
    assert [why(repo, path) for path in ("a/b.md", "c.md")] == ["link", "link"]


def test_special_files_do_not_block(build: Build) -> None:
    built = build()
    built.commit({"a.md": "1", "b.md": "2"})
    (built.path / "a.md").unlink()
    os.mkfifo(built.path / "a.md")
    repo = open_repo(str(built.path))
    assert repo.entries["a.md"].kind == "special" and why(repo, "a.md") == "special-file"
    (built.path / "b.md").unlink()
    os.mkfifo(built.path / "b.md")
    assert why(repo, "b.md") == "special-file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_said(build: Build) -> None:
    built = build()
    built.commit({"a.md": "1"})
    (built.path / "a.md").chmod(0)
    assert why(open_repo(str(built.path)), "a.md") == "permission"


def test_a_file_that_goes_away_is_not_read_as_absent(build: Build) -> None:
    built = build()
    built.commit({"a.md": "1"})
    repo = open_repo(str(built.path))
    (built.path / "a.md").unlink()
    assert why(repo, "a.md") == "changed-while-read"


def test_size_is_known_before_reading(build: Build) -> None:
    built = build()
    built.commit({"under": b"x" * 1000, "over": b"x" * 1001})
    repo = open_repo(str(built.path))
    assert len(repo.document("under").bytes(1000)) == 1000
    with pytest.raises(Unreadable) as caught:
        repo.document("over").bytes(1000)
    assert (caught.value.what, caught.value.measured, caught.value.bound) == ("too-large", 1001, 1000)


@pytest.mark.parametrize("options", [{}, {"staged": True}, {"rev": "HEAD"}])
def test_an_lfs_pointer_is_not_the_content(build: Build, options: dict[str, object]) -> None:
    built = build()
    built.commit({"a.yaml": POINTER})
    assert why(open_repo(str(built.path), **options), "a.yaml") == "lfs-pointer"  # type: ignore[arg-type]


@pytest.mark.parametrize("options", [{}, {"staged": True}, {"rev": "HEAD"}])
def test_names_that_are_not_utf_8_are_kept_in_the_order_of_bytes(build: Build, options: dict[str, object]) -> None:
    built = build()
    names = [b"caf\xe9.md", "café.md".encode(), b"\xff", "\U0001f600".encode(), b"new\nline", b"-x", b"z/\x01"]
    (built.path / "z").mkdir()
    for name in names:
        with open(os.path.join(os.fsencode(built.path), name), "wb") as file:
            file.write(name)
    built.git("add", "-A")
    built.git("commit", "-qm", "Names")
    repo = open_repo(str(built.path), **options)  # type: ignore[arg-type]
    assert [path.encode("utf-8", "surrogateescape") for path in repo.paths] == sorted(names)
    for path in repo.paths:
        assert repo.document(path).bytes() == path.encode("utf-8", "surrogateescape")
        assert len(repo.history.versions(path)) == 1


@pytest.mark.parametrize("cone", [True, False])
def test_files_that_a_sparse_checkout_keeps_off_the_disk_are_read_from_the_index(build: Build, cone: bool) -> None:
    built = build()
    built.commit({"README.md": "r\n", "docs/a.md": "a\n", "src/x/y.py": "x = 1\n"})
    settle(built)
    built.git("sparse-checkout", "init", *(["--cone", "--sparse-index"] if cone else ["--no-cone"]))
    built.git("sparse-checkout", "set", "docs" if cone else "/docs/")
    assert not (built.path / "src").exists()
    repo = open_repo(str(built.path))
    assert repo.document("src/x/y.py").text == "x = 1\n"
    assert repo.snapshot.clean
    assert list(repo.paths) == ["README.md", "docs/a.md", "src/x/y.py"]
    built.gone("HEAD:src/x/y.py")
    assert why(open_repo(str(built.path)), "src/x/y.py") == "sparse"


@pytest.mark.parametrize("options", [{}, {"staged": True}])
def test_conflicts_are_unreadable(build: Build, options: dict[str, object]) -> None:
    built = build()
    built.commit({"a.md": "base\n"})
    built.git("checkout", "-qb", "side")
    built.commit({"a.md": "side\n"})
    built.git("checkout", "-q", "main")
    built.commit({"a.md": "main\n"})
    built.git("merge", "side", check=False)
    repo = open_repo(str(built.path), **options)  # type: ignore[arg-type]
    assert why(repo, "a.md") == "unmerged" and not repo.snapshot.clean


def test_a_file_announced_by_add_n_is_read_on_disk_and_not_in_the_index(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    built.write({"new.md": "new\n"}).git("add", "-N", "new.md")
    repo = open_repo(str(built.path))
    assert repo.document("new.md").text == "new\n" and not repo.snapshot.clean
    staged = open_repo(str(built.path), staged=True)
    assert list(staged.paths) == ["a.md"] and staged.snapshot.clean


def test_a_submodule_is_named_and_not_entered(build: Build) -> None:
    inner = build("inner")
    inner.commit({"LICENSE": "MIT\n"})
    built = build()
    built.commit({"README.md": "r\n"})
    built.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.path), "sub")
    built.git("commit", "-qm", "Sub")
    repo = open_repo(str(built.path))
    assert repo.entries["sub"].kind == "submodule" and why(repo, "sub") == "submodule"
    assert "sub/LICENSE" not in repo.entries and repo.snapshot.clean
    assert list(open_repo(str(built.path / "sub")).paths) == ["LICENSE"]


def test_an_unborn_branch_shows_its_index_and_no_history(build: Build) -> None:
    built = build()
    assert list(open_repo(str(built.path)).paths) == []
    built.write({"a.md": "a\n"}).git("add", "a.md")
    repo = open_repo(str(built.path))
    assert list(repo.paths) == ["a.md"] and repo.snapshot.commit is None
    assert not repo.history.known and not repo.history.versions("a.md") and not repo.history.releases()
    for rev in ("HEAD", "@"):
        assert list(open_repo(str(built.path), rev=rev).paths) == []


def test_what_was_forgotten_is_found_in_the_usual_folders(build: Build) -> None:
    built = build()
    built.commit({"LICENSE": "MIT\n", "docs/kpi.md": "k\n"})
    built.write({"SECURITY.md": "s", "conformite/Risques.yaml": "r", "docs/deep/SECURITY.md": "no", ".github/SECURITY.md": "s"})
    (built.path / "docs/SECURITY.md").symlink_to("kpi.md")
    repo = open_repo(str(built.path))
    assert list(repo.untracked()) == [".github/SECURITY.md", "SECURITY.md", "conformite/Risques.yaml"]
    assert not open_repo(str(built.path), rev="HEAD").untracked()
