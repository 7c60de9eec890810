#!/usr/bin/env python3
"""How often the finders are right: `conforme evidence` held against repositories that people labelled, kind by kind.

usage: python benchmarks/precision.py LABELS REPOSITORIES [LABELS REPOSITORIES …] [--write]

LABELS holds one OWNER__NAME.json per repository: {"repo": "OWNER/NAME", "commit": "<hex>", "facts": {KIND: {"present": true|false|null,
"confidence": "high|medium|low"}}}. REPOSITORIES holds a clone of each as OWNER+NAME or OWNER__NAME. Answers of low confidence, and those left
open (null), are not counted. `--write` keeps the counts in rules/measured.json, which `conforme explain` shows.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KEPT = Path(__file__).resolve().parents[1] / "rules" / "measured.json"
RIGHT, WRONG, MISSED, ABSENT = "right", "wrong", "missed", "absent"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cells: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    repositories = 0
    for labels, clones in zip(options.folders[::2], options.folders[1::2], strict=True):
        for label, clone in labelled(labels, clones):
            repositories += 1
            for kind, cell in counted(label, kinds_found(clone, label["commit"])):
                cells[kind][cell] += 1
    measured = {kind: {name: cells[kind][name] for name in (RIGHT, WRONG, MISSED, ABSENT)} for kind in sorted(cells)}
    for kind, counts in measured.items():
        print(f"{kind:28}", *(f"{name} {count:3}" for name, count in counts.items()))
    if options.write:
        whole = {"date": datetime.date.today().isoformat(), "repositories": repositories, "kinds": measured}
        KEPT.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    return 0


def labelled(labels: Path, clones: Path) -> Iterator[tuple[Any, Path]]:
    """Each label with its clone; one that is not there is left out."""
    for file in sorted(labels.glob("*__*.json")):
        label = json.loads(file.read_text(encoding="utf-8"))
        owner, name = label["repo"].split("/", 1)
        for clone in (clones / f"{owner}+{name}", clones / f"{owner}__{name}"):
            if clone.exists():
                yield label, clone
                break


def kinds_found(clone: Path, commit: str) -> set[str]:
    """The kinds of which something concluding was found."""
    command = [sys.executable, "-m", "conforme", "evidence", str(clone), "--rev", commit, "--format", "json"]
    run = subprocess.run(command, capture_output=True, check=True)
    return {item["kind"] for item in json.loads(run.stdout)["evidence"] if item["strength"] != "indicative"}


def counted(label: Any, found: set[str]) -> Iterator[tuple[str, str]]:
    for kind, fact in label["facts"].items():
        if fact.get("present") is None or fact.get("confidence") == "low":
            continue
        yield kind, (RIGHT if kind in found else MISSED) if fact["present"] else (WRONG if kind in found else ABSENT)


if __name__ == "__main__":
    raise SystemExit(main())
