"""The user's cache is private, and nothing in it that is corrupt, foreign or forged changes a run."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conforme import cache, catalog

VALUE = {"à": [1, "é\ud800"], "b": None}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "conforme"


def sealed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def test_what_is_kept_comes_back_and_only_its_owner_can_read_it(folder: Path) -> None:
    cache.keep(str(folder), "a.json", VALUE)

    assert cache.read(str(folder), "a.json") == VALUE
    assert (folder.stat().st_mode & 0o777, (folder / "a.json").stat().st_mode & 0o777) == (0o700, 0o600)
    assert os.listdir(folder) == ["a.json"]
    folder.chmod(0o755)
    assert cache.read(str(folder), "a.json") == VALUE and folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\x00", b"{}", b"0" * 64 + b"\n{}", sealed(b"{")[:-1], sealed(b"[" * 200_000), sealed(b"\xff")])
def test_what_is_not_whole_is_not_read(folder: Path, body: bytes) -> None:
    cache.keep(str(folder), "a.json", VALUE)
    (folder / "a.json").write_bytes(body)

    assert cache.read(str(folder), "a.json") is None


def test_a_folder_or_a_file_that_others_can_write_or_point_elsewhere_is_not_read(folder: Path, tmp_path: Path) -> None:
    cache.keep(str(folder), "a.json", VALUE)
    os.rename(folder, tmp_path / "real")
    folder.symlink_to(tmp_path / "real")
    assert cache.read(str(folder), "a.json") is None
    folder.unlink()
    os.rename(tmp_path / "real", folder)
    for mode in (0o770, 0o707, 0o777):
        folder.chmod(mode)
        assert cache.read(str(folder), "a.json") is None
        cache.keep(str(folder), "b.json", VALUE)
    folder.chmod(0o700)
    assert os.listdir(folder) == ["a.json"]

    (folder / "a.json").chmod(0o666)
    assert cache.read(str(folder), "a.json") is None
    (folder / "a.json").unlink()
    (tmp_path / "b.json").write_bytes(sealed(b"{}"))
    (folder / "a.json").symlink_to(tmp_path / "b.json")
    assert cache.read(str(folder), "a.json") is None
    (folder / "a.json").unlink()
    os.mkfifo(folder / "a.json")
    assert cache.read(str(folder), "a.json") is None


def test_a_cache_that_cannot_be_written_is_no_error_and_half_files_are_swept(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("a file", encoding="utf-8")
    cache.keep(str(folder), "a.json", VALUE)
    folder.unlink()
    cache.keep(str(folder), "a.json", VALUE)
    for name, age in (("old.json.tmp-1", 7200), ("new.json.tmp-2", 60)):
        (folder / name).write_text("half", encoding="utf-8")
        os.utime(folder / name, (time.time() - age,) * 2)
    cache.keep(str(folder), "b.json", VALUE)

    assert sorted(os.listdir(folder)) == ["a.json", "b.json", "new.json.tmp-2"]


def without(table: str) -> dict[str, Any]:
    raw = catalog.compile_folder(catalog.folder("rules"))
    raw[table] = dict(list(raw[table].items())[1:])
    return raw


@pytest.mark.parametrize(
    "forged",
    [
        {},
        [],
        None,
        "rules",
        {"finders": {}, "rules": {}, "standards": {}},
        {"finders": 1, "rules": 2, "standards": 3},
        {"finders": [], "rules": [["a"]], "standards": []},
        without("rules"),
        without("finders"),
        {**without("rules"), "standards": {"bpng": {"practices": 3}}},
        {**catalog.compile_folder(catalog.folder("rules")), "standards": {"bpng": None}},
    ],
)
def test_a_forged_catalogue_is_made_anew(folder: Path, forged: object) -> None:
    whole = catalog.load(kept_in=str(folder))
    (name,) = os.listdir(folder)
    (folder / name).write_bytes(sealed(json.dumps(forged).encode()))

    assert catalog.load(kept_in=str(folder)) == whole
    assert json.loads((folder / name).read_bytes().partition(b"\n")[2])["rules"].keys() == whole.rules.keys()


def _forked(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_runs_at_once_leave_one_whole_value(folder: Path) -> None:
    values = [{"who": who, "what": "x" * 50_000} for who in range(3)]
    cache.keep(str(folder), "a.json", values[0])
    children = [_forked(lambda value=value: [cache.keep(str(folder), "a.json", value) for _ in range(60)]) for value in values]  # type: ignore[misc]
    for _ in range(200):
        assert cache.read(str(folder), "a.json") in values
    for child in children:
        os.waitpid(child, 0)
    assert cache.read(str(folder), "a.json") in values and os.listdir(folder) == ["a.json"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_killed_at_any_moment_leaves_a_whole_value(folder: Path) -> None:
    values = [{"what": text * 200_000} for text in "ab"]
    cache.keep(str(folder), "a.json", values[0])

    def writes() -> None:
        while True:
            for value in values:
                cache.keep(str(folder), "a.json", value)

    for turn in range(30):
        child = _forked(writes)
        time.sleep(0.001 * turn)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert cache.read(str(folder), "a.json") in values
    for left in folder.glob(f"*{cache.TEMPORARY}*"):
        os.utime(left, (time.time() - 2 * cache.STALE_SECONDS,) * 2)
    cache.keep(str(folder), "b.json", VALUE)
    assert sorted(os.listdir(folder)) == ["a.json", "b.json"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_full_disk_leaves_what_was_there(folder: Path) -> None:
    cache.keep(str(folder), "a.json", VALUE)

    def on_a_full_disk() -> None:
        resource = pytest.importorskip("resource")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        cache.keep(str(folder), "a.json", {"what": "x" * 50_000})

    os.waitpid(_forked(on_a_full_disk), 0)
    assert cache.read(str(folder), "a.json") == VALUE and os.listdir(folder) == ["a.json"]


def test_the_cache_is_bounded_and_the_oldest_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "FILES", 3)
    for number in range(5):
        cache.keep(str(folder), f"{number}.json", VALUE)
        os.utime(folder / f"{number}.json", (number, number))
    cache.keep(str(folder), "last.json", VALUE)
    assert sorted(os.listdir(folder)) == ["2.json", "3.json", "4.json", "last.json"]
    cache.keep(str(folder), "large.json", {"x": "y" * 100}, largest=50)
    assert not (folder / "large.json").exists()
