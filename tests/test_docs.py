"""Documentation that cannot lie: generated pages are fresh, commands of the README exist, and the project speaks of itself alone."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from conforme.cli.arguments import COMMANDS

ROOT = Path(__file__).resolve().parents[1]


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools" / "docs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", ["docs/regles.md", "docs/rules.md", "docs/registres.md", "docs/registers.md"])
def test_a_generated_page_is_fresh(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == tool().pages()[path], "run: python tools/docs.py"


@pytest.mark.parametrize("name", ["README.md", "README.en.md", "CONTRIBUTING.md"])
def test_a_page_names_commands_and_files_that_exist(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")

    for command in re.findall(r"^(?:\$ )?conforme (\w+)", page, re.MULTILINE):
        assert command in COMMANDS, command
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page):
        assert (ROOT / target).exists(), target
    for path in re.findall(r"`((?:rules|plugins|linter|schemas|tests|docs|examples|tools)/[^`<>*… ]*)`", page):
        assert (ROOT / path).exists(), path


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_nothing_names_a_machine_or_a_registry() -> None:
    forbidden = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/|pypi-more|/opt/pypi|registry\.npmjs|files\.pythonhosted", re.IGNORECASE)
    for path in tracked():
        if path.suffix in (".py", ".md", ".yaml", ".yml", ".toml", ".json", ".txt", "") and path.name != "test_docs.py":
            found = forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
            assert not found, (path, found)
