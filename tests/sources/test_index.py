"""The index, as a hook sees it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from pathlib import Path

import pytest
from sources.building import Build, Built

import conforme
from conforme.repo import Unreadable
from conforme.sources import SourceError, open_repo
from conforme.sources.index import BadIndex, read_index

LINTER = Path(conforme.__path__[0]).parent

HOOK = f"""#!{sys.executable}
import json, sys
sys.path.insert(0, {str(LINTER)!r})
from conforme.sources import open_repo
repo = open_repo(".", staged=True)
seen = {{path: repo.document(path).text for path in repo.paths}}
with open({{out!r}}, "w") as file:
    json.dump([repo.snapshot.kind, repo.snapshot.clean, seen], file)
"""


def hook(git_dir: Path, out: Path) -> None:
    target = git_dir / "hooks" / "pre-commit"
    target.parent.mkdir(exist_ok=True)
    target.write_text(HOOK.replace("{out!r}", repr(str(out))))
    target.chmod(0o755)


def test_staged_content_is_read_whatever_is_on_disk(build: Build) -> None:
    built = build()
    commit = built.commit({"a.md": "one\n", "b.md": "b\n"})
    built.write({"a.md": "two\r\n"}).git("add", "a.md")
    built.write({"a.md": "three\n"})
    (built.path / "b.md").unlink()
    repo = open_repo(str(built.path), staged=True)
    assert (repo.snapshot.kind, repo.snapshot.commit, repo.snapshot.clean) == ("index", commit, False)
    assert {path: repo.document(path).text for path in repo.paths} == {"a.md": "two\n", "b.md": "b\n"}
    assert repo.entries["a.md"].oid == built.git("rev-parse", ":a.md")


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(("how", "a", "b"), [(["-a"], "new\n", "new\n"), (["b.md"], "old\n", "new\n"), ([], "old\n", "old\n")])
def test_a_hook_sees_the_index_that_git_is_about_to_commit(build: Build, tmp_path: Path, linked: bool, how: list[str], a: str, b: str) -> None:
    built = build()
    built.commit({"a.md": "old\n", "b.md": "old\n"})
    hook(built.path / ".git", tmp_path / "seen.json")
    where = built.path
    if linked:
        where = tmp_path / "linked"
        built.git("worktree", "add", "-q", "-b", "side", str(where))
    (where / "a.md").write_text("new\n")
    (where / "b.md").write_text("new\n")
    built.git("-C", str(where), "commit", "-qm", "Two", *(how or ["--allow-empty"]))
    kind, clean, seen = json.loads((tmp_path / "seen.json").read_text())
    assert (kind, seen) == ("index", {"a.md": a, "b.md": b}) and clean is (a == b == "old\n")


def test_an_index_outside_the_git_directory_is_not_taken(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other, built = build("other"), build()
    other.commit({"other.md": "o\n"})
    built.commit({"a.md": "a\n"})
    (built.path / ".git/linked").symlink_to(other.path / ".git")
    for named in (
        other.path / ".git/index",
        built.path / ".git/linked/index",
        built.path / ".git/../../other/.git/index",
        "relative/index",
        "/dev/null",
        "\x01",
    ):
        monkeypatch.setenv("GIT_INDEX_FILE", str(named))
        assert list(open_repo(str(built.path), staged=True).paths) == ["a.md"]
    (built.path / ".git/index.link").symlink_to(other.path / ".git/index")
    monkeypatch.setenv("GIT_INDEX_FILE", str(built.path / ".git/index.link"))
    with pytest.raises(SourceError) as caught:
        open_repo(str(built.path), staged=True)
    assert (caught.value.key, caught.value.exit_code) == ("corrupt-repository", 3)


def test_the_index_of_the_environment_is_never_that_of_the_work_tree(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    monkeypatch.setenv("GIT_INDEX_FILE", str(built.path / ".git/none"))
    assert list(open_repo(str(built.path)).paths) == ["a.md"]
    assert list(open_repo(str(built.path), staged=True).paths) == []


def entries(built: Built, index: Path) -> list[tuple[str, str]]:
    lines = built.git("ls-files", "-s", "-z").split("\0")[:-1]
    return [(line.split("\t", 1)[1], line.split(" ")[1]) for line in lines]


@pytest.mark.parametrize("version", ["2", "3", "4"])
@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_every_form_of_index_is_read_as_git_reads_it(build: Build, version: str, split: bool, format: str) -> None:
    built = build("repo", f"--object-format={format}")
    built.write({f"d{n % 7}/f{n}": str(n) for n in range(150)} | {"é" * 60: "long"}).git("add", "-A")
    built.git("update-index", "--index-version", "4" if version == "4" else "2")
    if version == "3":
        built.write({"announced": ""}).git("add", "-N", "announced")
    if split:
        built.git("-c", "splitIndex.maxPercentChange=100", "update-index", "--split-index")
        built.git("config", "splitIndex.maxPercentChange", "100")
        built.write({"d1/f1": "changed", "d1/new": "new", "z": "last"}).git("add", "-A")
        built.git("rm", "-q", "--cached", "d2/f2", "d3/f3")
        assert list((built.path / ".git").glob("sharedindex.*"))
    path = built.path / ".git/index"
    read = read_index(str(path), str(built.path / ".git"), 32 if format == "sha256" else 20)
    found = [(name.decode(), read.record(name).split(b"\t")[0].split(b" ")[2].decode()) for name in read.blocks]
    assert found == entries(built, path)


def test_a_damaged_index_is_a_corrupt_repository(build: Build) -> None:
    built = build()
    built.commit({f"d/f{n}": "x" for n in range(20)})
    path = built.path / ".git/index"
    whole = path.read_bytes()
    unknown = whole[:-20] + b"zzzz\0\0\0\0"
    unknown += hashlib.sha1(unknown).digest()
    for damaged in (b"garbage", whole[:100], whole[:-30], whole[:50] + b"\xff" + whole[51:], b"DIRC\0\0\0\x09" + whole[8:], unknown):
        path.write_bytes(damaged)
        for options in ({}, {"staged": True}):
            with pytest.raises(SourceError) as caught:
                open_repo(str(built.path), **options)  # type: ignore[arg-type]
            assert (caught.value.key, caught.value.exit_code, caught.value.data["what"]) == ("corrupt-repository", 3, "index")


def test_hostile_numbers_in_an_index_stay_bounded(tmp_path: Path) -> None:
    header = b"DIRC\0\0\0\x02\xff\xff\xff\xff"
    path = tmp_path / "index"
    for body in (
        header + b"\0" * 200,
        b"DIRC\0\0\0\x04\0\0\0\x01" + b"\0" * 62 + b"\xff" * 40 + b"\0" * 20,
        b"DIRC\0\0\0\x02\0\0\0\0link\xff\xff\xff\xff" + b"\0" * 40,
    ):
        path.write_bytes(body)
        with contextlib.suppress(BadIndex):
            assert read_index(str(path), str(tmp_path), 20).blocks == {}


def test_names_that_leave_the_folder_are_not_opened(build: Build) -> None:
    built = build()
    built.commit({"a.md": "a\n"})
    (built.path.parent / "secret").write_text("SECRET")
    index = built.path / ".git/index"
    data = index.read_bytes()
    at = data.index(b"a.md")
    entry = data[12:at]
    names = [b"../secret", b".git/config", b"/etc/passwd", b"x//y"]
    body = b"DIRC\0\0\0\x02" + len(names).to_bytes(4, "big")
    for name in sorted(names):
        raw = entry[:-2] + len(name).to_bytes(2, "big") + name
        body += raw + b"\0" * (8 - len(raw) % 8)
    index.write_bytes(body + hashlib.sha1(body).digest())
    repo = open_repo(str(built.path))
    assert len(repo.entries) == 4
    for path in repo.paths:
        assert repo.entries[path].kind == "special"
        with pytest.raises(Unreadable):
            repo.document(path).bytes()
