"""What was computed before is taken up only where the truth is the same: reports with and without a cache are equal, whatever is in it."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sources.building import Built

from conforme import catalog, codec, engine, isolation, sources, testing
from conforme.catalog import Catalog
from conforme.repo import Repo
from conforme.report import Report

EXAMPLES = catalog.load(examples=True)
DATE = datetime.date(2026, 11, 1)
OLD = 1_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "conforme"


@pytest.fixture(scope="session")
def kept_cards(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return catalog.load(kept_in=str(tmp_path_factory.mktemp("cards")))


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(name, value)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    return Built(tmp_path / "repo")


def audit(repo: Repo, cards: Catalog, folder: Path | None, **options: Any) -> Report:
    kept_in = str(folder) if folder is not None else None
    return engine.audit(repo, cards, engine.Options(DATE, isolate=False, kept_in=kept_in, **options))


def aged(built: Built) -> None:
    """Files written long before the index, so that their times vouch for them."""
    for name in built.git("ls-files", "-z").split("\0"):
        if name and (built.path / name).is_file():
            os.utime(built.path / name, (OLD, OLD))
    time.sleep(0.05)  # the index is written in another tick of the clock than they were
    built.git("update-index", "-q", "--really-refresh", check=False)


def kept(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.glob(f"{kind}-*.json")) if folder.is_dir() else []


def _chosen() -> Iterator[tuple[str, dict[str, Any]]]:
    """One example in seven, of each rule in turn: those with files."""
    found = [example for card in EXAMPLES.rules.values() for example in testing.examples(card) if example.data.get("files")]
    yield from ((example.id, dict(example.data)) for example in found[::37])


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in _chosen()])
def test_the_examples_of_cards_give_the_same_with_and_without_a_cache(data: dict[str, Any], built: Built, folder: Path, kept_cards: Catalog) -> None:
    for step in data.get("history") or ():
        built.commit({name: text for name, text in (step.get("files") or {}).items() if text is not None})
    built.commit(data["files"])
    aged(built)

    for how in ({}, {"rev": "HEAD"}, {"staged": True}):
        fresh = audit(sources.open_repo(str(built.path), **how), kept_cards, None)  # type: ignore[arg-type]
        for _ in range(2):
            assert audit(sources.open_repo(str(built.path), **how), kept_cards, folder) == fresh  # type: ignore[arg-type]
    assert kept(folder, "report")
    assert kept(folder, "answers")


def _edits(seed: int) -> Iterator[Callable[[Built], None]]:
    """Random changes of files, commits, tags and dates of files, out of what the examples hold."""
    chance = random.Random(seed)
    files = [item for _, data in _chosen() for item in data["files"].items()]

    def write(built: Built) -> None:
        built.write(dict(chance.sample(files, 3)))

    def remove(built: Built) -> None:
        tracked = [name for name in built.git("ls-files", "-z").split("\0") if name]
        if tracked:
            (built.path / chance.choice(tracked)).unlink(missing_ok=True)

    def track(built: Built) -> None:
        built.git("add", "-A")

    def commit(built: Built) -> None:
        built.git("add", "-A")
        built.git("commit", "-q", "--allow-empty", "-m", "Change", GIT_COMMITTER_DATE=f"{1_700_000_000 + chance.randrange(10**7)} +0000")

    def tag(built: Built) -> None:
        built.git("tag", f"v1.{chance.randrange(10**6)}")

    def age(built: Built) -> None:
        aged(built)

    for _ in range(12):
        yield chance.choice((write, write, remove, track, commit, commit, tag, age))


@pytest.mark.parametrize("seed", range(2))
def test_random_changes_give_the_same_with_and_without_a_cache(seed: int, built: Built, folder: Path, kept_cards: Catalog) -> None:
    built.commit({"README.md": "# Service\n", "LICENCE": "x\n"})
    for edit in _edits(seed):
        edit(built)
        for how in ({}, {"staged": True}, {"rev": "HEAD"}):
            fresh = audit(sources.open_repo(str(built.path), **how), kept_cards, None)  # type: ignore[arg-type]
            assert audit(sources.open_repo(str(built.path), **how), kept_cards, folder) == fresh, (edit.__name__, how)  # type: ignore[arg-type]


def test_several_snapshots_at_once_are_what_each_is_alone(built: Built, kept_cards: Catalog) -> None:
    commits = [built.commit({"README.md": "# A\n"}), built.commit({"LICENCE": "x\n"}), built.commit({"README.md": "# B\n\n## Contact\n\nx\n"})]
    built.git("tag", "v1.0.0")
    repos = [sources.open_repo(str(built.path), rev=commit) for commit in commits]
    dates = [DATE, DATE.replace(year=2025), DATE]
    together = engine.audits([(repo, engine.Options(date, isolate=False)) for repo, date in zip(repos, dates, strict=True)], kept_cards)

    for commit, date, report in zip(commits, dates, together, strict=True):
        alone = engine.audit(sources.open_repo(str(built.path), rev=commit), kept_cards, engine.Options(date, isolate=False))
        assert report == alone


@pytest.fixture
def full(built: Built, folder: Path, kept_cards: Catalog) -> Report:
    """A repository whose report is in the cache."""
    built.commit({"README.md": "# Service\n\n## Contact\n\nA form.\n", "LICENCE": "x\n", "docs/adr/0001-x.md": "# 1. X\n\n## Decision\n\nY\n"})
    aged(built)
    return audit(sources.open_repo(str(built.path)), kept_cards, folder)


def test_a_report_from_the_cache_asks_no_plugin(
    full: Report, built: Built, folder: Path, kept_cards: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> Any:
        raise AssertionError("a task was run")

    monkeypatch.setattr(isolation, "run_beside", never)
    assert [path.name for path in kept(folder, "report")]
    assert audit(sources.open_repo(str(built.path)), kept_cards, folder) == full


def test_a_change_asks_only_the_finders_that_see_it(
    full: Report, built: Built, folder: Path, kept_cards: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write({"LICENCE": "other\n"})
    asked: list[str] = []
    run = isolation.run_beside

    def noted(lanes: Any, **how: Any) -> Any:
        asked.extend(task.name for lane in lanes for task in lane)
        return run(lanes, **how)

    monkeypatch.setattr(isolation, "run_beside", noted)
    audit(sources.open_repo(str(built.path)), kept_cards, folder)

    finders = [name for name in asked if name in kept_cards.finders]
    assert "open-licence" in finders and len(finders) < 6, finders


def _sealed(value: object) -> bytes:
    body = json.dumps(value).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _altered(path: Path) -> Iterator[bytes]:
    """What may be found in place of a file: cut, another's, of another shape, or with other types."""
    whole = path.read_bytes()
    value = json.loads(whole.partition(b"\n")[2])
    yield from (b"", whole[:-1], whole[: len(whole) // 2], whole.replace(b"fail", b"pass", 1), b"\xff" * 200)
    for plain in ([], 1, None, {}, {"key": value.get("key")}, {**value, "key": "0" * 32, "code": "0"}):
        yield _sealed(plain)
    for name in ("report", "finders"):
        if name in value:
            yield from (_sealed({**value, name: other}) for other in ([], {}, 1, {"x": [["a"]]}, {key: [["o", "Nothing"]] for key in value[name]}))
            yield _sealed({**value, name: {key: ["o", "Found"] for key in value[name]}})


@pytest.mark.parametrize("kind", ["report", "answers"])
def test_what_is_corrupt_or_forged_is_computed_again(kind: str, full: Report, built: Built, folder: Path, kept_cards: Catalog) -> None:
    [path] = kept(folder, kind)
    for other in kept(folder, "report" if kind == "answers" else "answers"):
        other.unlink()
    whole = path.read_bytes()
    for data in _altered(path):
        for other in kept(folder, "report"):
            other.unlink()
        path.write_bytes(data)
        assert audit(sources.open_repo(str(built.path)), kept_cards, folder) == full
        path.write_bytes(whole)


def test_a_filter_that_changes_the_file_under_one_id_is_seen(built: Built, folder: Path, kept_cards: Catalog) -> None:
    built.git("config", "filter.keep.clean", "printf same")
    built.commit({".gitattributes": "README.md filter=keep\n"})
    for text in ("# A\n", "# Bb\n\n## Contact\n\nWrite to us by the form.\n"):
        built.write({"README.md": text})
        built.git("add", "README.md")
        aged(built)
        fresh = audit(sources.open_repo(str(built.path)), kept_cards, None)
        assert audit(sources.open_repo(str(built.path)), kept_cards, folder) == fresh


def test_what_could_not_be_read_is_not_kept(built: Built, folder: Path, kept_cards: Catalog) -> None:
    built.commit({"LICENCE": "x\n", "README.md": "# Service\n"})
    whole = audit(sources.open_repo(str(built.path), rev="HEAD"), kept_cards, None)
    oid = built.git("rev-parse", "HEAD:LICENCE")
    place = built.path / ".git" / "objects" / oid[:2] / oid[2:]
    raw = place.read_bytes()
    built.gone("HEAD:LICENCE")
    lacking = audit(sources.open_repo(str(built.path), rev="HEAD"), kept_cards, folder)
    assert lacking != whole and not kept(folder, "report")
    place.write_bytes(raw)
    assert audit(sources.open_repo(str(built.path), rev="HEAD"), kept_cards, folder) == whole


@pytest.mark.parametrize("option", ["date", "phase", "part", "known_phase", "select", "policy"])
def test_other_options_are_another_report(option: str, full: Report, built: Built, folder: Path, kept_cards: Catalog) -> None:
    from conforme.trust.policy import Policy

    values = {
        "date": DATE.replace(year=2030),
        "phase": "alpha",
        "part": "x",
        "known_phase": "discovery",
        "select": lambda card: card.id.startswith("l"),
        "policy": Policy("p", "d", waivers=False),
    }
    given = {"date": DATE, option: values[option]}
    repo = sources.open_repo(str(built.path))
    fresh = engine.audit(repo, kept_cards, engine.Options(**given, isolate=False))
    assert engine.audit(repo, kept_cards, engine.Options(**given, isolate=False, kept_in=str(folder))) == fresh
    assert len(kept(folder, "report")) == 2


def test_a_file_that_git_does_not_track_is_in_the_report_of_the_cache(full: Report, built: Built, folder: Path, kept_cards: Catalog) -> None:
    built.write({"SECURITY.md": "# Security\n", "docs/plan.md": "x\n"})
    fresh = audit(sources.open_repo(str(built.path)), kept_cards, None)
    assert audit(sources.open_repo(str(built.path)), kept_cards, folder) == fresh != full


def test_nothing_is_kept_of_a_plain_folder_nor_in_the_audited_repository(built: Built, tmp_path: Path, kept_cards: Catalog) -> None:
    built.commit({"README.md": "# Service\n"})
    audit(sources.open_repo(str(built.path)), kept_cards, built.path / "cache")
    assert not (built.path / "cache").exists()
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "README.md").write_text("# Service\n", encoding="utf-8")
    audit(sources.open_repo(str(tmp_path / "plain")), kept_cards, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_values_come_back_with_their_types() -> None:
    value = {"a": (1, [2.5, None], {"b": True}), "c": {1: frozenset({"x", "y"}), ("k",): DATE}, "d": "\ud800é", "e": [["o", "Found"]]}
    again = codec.unpack(json.loads(json.dumps(codec.pack(value))))
    assert again == value and type(again["a"]) is tuple and type(again["c"][1]) is frozenset
    for odd in (object(), float("nan"), {1: object()}, datetime.datetime(2026, 1, 1), type("Text", (str,), {})("x")):
        with pytest.raises(codec.Unkeepable):
            codec.pack(odd)
    for foreign in (["o", "Path", "x"], ["o", "Limit"], ["e", "Strength", "x"], ["z"], [], ["D", 1], ["o", "Strength", "x"], [[1]], ["d", 1]):
        with pytest.raises(codec.Foreign):
            codec.unpack(foreign)
