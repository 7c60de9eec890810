#!/usr/bin/env python3
"""Ourselves and our peers on the same trees: whole processes, in turn, medians, and their ratio to the first command of each job.

usage: python benchmarks/peers.py [--rounds N] [--output TABLE.md] [SIZE=REPOSITORY ...]

A SIZE is a name for a repository already on the disk (`1005=../notifications-api`); without any, trees of 80, 1,000, 5,000 and 57,000 files are
made. A peer that is not installed is left out, and said. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PATHS = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
SIZES = (80, 1_000, 5_000, 57_000)
REGISTER = "conformite/indicateurs.yaml"
US = [sys.executable, "-m", "conforme"]
PEERS = {
    "sp-repo-review": ["repo-review", "."],
    "check-jsonschema": ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml"],
    "zizmor": ["zizmor", "--offline", "."],
    "reuse": ["reuse", "lint"],
    "repolinter": ["repolinter", "lint", "."],
}
SLOW = {"reuse", "repolinter"}
SLOW_FROM = 10_000


class Run(NamedTuple):
    """One command of a job; `before` is done ahead of each run and not counted."""

    name: str
    argv: Sequence[str]
    before: str = ""


class Row(NamedTuple):
    job: str
    name: str
    median: float
    ratio: float
    runs: int


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        trees = dict(_trees(options.trees, Path(folder)))
        table = _heading()
        print("\n".join(table), flush=True)
        for size, tree in trees.items():
            for row in measured(size, tree, options.rounds, Path(folder) / "cache"):
                table.append(f"| {row.job} | {row.name} | {row.median * 1000:,.0f} ms | {row.ratio:.2f} × | {row.runs} |")
                print(table[-1], flush=True)
    if options.output:
        Path(options.output).write_text("\n".join([*table, ""]), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--output")
    parser.add_argument("trees", nargs="*", metavar="SIZE=REPOSITORY")
    return parser.parse_args()


def _trees(named: Sequence[str], folder: Path) -> Iterator[tuple[str, Path]]:
    for item in named:
        size, _, path = item.partition("=")
        yield size, Path(path).resolve()
    for size in () if named else SIZES:
        yield str(size), made(folder / f"tree-{size}", size)


def made(tree: Path, size: int) -> Path:
    """A repository of `size` files, one commit: code in folders of a hundred, and what a service keeps at its root."""
    texts = {
        "README.md": "# Service\n\n## Contact\n\nBy the form.\n",
        "LICENSE": (ROOT / "LICENCE").read_text(encoding="utf-8"),
        ".github/workflows/ci.yml": "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n",
        "docs/adr/0001-one.md": "# 1. One\n\n## Status\n\nAccepted\n\n## Decision\n\nThis.\n",
        "pyproject.toml": '[project]\nname = "service"\nversion = "1"\n',
        REGISTER: "indicateurs:\n  - nom: Délai\n    cible: 80 %\n",
    }
    for number in range(size - len(texts)):
        texts[f"src/part{number // 100}/module{number}.py"] = f"VALUE = {number}\n"
    for name, text in texts.items():
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    identity = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Start"]):
        subprocess.run(["git", *command], cwd=tree, check=True, env={**os.environ, **identity})
    return tree


def measured(size: str, tree: Path, rounds: int, cache: Path) -> Iterator[Row]:
    """The jobs on one tree."""
    for job, runs in _jobs(size, tree, cache).items():
        taken: dict[str, list[float]] = {run.name: [] for run in runs}
        for _ in range(rounds + 1):  # the first round warms the caches of the system
            for run in runs:
                taken[run.name].append(_seconds(run, tree, cache))
        medians = {name: statistics.median(values[1:]) for name, values in taken.items()}
        base = medians[runs[0].name]
        yield from (Row(job, name, median, median / base, rounds) for name, median in medians.items())


def _jobs(size: str, tree: Path, cache: Path) -> dict[str, list[Run]]:
    peers = [Run(name, argv) for name, argv in PEERS.items() if shutil.which(argv[0]) and _fits(name, size)]
    check = [*US, "check", str(tree), "--format", "json", "--date", "2026-11-01"]
    us = [
        Run("conforme, first", check, "forget"),
        Run("conforme, nothing changed", check),
        Run("conforme, without a cache", [*check, "--no-cache"]),
        Run("conforme, a revision again", [*check, "--rev", "HEAD"], "once"),
    ]
    jobs = {f"check, {size} files": [*peers, *us, Run("git status", ["git", "-C", str(tree), "status", "--porcelain"])]}
    if (tree / REGISTER).is_file():
        yaml = Run("python -c 'import yaml'", [sys.executable, "-c", "import yaml"])
        jobs[f"hook, one register changed, {size} files"] = [yaml, *peers[1:2], Run("conforme --staged", [*check, "--staged"], "change")]
    return jobs


def _fits(name: str, size: str) -> bool:
    return name not in SLOW or not size.isdecimal() or int(size) < SLOW_FROM


def _seconds(run: Run, tree: Path, cache: Path) -> float:
    if run.before == "forget":
        for path in cache.glob("conforme/[ar]*.json"):  # answers and reports, not the compiled cards
            path.unlink()
    if run.before == "change":
        (tree / REGISTER).write_text(f"indicateurs:\n  - nom: Délai {time.time_ns()}\n    cible: 80 %\n", encoding="utf-8")
        subprocess.run(["git", "-C", str(tree), "add", REGISTER], check=True)
    environment = {**os.environ, "PYTHONPATH": PATHS, "XDG_CACHE_HOME": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    taken = 0.0
    for _ in range(2 if run.before == "once" else 1):  # the last one counts
        start = time.perf_counter()
        subprocess.run(run.argv, cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        taken = time.perf_counter() - start
    return taken


def _heading() -> list[str]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    said = [f"Python {platform.python_version()}, {cores} cores, {platform.system()}", _said(["git", "--version"]), _said([*US, "--version"])]
    said += [_said([argv[0], "--version"]) if shutil.which(argv[0]) else f"{name}: not installed" for name, argv in PEERS.items()]
    return [
        f"Whole processes, in turn, medians. {'; '.join(said)}.",
        "",
        "| job | command | median | ratio to the first | runs |",
        "|---|---|---|---|---|",
    ]


def _said(argv: Sequence[str]) -> str:
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": PATHS})
    return next(iter((done.stdout or done.stderr).split("\n")), "").strip()


if __name__ == "__main__":
    main()
