#!/usr/bin/env python3
"""What a start costs, as a ratio: whole processes, in turn, medians.

usage: python benchmarks/start.py [ROUNDS]     (41 by default)
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATHS = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "python -c pass": ["-c", "pass"],
            "conforme --version": ["-m", "conforme", "--version"],
            "python -c 'import yaml'": ["-c", "import yaml"],
            "conforme check (empty folder)": ["-m", "conforme", "check", folder, "--format", "json"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds + 1):  # the first round warms the caches
            for name, arguments in commands.items():
                taken[name].append(seconds(arguments))
    base = statistics.median(taken["python -c pass"][1:])
    for name, values in taken.items():
        median = statistics.median(values[1:])
        print(f"{name:32} {median * 1000:7.1f} ms  {median / base:5.2f} x")


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], env={**os.environ, "PYTHONPATH": PATHS}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 41)
