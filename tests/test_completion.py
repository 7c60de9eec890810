"""Completion: what the shells' own readers say of the scripts, and what bash answers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conforme.cli.arguments import COMMANDS
from conforme.cli.run import run
from conforme.reports import FORMATS

ASK = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _conforme; printf "%s\\n" "${COMPREPLY[@]}"'


def script(shell: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    assert run(["completion", shell, "--lang", "fr"]) == 0
    path = tmp_path / f"conforme.{shell}"
    path.write_text(capfd.readouterr().out, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["ch"], {"check"}),
        ([""], set(COMMANDS)),
        (["check", "--format", ""], set(FORMATS)),
        (["--lang", "fr", "diff", "--format", ""], {"text", "json"}),
        (["check", "--sarif"], {"--sarif-suppressions"}),
        (["check", "--lang", ""], {"fr", "en"}),
        (["check", "--output", ""], {""}),
    ],
)
def test_bash_completes(typed: list[str], expected: set[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = script("bash", tmp_path, capfd)
    done = subprocess.run(["bash", "--norc", "-c", ASK, "bash", path, "conforme", *typed], capture_output=True, text=True, check=False)

    assert (done.stderr, set(done.stdout.rstrip("\n").split("\n"))) == ("", expected)


def test_bash_has_no_fault_that_shellcheck_knows(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = script("bash", tmp_path, capfd)
    done = subprocess.run([Path(sys.executable).with_name("shellcheck"), "--shell", "bash", path], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_can_read_theirs(shell: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = script(shell, tmp_path, capfd)
    assert path.read_text(encoding="utf-8").count("\n") > len(COMMANDS)
    if shutil.which(shell) is not None:
        assert subprocess.run([shell, "-n", path], capture_output=True, check=False).returncode == 0
