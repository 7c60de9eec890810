"""Small repositories made at once, and fleets of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DATE = "2026-11-25"
LICENCE = (ROOT / "LICENCE").read_text(encoding="utf-8")
_WHO = "committer Equipe <equipe@example.org> {time} +0000\n"


def bare(path: Path, files: Mapping[str, str], *, time: int = 1_790_000_000) -> Path:
    """A bare repository with one commit of these files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        run("init", "--quiet", "--bare", "--initial-branch=main", str(path))
    stream = [
        "commit refs/heads/main\n",
        _WHO.format(time=time),
        "data 1\nx\n",
        "from refs/heads/main^0\n" if (path / "refs/heads/main").exists() else "",
    ]
    for name, text in files.items():
        raw = text.encode()
        stream.append(f"M 100644 inline {name}\ndata {len(raw)}\n{text}\n")
    run("--git-dir", str(path), "fast-import", "--quiet", feed="".join(stream))
    return path


def run(*arguments: str, feed: str = "") -> None:
    subprocess.run(["git", *arguments], input=feed.encode(), check=True, capture_output=True)


def files(number: int) -> dict[str, str]:
    """A small service's repository, none like another."""
    made = {
        "README.md": f"# Service {number}\n\nCe service aide les citoyens à demander le permis {number}.\n",
        "conformite/service.yaml": f"nom: Service {number}\nphase: {('alpha', 'bêta')[number % 2]}\n",
        "src/app.py": f"print({number})\n",
    }
    if number % 3 == 0:
        made["LICENCE"] = LICENCE
    if number % 4 == 0:
        made["CHANGELOG.md"] = f"# Changelog\n\n## 1.{number}.0 - 2026-10-01\n\n- Ajout du formulaire {number}.\n"
    return made


def fleet(folder: Path, services: Mapping[str, Sequence[Any]]) -> Path:
    """A fleet file: `organisation/service` to its repositories."""
    import json

    organisations: dict[str, list[Any]] = {}
    for name, repositories in services.items():
        owner, _, service = name.partition("/")
        organisations.setdefault(owner, []).append({"id": service, "repositories": list(repositories)})
    path = folder / "fleet.json"
    whole = {"organisations": [{"id": owner, "services": listed} for owner, listed in organisations.items()]}
    path.write_text(json.dumps(whole, default=str), encoding="utf-8")
    return path


def small_fleet(folder: Path, count: int) -> Path:
    made = [bare(folder / "mirrors" / f"r{number}.git", files(number)) for number in range(count)]
    return fleet(folder, {f"org{number % 3}/service{number}": [path] for number, path in enumerate(made)})


def environment() -> dict[str, str]:
    paths = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
    return {**os.environ, "PYTHONPATH": paths, "LC_ALL": "C.UTF-8"}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "conforme", *map(str, arguments)]


def conforme(*arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs the command; fails the test when it does not end well."""
    done = subprocess.run(command(*arguments), capture_output=True, text=True, env=environment(), timeout=600)
    assert not check or done.returncode == 0, done.stderr + done.stdout
    return done


def dataset(store: Path) -> dict[str, list[str]]:
    """All rows of all runs, sorted."""
    import pyarrow.parquet as parquet

    found: dict[str, list[str]] = {}
    for path in sorted((store / "runs").glob("[0-9]*/*.parquet")):
        table = parquet.read_table(path)
        found.setdefault(path.name, []).extend(sorted(map(repr, table.to_pylist())))
    return found
