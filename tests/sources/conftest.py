"""What the tests of `conforme.sources` share: repositories under construction, and an environment without the machine's own git settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sources.building import Build, Built

IDENTITY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))}


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of the machine, and no hook's variables when the suite itself runs in a hook."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
    for name, value in {**IDENTITY, **settings}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Makes a repository in a folder of that name."""
    return lambda name="repo", *options: Built(tmp_path / name, *options)
