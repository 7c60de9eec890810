"""The ready questions, and the README's own examples read back with DuckDB and pandas."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from conforme.cli.fleet_arguments import QUESTIONS as OFFERED
from conforme.fleet import parquet, tables
from conforme.fleet.questions import QUESTIONS
from fleet import fleets

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")
PAGES = [fleets.ROOT / "docs" / name for name in ("parc.md", "fleet.md")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs: in the second, a service has lost its licence and another has a waiver that ends soon."""
    folder = tmp_path_factory.mktemp("asked")
    file = fleets.small_fleet(folder, 4)
    told = ("fleet", "run", file, "--store", folder / "store", "--jobs", 2, "--date")
    fleets.conforme(*told, "2026-11-20")
    fleets.run("--git-dir", str(folder / "mirrors" / "r3.git"), "update-ref", "-d", "refs/heads/main")
    fleets.bare(folder / "mirrors" / "r3.git", {"README.md": "# x\n"})
    waiver = {
        "rule": "licence-open", "reason": "accepted-risk", "explanation": "Le texte est en révision au contentieux.", "role": "gestion de produit",
        "decision": "comité du 2026-11-01", "date": "2026-11-01", "expires": "2026-12-10",
    }  # fmt: skip
    fleets.bare(folder / "mirrors" / "r1.git", {"conformite/waivers.yaml": json.dumps({"waivers": [waiver]})})
    fleets.conforme(*told, fleets.DATE)
    return folder / "store"


def ask(store: Path, name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(fleets.conforme("fleet", "query", name, "--store", store, "--format", "json").stdout)["rows"]
    return found


def test_the_command_offers_the_questions_that_there_are() -> None:
    assert tuple(QUESTIONS) == OFFERED


def test_a_lost_practice_is_named(store: Path) -> None:
    assert {row["service"] for row in ask(store, "lost")} == {"org0/service3"}


def test_what_ends_soon_is_named(store: Path) -> None:
    assert [(row["what"], row["service"], row["ends"]) for row in ask(store, "ending")] == [("waiver", "org1/service1", "2026-12-10")]


def test_licences_and_rules_never_passed(store: Path) -> None:
    assert sum(int(str(row["services"])) for row in ask(store, "licences")) == 1
    never = {row["rule"] for row in ask(store, "never-passed")}
    files = f"{store}/runs/*/results.parquet"
    rows = duckdb.sql(f"SELECT DISTINCT rule FROM '{files}' WHERE outcome = 'pass' AND date = '{fleets.DATE}'").fetchall()
    passed = {row[0] for row in rows}
    assert never and not never & passed


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered_in_every_form(store: Path, name: str) -> None:
    for form in ("text", "json", "csv"):
        assert fleets.conforme("fleet", "query", name, "--store", store, "--format", form).stdout


def test_a_store_of_one_run_has_lost_nothing_yet(tmp_path: Path) -> None:
    file = fleets.small_fleet(tmp_path, 1)
    fleets.conforme("fleet", "run", file, "--store", tmp_path / "store", "--jobs", 1, "--date", fleets.DATE)
    done = fleets.conforme("fleet", "query", "lost", "--store", tmp_path / "store", "--lang", "en", check=False)
    assert done.returncode == 2 and "not enough runs" in done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_examples_of_the_page_run(page: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store.parent)
    text = page.read_text(encoding="utf-8")
    queries, scripts = re.findall(r"```sql\n(.*?)```", text, re.DOTALL), re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert queries and scripts
    os.rename("store", "parc") if not os.path.exists("parc") else None
    try:
        for query in queries:
            assert duckdb.sql(query).fetchall()
        for script in scripts:
            pytest.importorskip("pandas")
            scope: dict[str, object] = {}
            exec(compile(script, page.name, "exec"), scope)
            assert len(scope["pivot"])  # type: ignore[arg-type]
    finally:
        os.rename("parc", "store")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_page_documents_every_column(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name, columns in tables.TABLES.items():
        assert f"### `{name}`" in text
        for column in columns:
            assert f"| `{column.name}` |" in text, (name, column.name)


def test_the_files_say_what_their_columns_hold(store: Path) -> None:
    import pyarrow.parquet

    for name in tables.TABLES:
        found = pyarrow.parquet.read_schema(next((store / "runs").glob(f"*/{name}.parquet")))
        assert [(field.name, field.metadata) for field in found] == [(field.name, field.metadata) for field in parquet.schema(name)]
        assert all(field.metadata[b"description"] and field.metadata[b"description_fr"] for field in found)
        assert found.metadata[b"conforme_schema_version"] == tables.VERSION.encode()


def test_no_person_is_in_the_dataset(tmp_path: Path) -> None:
    bad = {"SECURITY.md": "# Security\n\nReport to quelquun@example.org or 418 555-0199.\n", "LICENCE": "Copyright quelquun@example.org\n"}
    path = fleets.bare(tmp_path / "r.git", bad | {"conformite/risques.yaml": "risques: [{id: quelquun@example.org}]\n"})
    fleets.conforme("fleet", "run", fleets.fleet(tmp_path, {"o/s": [path]}), "--store", tmp_path / "store", "--jobs", 1, "--date", fleets.DATE)
    values = [row for name, rows in fleets.dataset(tmp_path / "store").items() for row in rows]
    assert values and not [row for row in values if "quelquun" in row]
