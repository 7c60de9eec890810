"""What is shipped: the wheel, the wheel made from the sdist, the editable install, and how little a start imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel of the checkout, and the wheel of the sdist of the checkout."""
    direct, through = tmp_path_factory.mktemp("direct"), tmp_path_factory.mktemp("through")
    for flags, folder in ((["--wheel"], direct), ([], through)):  # without flags: sdist, then the wheel from it
        built = run(sys.executable, "-m", "build", "--no-isolation", *flags, "--outdir", folder, ".")
        assert built.returncode == 0, built.stderr[-2000:]
    return next(direct.glob("*.whl")), next(through.glob("*.whl"))


def test_the_wheel_of_the_sdist_holds_the_same(wheels: tuple[Path, Path]) -> None:
    direct, through = (zipfile.ZipFile(path) for path in wheels)

    names = set(direct.namelist())
    assert names == set(through.namelist())
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"conforme", "conforme_plugins"}
    shipped = {"conforme/py.typed", "conforme_plugins/py.typed", "conforme/rules/catalog.json", "conforme/reports/html/style.css"}
    assert shipped <= names
    assert all(direct.read(name) == through.read(name) for name in names)


def test_the_wheel_works_on_its_own(wheels: tuple[Path, Path], tmp_path: Path) -> None:
    zipfile.ZipFile(wheels[0]).extractall(tmp_path / "site")
    audited = tmp_path / "service"
    audited.mkdir()
    (audited / "LICENCE").write_text((ROOT / "LICENCE").read_text(encoding="utf-8"), encoding="utf-8")

    done = run(sys.executable, "-P", "-m", "conforme", "check", audited, "--format", "json", cwd=tmp_path, PYTHONPATH=str(tmp_path / "site"))

    report = json.loads(done.stdout)
    assert [item["value"] for item in report["evidence"] if item["kind"] == "open-licence"] == ["LiLiQ-P-1.1"]
    where = run(sys.executable, "-P", "-c", "import conforme; print(conforme.__file__)", cwd=tmp_path, PYTHONPATH=str(tmp_path / "site"))
    assert str(tmp_path) in where.stdout
    shown = run(sys.executable, "-P", "-m", "conforme", "explain", "licence-open", cwd=tmp_path, PYTHONPATH=str(tmp_path / "site"))
    assert shown.returncode == 0 and "licence-open" in shown.stdout


def test_the_compiled_cards_say_what_the_yaml_says(wheels: tuple[Path, Path]) -> None:
    from conforme import catalog

    compiled = json.loads(zipfile.ZipFile(wheels[0]).read("conforme/rules/catalog.json"))
    assert catalog.build(compiled) == catalog.build(catalog.compile_folder(str(ROOT / "rules")))


def test_an_editable_install_sees_the_checkout(tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    assert run(sys.executable, "-m", "venv", environment).returncode == 0
    python = environment / "bin" / "python"
    backend = sysconfig.get_paths()["purelib"]  # lends hatchling, so that nothing is downloaded
    installed = run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT, PYTHONPATH=backend)

    assert installed.returncode == 0, installed.stderr[-2000:]
    where = run(python, "-P", "-c", "import conforme, conforme_plugins; print(conforme.__file__, conforme_plugins.__file__)", cwd=tmp_path)
    assert str(ROOT / "linter") in where.stdout and str(ROOT / "plugins") in where.stdout


def imported(*arguments: str) -> set[str]:
    """The modules that a command imports, those of a bare start left out."""
    script = (
        "import sys; before = set(sys.modules)\n"
        f"from conforme.cli import main\nmain({list(arguments)!r})\n"
        "print('IMPORTED', *sorted(set(sys.modules) - before))"
    )
    done = run(sys.executable, "-c", script, PYTHONPATH=f"{ROOT / 'linter'}{os.pathsep}{ROOT / 'plugins'}")
    return set(done.stdout.rsplit("IMPORTED", 1)[-1].split())


def test_a_version_imports_nothing_but_itself() -> None:
    assert imported("--version") == {"conforme", "conforme.cli", "__future__"}


def test_a_check_imports_what_is_heavy_only_where_it_is_needed(tmp_path: Path) -> None:
    heavy = {
        "git",
        "jsonschema",
        "referencing",
        "license_expression",
        "importlib.metadata",
        "difflib",
        "asyncio",
        "multiprocessing",
        "concurrent.futures",
    }

    assert not imported("check", str(tmp_path), "--no-cache") & heavy
