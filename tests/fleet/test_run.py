"""Runs: incremental, whole or not there, the same after any stop; what cannot be examined is said so and changes nothing else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from fleet import fleets

pytest.importorskip("pyarrow")
COUNT = 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A fleet file and the store of its first run."""
    folder = tmp_path_factory.mktemp("fleet")
    file = fleets.small_fleet(folder, COUNT)
    fleets.conforme("fleet", "run", file, "--store", folder / "store", "--date", fleets.DATE, "--jobs", 2)
    return file, folder / "store"


def rows(store: Path, table: str) -> list[dict[str, object]]:
    import pyarrow.parquet as parquet

    last = sorted((store / "runs").iterdir())[-1]
    found: list[dict[str, object]] = parquet.read_table(last / f"{table}.parquet").to_pylist()
    return found


def test_a_run_has_a_row_for_each_repository_and_rule(whole: tuple[Path, Path]) -> None:
    _, store = whole
    rules = {row["rule"] for row in rows(store, "rules")}

    for number in range(COUNT):
        own = [row for row in rows(store, "results") if row["service"] == f"org{number % 3}/service{number}"]
        assert {row["rule"] for row in own} == rules
    assert len(rows(store, "practices")) == 18 * COUNT
    assert len(rows(store, "actions")) == 48 * COUNT
    assert {row["status"] for row in rows(store, "repositories")} == {"examined"}


def test_a_service_of_one_repository_has_the_verdicts_of_check(whole: tuple[Path, Path]) -> None:
    import json

    file, store = whole
    done = fleets.conforme("check", file.parent / "mirrors" / "r0.git", "--date", fleets.DATE, "--format", "json", "--exit-zero", check=False)
    report = json.loads(done.stdout)

    mine = {row["practice"]: row["verdict"] for row in rows(store, "practices") if row["service"] == "org0/service0"}
    assert mine == {item["id"]: item["verdict"] for item in report["practices"]}
    results = {(row["rule"], row["part"]): row["outcome"] for row in rows(store, "results") if row["service"] == "org0/service0"}
    assert results == {(item["rule"], item["part"]): item["outcome"] for item in report["results"]}
    evidence = {row["id"] for row in rows(store, "evidence") if row["service"] == "org0/service0"}
    assert evidence == {item["id"] for item in report["evidence"]}


def test_what_has_not_changed_is_not_audited_again(whole: tuple[Path, Path], tmp_path: Path) -> None:
    file = fleets.small_fleet(tmp_path, 4)
    store = tmp_path / "store"
    told = ("fleet", "run", file, "--store", store, "--lang", "en", "--jobs", 1, "--date")
    first = fleets.conforme(*told, fleets.DATE).stdout
    assert "audited: 4; reused: 0" in first
    assert "nothing has changed" in fleets.conforme(*told, fleets.DATE).stdout
    fleets.bare(tmp_path / "mirrors" / "r1.git", {"NEWS.md": "x\n"})
    assert "audited: 1; reused: 3" in fleets.conforme(*told, fleets.DATE).stdout
    assert len(list((store / "runs").iterdir())) == 2
    # A day later, only what a date decides is looked at again.
    later = fleets.conforme(*told, "2026-11-26").stdout
    assert "reused: 4" in later or "reused: 3" in later


def test_killed_at_any_moment_a_run_goes_on_to_the_same_dataset(whole: tuple[Path, Path], tmp_path: Path) -> None:
    file, store = whole
    expected = fleets.dataset(store)
    chance = random.Random(7)
    other = tmp_path / "store"
    told = fleets.command("fleet", "run", file, "--store", other, "--date", fleets.DATE, "--jobs", 2)
    for _ in range(10):
        process = subprocess.Popen(told, env=fleets.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.2, 4.0))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    for _ in range(50):  # the workers of a killed run end when they have nobody to answer
        done = fleets.conforme(*told[3:], check=False)
        if done.returncode == 0:
            break
        time.sleep(0.2)

    assert fleets.dataset(other) == expected
    assert not [name for name in os.listdir(other / "runs") if name.startswith(".")]


def test_bad_repositories_are_said_and_change_nothing_else(whole: tuple[Path, Path], tmp_path: Path) -> None:
    file, store = whole
    services: dict[str, list[object]] = {
        f"org{number % 3}/service{number}": [str(file.parent / "mirrors" / f"r{number}.git")] for number in range(COUNT)
    }
    broken = tmp_path / "broken.git"
    fleets.bare(broken, {"README.md": "# x\n"})
    (broken / "HEAD").write_text("ref: refs/heads/main\n")
    (broken / "refs" / "heads" / "main").write_text("1" * 40 + "\n")
    deep = tmp_path / "deep.git"
    fleets.bare(
        deep, {"openapi.yaml": "[" * 50_000, "conformite/risques.yaml": "a: &a [x]\n" + "b: [*a]\n" * 3000, "README.md": "# " + "a" * 900_000}
    )
    services |= {
        "bad/absent": [tmp_path / "nowhere"],
        "bad/broken": [broken],
        "bad/address": ["https://example.org/depot.git"],
        "bad/half": [str(file.parent / "mirrors" / "r0.git"), broken],
        "odd/deep": [deep],
    }
    other = tmp_path / "store"
    fleets.conforme("fleet", "run", fleets.fleet(tmp_path, services), "--store", other, "--date", fleets.DATE, "--jobs", 2)

    status = {(row["service"], row["status"], row["why"]) for row in rows(other, "repositories") if str(row["service"]).startswith("bad/")}
    assert ("bad/absent", "not-examined", "not-there") in status
    assert ("bad/broken", "not-examined", "corrupt-repository") in status
    assert ("bad/address", "not-examined", "address") in status
    for name in ("bad/absent", "bad/broken", "bad/address"):
        assert {row["verdict"] for row in rows(other, "practices") if row["service"] == name} == {"not-examined"}
    good = {"demonstrated", "declared", "attested"}
    both = {row["practice"]: row["verdict"] for row in rows(other, "practices") if row["service"] == "bad/half"}
    alone = {row["practice"]: row["verdict"] for row in rows(other, "practices") if row["service"] == "org0/service0"}
    assert all(alone[practice] in good for practice, verdict in both.items() if verdict in good)
    for table in ("results", "evidence", "practices", "actions"):
        mine = [repr(row) for row in rows(other, table) if str(row["service"]).startswith("org")]
        assert sorted(mine) == fleets.dataset(store)[f"{table}.parquet"]


def test_a_repository_over_its_limits_is_not_examined(tmp_path: Path) -> None:
    from conforme import isolation
    from conforme.fleet import auditing, worker
    from conforme.fleet.job import Job, Settings

    def hang(*_: object) -> dict[str, object]:
        while True:
            time.sleep(1)

    def swell(*_: object) -> dict[str, object]:
        held = [bytearray(64 << 20) for _ in range(100)]
        return {"held": len(held)}

    job = Job("o/s", "r", str(tmp_path), None)
    original = auditing.audit
    try:
        for fault, why in ((hang, "timed-out"), (swell, "out-of-memory")):
            auditing.audit = fault  # type: ignore[assignment]
            assert worker.outcome(job, Settings(fleets.DATE, seconds=1.0, memory=1 << 28), None).why == why  # type: ignore[arg-type]
    finally:
        auditing.audit = original
    assert isolation.HEADER.size


def test_two_runs_never_work_in_one_store(whole: tuple[Path, Path], tmp_path: Path) -> None:
    from conforme.fleet.store import Store, StoreError

    store = Store(str(tmp_path / "store"))
    store.open(write=True)
    with store.locked(), pytest.raises(StoreError, match="store-busy"), Store(store.root).locked():
        pass


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    file = fleets.fleet(tmp_path, {"o/s": [tmp_path]})
    done = fleets.conforme("fleet", "run", file, "--store", tmp_path, "--lang", "en", check=False)
    assert done.returncode == 2 and "not a dataset" in done.stderr


def test_damage_to_what_was_kept_is_mended(whole: tuple[Path, Path], tmp_path: Path) -> None:
    file = fleets.small_fleet(tmp_path, 3)
    store = tmp_path / "store"
    told = ("fleet", "run", file, "--store", store, "--jobs", 1, "--date", fleets.DATE)
    fleets.conforme(*told)
    kept = [path for path in (store / "kept").rglob("*") if path.is_file()]
    kept[0].write_bytes(kept[0].read_bytes()[:100])
    fleets.bare(tmp_path / "mirrors" / "r1.git", {"NEWS.md": "x\n"})
    fleets.conforme(*told)
    assert {row["status"] for row in rows(store, "repositories")} == {"examined"}
