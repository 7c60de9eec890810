"""What git remembers, against what git itself answers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sources.building import DAY, START, Build, Built

from conforme.repo import Unreadable
from conforme.sources import history, open_repo, releases
from conforme.sources.dates import day
from conforme.sources.history import GitHistory

PATHS = ["a.md", "docs/b.md", "docs/deep/c.md", "d[1].md"]


def opened(built: Built, **options: str) -> GitHistory:
    found = open_repo(str(built.path), **options).history  # type: ignore[arg-type]
    assert isinstance(found, GitHistory)
    return found


def tangle(built: Built, seed: int, size: int = 80) -> None:
    """A history with branches, merges of every kind, octopuses, several roots, deletions and returns."""
    chance = random.Random(seed)
    lines: list[str] = []
    tips: list[int] = []
    for number in range(size):
        mark = number + 1
        parents = chance.sample(tips[-6:], min(len(tips), chance.choice([1, 1, 1, 2, 2, 3]))) if tips and chance.random() > 0.05 else []
        lines.append(f"commit refs/heads/t{mark}\nmark :{mark}\ncommitter A <a@example.org> {START + number * DAY} +0000\ndata 1\nx")
        lines += [f"{'merge' if at else 'from'} :{parent}" for at, parent in enumerate(parents)]
        for path in chance.sample(PATHS, chance.choice([0, 1, 1, 2])):
            gone = chance.random() < 0.2 and parents
            lines.append(f"D {path}" if gone else f"M 100644 inline {path}\ndata 1\n{chance.choice('123')}")
        lines.append("")
        tips.append(mark)
    last = size + 1
    lines.append(f"commit refs/heads/main\nmark :{last}\ncommitter A <a@example.org> {START + size * DAY} +0000\ndata 1\nx\nfrom :{tips[-1]}")
    lines += [f"merge :{tip}" for tip in tips[-4:-1]]
    built.git("fast-import", "--quiet", "--force", input=("\n".join(lines) + "\n\n").encode())


@pytest.mark.parametrize("seed", range(5))
def test_versions_are_those_of_git_log_one_by_one_and_together(build: Build, seed: int) -> None:
    built = build()
    tangle(built, seed)
    alone, together = opened(built, rev="main"), opened(built, rev="main")
    together.prepare(PATHS)
    for path in PATHS:
        expected = built.git("log", "--no-renames", "--format=%H", "main", "--", f":(literal){path}").split()
        for found in (alone.versions(path), together.versions(path)):
            assert [version.commit.id for version in found] == expected
            assert [version.oid for version in found] == [_blob(built, version.commit.id, path) for version in found]
        assert together.versions(path) == alone.versions(path)
    assert alone.complete and together.complete


def _blob(built: Built, commit: str, path: str) -> str:
    listed = built.git("--literal-pathspecs", "ls-tree", commit, path)
    return listed.split()[2] if listed else ""


def test_commits_and_their_changes_are_those_of_git(build: Build) -> None:
    built = build()
    tangle(built, 7)
    found = opened(built, rev="main")
    listed = [line.split(" ") for line in built.git("log", "--date-order", "--format=%H %ct %cs %P", "main").splitlines()]
    assert [[commit.id, str(commit.time), commit.date, *commit.parents] for commit in found.commits()] == [
        [part for part in row if part] for row in listed
    ]
    for commit in found.commits():
        base = commit.parents[0] if commit.parents else built.git("hash-object", "-t", "tree", "--stdin", input=b"")
        raw = built.git("diff-tree", "-r", "--no-renames", "--raw", base, commit.id).splitlines()
        expected = [(row.split("\t")[1], *(oid.strip("0") and oid for oid in row.split(" ")[2:4])) for row in raw if row.startswith(":")]
        assert [tuple(change) for change in found.changes(commit.id)] == expected
    assert found.changes("0" * 40) == () == found.changes("--output=x")


def test_a_past_content_is_read_as_the_present_one_is(build: Build) -> None:
    built = build()
    built.commit({"a.md": b"one\r\n", "b.md": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"})
    built.commit({"a.md": b"two\n"})
    found = opened(built)
    assert [found.read(version.oid) for version in found.versions("a.md")] == [b"two\n", b"one\n"]
    for oid in (found.versions("b.md")[0].oid, "", "0" * 40, "HEAD", found.commits()[0].id):
        with pytest.raises(Unreadable):
            found.read(oid)


def test_a_date_before_that_of_a_parent_is_not_believed(build: Build) -> None:
    built = build()
    for when in (START, START - 5 * DAY, START + DAY):
        built.commit({"a.md": str(when)}, when=when)
    for commits in ([version.commit for version in opened(built).versions("a.md")], opened(built).commits()):
        assert [(commit.time, commit.believed) for commit in commits] == [(START + DAY, True), (START - 5 * DAY, False), (START, True)]


@pytest.mark.parametrize(
    ("time", "expected"), [(0, "1970-01-01"), (-1, "1969-12-31"), (START, "2023-11-14"), (10**18, "9999-12-31"), (-(10**18), "0001-01-01")]
)
def test_every_time_has_a_day(time: int, expected: str) -> None:
    assert day(time) == expected


def test_a_shallow_clone_is_not_complete(build: Build, tmp_path: Path) -> None:
    built = build()
    for number in range(3):
        built.commit({"a.md": str(number)})
    built.git("-c", "protocol.file.allow=always", "clone", "-q", "--depth", "1", f"file://{built.path}", str(tmp_path / "clone"))
    repo = open_repo(str(tmp_path / "clone"))
    assert repo.snapshot.shallow and repo.history.known and not repo.history.complete
    assert len(repo.history.versions("a.md")) == 1
    built.git("-C", str(tmp_path / "clone"), "worktree", "add", "-q", str(tmp_path / "linked"))
    assert open_repo(str(tmp_path / "linked")).snapshot.shallow


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD~1^{tree}"])
def test_missing_objects_in_the_past_make_it_incomplete(build: Build, name: str) -> None:
    built = build()
    for number in range(3):
        built.commit({"a.md": str(number)})
    built.gone(name)
    found = opened(built)
    found.versions("a.md")
    assert found.known and not found.complete and [limit.what for limit in found.limits] == ["history-objects"]
    prepared = opened(built)
    prepared.prepare(["a.md"])
    assert not prepared.complete


def test_more_commits_than_the_bound_are_not_complete(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    built = build()
    for number in range(3):
        built.commit({"a.md": str(number)})
    for bound, complete in ((3, True), (2, False)):
        monkeypatch.setattr(history, "COMMITS", bound)
        for ask in (False, True):
            found = opened(built)
            assert not ask or len(found.commits()) == bound
            assert found.complete is complete
            assert [(limit.what, limit.measured, limit.bound) for limit in found.limits] == (
                [] if complete else [("history-commits", bound + 1, bound)]
            )


def test_replacements_and_grafts_are_not_believed(build: Build) -> None:
    built = build()
    first, second = built.commit({"a.md": "1"}), built.commit({"a.md": "2"})
    built.git("replace", second, built.git("commit-tree", f"{second}^{{tree}}", "-m", "No past"))
    (built.path / ".git/info").mkdir(exist_ok=True)
    (built.path / ".git/info/grafts").write_text(second + "\n")
    assert [version.commit.id for version in opened(built).versions("a.md")] == [second, first]


@pytest.mark.parametrize(
    "name",
    "v1.2.3 1.2 v1 V2.0 release-1.2 release/2.0.0 2026-05-01 2026.05 20260501 v2026.05.1 api@1.2.3 @scope/api@1.2.3 api-v1.2.3 api/v1.2.3"
    " v1.0.0-rc.1 1.0.0+build r12 app-2026-05-01 rel_1_2_3".split(),
)
def test_names_of_releases(name: str) -> None:
    assert releases.is_release(name)


@pytest.mark.parametrize(
    "name", ["latest", "stable", "v", "nightly", "release", "sprint-12", "before-refactor", "12", "PR-345", "v1" + "x" * 300, "1.", "abc1.2"]
)
def test_names_that_are_none(name: str) -> None:
    assert not releases.is_release(name)


def test_releases_are_those_reachable_by_the_date_of_what_they_tag(build: Build) -> None:
    built = build()
    first = built.commit({"a.md": "1"})
    second = built.commit({"a.md": "2"})
    built.git("checkout", "-qb", "side")
    built.commit({"a.md": "3"})
    built.git("tag", "v9.0.0")
    built.git("checkout", "-q", "main")
    built.git("tag", "-a", "-m", "x", "v2.0.0", second)
    built.git("tag", "-a", "-m", "x", "v2.0.1", "v2.0.0")
    built.git("tag", "v1.0.0", first)
    built.git("tag", "latest", first)
    built.git("tag", "v0.1.0", f"{first}:a.md")
    assert [tuple(release) for release in opened(built).releases()] == [
        ("v1.0.0", "2023-11-14", first),
        ("v2.0.0", "2023-11-15", second),
        ("v2.0.1", "2023-11-15", second),
    ]
    assert [release.name for release in opened(built, rev=first).releases()] == ["v1.0.0"]


def test_more_tags_than_the_bound_are_not_complete(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    built = build()
    built.commit({"a.md": "1"})
    for number in range(3):
        built.git("tag", f"v1.{number}")
    monkeypatch.setattr(releases, "TAGS", 2)
    found = opened(built)
    assert len(found.releases()) == 2 and not found.complete and [limit.what for limit in found.limits] == ["history-tags"]
