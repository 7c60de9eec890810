#!/usr/bin/env python3
"""What a fleet costs: a first run, a second one with one repository in a hundred changed, and a single `check` for comparison.

usage: python benchmarks/fleet.py MIRRORS FOLDER [COUNT] [FILES]

MIRRORS: a folder of bare repositories (at MIRRORS/*/repo or MIRRORS/*). COUNT repositories (1000 by default) are made in FOLDER out of past commits
of those that have at most FILES files (300 by default): each a git directory of its own that borrows their objects.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATHS = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
ENVIRONMENT = {**os.environ, "PYTHONPATH": PATHS}


def main(mirrors: Path, folder: Path, count: int, files: int) -> None:
    folder.mkdir(parents=True)
    made = list(fleet(mirrors, folder, count, files))
    file = folder / "fleet.json"
    services = [{"id": path.stem, "repositories": [str(path)]} for path in made]
    file.write_text(json.dumps({"organisations": [{"id": "essai", "services": services}]}))
    print(f"{len(made)} repositories")
    told = ["fleet", "run", str(file), "--store", str(folder / "store"), "--date", "2026-11-25", "--jobs", "2", "--lang", "en"]
    measure("first run", told, len(made))
    changed = made[:: max(1, len(made) // max(1, len(made) // 100))][: max(1, len(made) // 100)]
    for path in changed:
        git("--git-dir", str(path), "update-ref", "refs/heads/again", "HEAD")
    measure(f"second run, {len(changed)} changed", told, len(made))
    measure("third run, nothing changed", told, len(made))
    measure("a single check", ["check", str(made[0]), "--format", "json", "--exit-zero"], 1)


def fleet(mirrors: Path, folder: Path, count: int, files: int) -> Iterator[Path]:
    found = sorted(path for path in (*mirrors.glob("*/repo"), *mirrors.glob("*")) if (path / "objects").is_dir())
    small = [path for path in found if 0 < len(git("--git-dir", str(path), "ls-tree", "-r", "--name-only", "HEAD").splitlines()) <= files]
    commits = {path: git("--git-dir", str(path), "rev-list", "--max-count=4000", "HEAD").split() for path in small}
    share = -(-count // max(1, len(small)))
    number = 0
    for path, ids in commits.items():
        for commit in ids[:: max(1, len(ids) // share)][:share]:
            if number < count:
                yield borrow(path, commit, folder / "mirrors" / f"r{number:04}.git")
                number += 1


def borrow(source: Path, commit: str, target: Path) -> Path:
    (target / "objects" / "info").mkdir(parents=True)
    (target / "refs" / "heads").mkdir(parents=True)
    (target / "objects" / "info" / "alternates").write_text(f"{source.resolve() / 'objects'}\n")
    (target / "refs" / "heads" / "main").write_text(commit + "\n")
    (target / "HEAD").write_text("ref: refs/heads/main\n")
    (target / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    return target


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=False).stdout


def measure(name: str, arguments: list[str], count: int) -> None:
    before, start = usage(), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "conforme", *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    wall, cpu = time.perf_counter() - start, usage() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    said = done.stdout.splitlines()[:1] if arguments[0] == "fleet" else []
    each = 1000 * wall / count
    print(f"{name:32} {wall:8.2f} s  processor {cpu:8.2f} s  {each:7.1f} ms a repository  largest process {peak} MiB  {said} {done.stderr[:200]}")


def usage() -> float:
    # Of the workers too: a child that ends hands its time to its parent.
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]), Path(given[1]), int(given[2]) if len(given) > 2 else 1000, int(given[3]) if len(given) > 3 else 300)
