#!/usr/bin/env python3
"""Sets everything up and runs one thing, on a machine with only Python (3.11 or newer) and git.

    python3 dev.py example    the main job, on the example service      (le rapport sur un service fictif)
    python3 dev.py test       the tests; what follows goes to pytest    (les tests; ce qui suit va à pytest)
    python3 dev.py fleet      the tests of fleets and of their site     (les tests des parcs et de leur site)
    python3 dev.py browser    the HTML report in a real Chromium        (le rapport HTML dans un vrai Chromium)
    python3 dev.py lint       the types and the style                   (les types et le style)

Everything is installed in .venv, which can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTEST = ("-m", "pytest", "-n", "auto", "--dist", "loadfile")
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(arguments: Sequence[str]) -> int:
    jobs = {"example": example, "test": test, "fleet": fleet, "browser": browser, "lint": lint}
    if not arguments or arguments[0] not in jobs:
        print(__doc__)
        return 2
    return jobs[arguments[0]](list(arguments[1:]))


def example(rest: list[str]) -> int:
    install("")
    which = rest.pop(0) if rest and not rest[0].startswith("-") else "examples/service-exemplaire"
    return run("-m", "conforme", "check", which, *rest)


def test(rest: list[str]) -> int:
    install("test")
    # What needs a browser, or the libraries of the `fleet` extra, has a job of its own.
    return run(*PYTEST, "--ignore=tests/fleet", "--ignore=tests/browser", *rest)


def fleet(rest: list[str]) -> int:
    install("fleet")
    return run(*PYTEST, "tests/fleet", *rest)


def browser(rest: list[str]) -> int:
    install("browser")
    return run("-m", "pytest", "-rs", "tests/browser", *rest)


def lint(rest: list[str]) -> int:
    del rest
    install("dev")
    steps = [["-m", "ruff", "check"], ["-m", "ruff", "format", "--check"], ["-m", "mypy"]]
    return max(run(*step) for step in steps)


def run(*arguments: str) -> int:
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, check=False).returncode


def install(group: str) -> None:
    """The project in .venv, editable, with the dependencies of a group; nothing to do when that is done already."""
    stamp = VENV / f".installed-{group or 'project'}"
    key = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == key:
        return
    if not PYTHON.is_file():
        make_venv()
    print("conforme: installation dans .venv… / installing in .venv…", file=sys.stderr)
    pip("install", "--quiet", "--disable-pip-version-check", "--editable", ".", *members(group))
    stamp.write_text(key)


def members(group: str) -> list[str]:
    """The requirements of a dependency group, with the groups that it includes (pip reads groups itself only since 25.1)."""
    with open(ROOT / "pyproject.toml", "rb") as file:
        groups = tomllib.load(file)["dependency-groups"]
    found: list[str] = []
    for item in groups.get(group, []):
        found += members(item["include-group"]) if isinstance(item, dict) else [item]
    return found


def make_venv() -> None:
    # Debian's Python may come without ensurepip: the pip of the system, if there is one, can then install into the environment.
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False)
    if made.returncode != 0:
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], check=True)


def pip(*arguments: str) -> None:
    for command in ([str(PYTHON), "-m", "pip"], [sys.executable, "-m", "pip", "--python", str(PYTHON)]):
        if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0:
            done = subprocess.run([*command, *arguments], cwd=ROOT, check=False)
            if done.returncode == 0:
                return
            raise SystemExit("conforme: l’installation a échoué / the installation failed")
    raise SystemExit("conforme: il manque pip (sous Debian : apt install python3-venv) / pip is missing (on Debian: apt install python3-venv)")


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036
        raise SystemExit("conforme: Python 3.11 ou plus récent est nécessaire / Python 3.11 or newer is needed")
    sys.exit(main(sys.argv[1:]))
