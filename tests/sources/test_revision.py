"""A commit, straight from the objects; and what is not a commit."""

from __future__ import annotations

import os
import signal
import zlib
from pathlib import Path

import pytest
from sources.building import Build

from conforme.repo import Unreadable
from conforme.sources import SourceError, listing, open_repo


def error(path: Path | str, **options: object) -> tuple[str, int]:
    with pytest.raises(SourceError) as caught:
        open_repo(str(path), **options)  # type: ignore[arg-type]
    return caught.value.key, caught.value.exit_code


def test_a_past_commit_is_read_by_any_of_its_names(build: Build) -> None:
    built = build()
    first = built.commit({"a.md": "one\r\n", "run.sh": "#!/bin/sh\n"})
    built.git("tag", "-a", "v1", "-m", "One")
    built.commit({"a.md": "two\n"})
    for rev in (first, first[:10], "HEAD~1", "v1", "main^", "refs/tags/v1"):
        repo = open_repo(str(built.path), rev=rev)
        assert (repo.snapshot.kind, repo.snapshot.commit, repo.snapshot.clean) == ("revision", first, True)
        assert repo.document("a.md").bytes() == b"one\n"
        assert [version.commit.id for version in repo.history.versions("a.md")] == [first]


@pytest.mark.parametrize(
    "rev",
    [
        "",
        "none",
        "0" * 40,
        "f" * 40,
        "-h",
        "--all",
        "--output=x",
        "HEAD:a.md",
        "HEAD^{tree}",
        "HEAD\nHEAD",
        "a\0b",
        "é",
        "\udcff",
        "HEAD..HEAD",
        "@{-1}",
    ],
)
def test_what_names_no_commit_is_unknown(build: Build, rev: str) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    assert error(built.path, rev=rev) == ("unknown-revision", 3)


@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_a_bare_repository_is_its_head(build: Build, tmp_path: Path, format: str) -> None:
    built = build("repo", f"--object-format={format}")
    built.write({"a.md": "a\n", "d/b.md": "b\n"}).git("add", "-A")
    built.git("commit", "-qm", "One")
    built.git("clone", "-q", "--bare", str(built.path), str(tmp_path / "bare.git"))
    for path in (tmp_path / "bare.git", built.path / ".git", built.path):
        repo = open_repo(str(path))
        assert repo.snapshot.kind == ("worktree" if path == built.path else "revision")
        assert repo.snapshot.commit == built.git("rev-parse", "HEAD")
        assert repo.document("d/b.md").text == "b\n"
        assert repo.history.read(repo.entries["a.md"].oid) == b"a\n"
        assert len(repo.history.versions("d/b.md")) == 1 and repo.history.complete
    assert error(tmp_path / "bare.git", staged=True) == ("no-index", 2)
    assert error(built.path, staged=True, rev="HEAD") == ("rev-and-staged", 2)


def test_kinds_are_told_from_modes(build: Build) -> None:
    built = build()
    blob = built.git("hash-object", "-w", "--stdin", input=b"x")
    rows = [f"100644 blob {blob}\tfile", f"100755 blob {blob}\trun", f"120000 blob {blob}\tlink", f"160000 commit {'1' * 40}\tsub"]
    tree = built.git("mktree", "--missing", input="\n".join(rows).encode())
    commit = built.git("commit-tree", tree, "-m", "Kinds")
    repo = open_repo(str(built.path), rev=commit)
    assert {path: (entry.kind, entry.executable) for path, entry in repo.entries.items()} == {
        "file": ("file", False), "run": ("file", True), "link": ("link", False), "sub": ("submodule", False),
    }  # fmt: skip
    for path in ("link", "sub"):
        with pytest.raises(Unreadable) as caught:
            repo.document(path).bytes()
        assert caught.value.what == repo.entries[path].kind


def test_missing_and_corrupt_objects_cost_only_what_they_hold(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n", "b.md": "b\n", "c.md": "c\n", "d/e.md": "e\n"})
    built.gone("HEAD:a.md")
    built.gone("HEAD:b.md").write_bytes(b"garbage")
    built.gone("HEAD:c.md").write_bytes(zlib.compress(b"blob 999999999999\0x"))
    repo = open_repo(str(built.path), rev="HEAD")
    seen = {}
    for path in repo.paths:
        try:
            seen[path] = repo.document(path).text
        except Unreadable as problem:
            seen[path] = problem.what
    assert seen == {"a.md": "missing-object", "b.md": "missing-object", "c.md": "too-large", "d/e.md": "e\n"}
    built.gone("HEAD:d")
    partial = open_repo(str(built.path), rev="HEAD")
    assert "tree-incomplete" in [limit.what for limit in partial.limits] and "a.md" in partial.entries
    built.gone("HEAD^{tree}")
    assert error(built.path, rev="HEAD") == ("corrupt-repository", 3)
    assert not open_repo(str(built.path)).snapshot.clean
    built.gone("HEAD")
    assert error(built.path) == ("corrupt-repository", 3)


def test_a_head_that_names_nothing_readable_is_corrupt(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    for head in ("garbage", "ref: ../../etc/passwd\n", "5" * 40 + "\n"):
        (built.path / ".git/HEAD").write_text(head)
        assert error(built.path) == ("corrupt-repository", 3)
    (built.path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (built.path / ".git/refs/heads/main").write_text("")
    assert error(built.path) == ("corrupt-repository", 3)
    (built.path / ".git/refs/heads/main").unlink()
    assert open_repo(str(built.path)).snapshot.commit is None
    (built.path / ".git/config").write_text("[core\n")
    assert error(built.path) == ("corrupt-repository", 3)


def test_reading_goes_on_in_a_fork_and_after_the_process_was_lost(build: Build) -> None:
    built = build()
    built.commit({name: name for name in "abcd"})
    repo = open_repo(str(built.path), rev="HEAD")
    assert repo.document("a").text == "a"
    objects = repo.history._objects  # type: ignore[attr-defined]
    read, write = os.pipe()
    if not (child := os.fork()):
        os.write(write, repo.document("b").bytes())
        del repo, objects
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0 and os.read(read, 10) == b"b"
    os.close(read)
    os.close(write)
    assert repo.document("c").text == "c"
    os.kill(objects._child._pid, signal.SIGKILL)
    with pytest.raises(Unreadable):
        repo.document("d").bytes()
    assert repo.history.read(repo.entries["d"].oid) == b"d"


def test_a_content_over_the_limit_is_refused_and_the_next_one_read(build: Build) -> None:
    built = build()
    built.commit({"big": "x" * 3_000_000, "small": "s"})
    repo = open_repo(str(built.path), rev="HEAD")
    with pytest.raises(Unreadable) as caught:
        repo.document("big").bytes()
    assert (caught.value.what, caught.value.measured) == ("too-large", 3_000_000)
    assert repo.document("small").text == "s"
    assert len(repo.document("big").bytes(16 << 20)) == 3_000_000


@pytest.mark.parametrize("options", [{}, {"rev": "HEAD"}, {"staged": True}])
def test_limits_on_names_are_said_and_the_rest_is_read(build: Build, monkeypatch: pytest.MonkeyPatch, options: dict[str, object]) -> None:
    built = build()
    built.commit({f"f{n}": str(n) for n in range(9)} | {"/".join("d" * 129) + "/x": "deep", "/".join("e" * 127) + "/x": "not too deep"})
    assert [limit.what for limit in open_repo(str(built.path), **options).limits] == ["path-depth"]  # type: ignore[arg-type]
    for bound, cut in ((11, False), (10, True)):
        monkeypatch.setattr(listing, "ENTRIES", bound)
        repo = open_repo(str(built.path), **options)  # type: ignore[arg-type]
        assert ("tree-entries" in [limit.what for limit in repo.limits]) is cut
        assert len(repo.entries) <= bound


def test_a_tree_of_a_million_million_paths_is_cut(build: Build) -> None:
    built = build()
    tree = built.git("mktree", input=f"100644 blob {built.git('hash-object', '-w', '--stdin', input=b'x')}\tx\n".encode())
    for _ in range(12):
        tree = built.git("mktree", input="".join(f"040000 tree {tree}\t{digit}\n" for digit in range(10)).encode())
    commit = built.git("commit-tree", tree, "-m", "Bomb")
    repo = open_repo(str(built.path), rev=commit)
    assert [limit.what for limit in repo.limits] == ["tree-entries"] and len(repo.entries) <= listing.ENTRIES
