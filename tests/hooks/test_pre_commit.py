"""The hooks of the manifest under the real pre-commit: tried, then installed, with `commit`, `commit -a` and `commit FILE`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POLICY = """# Signaler une vulnérabilité

Écrivez à securite@guichet-essai.quebec plutôt que d’ouvrir une demande publique. Nous répondons en deux jours.
"""
MANIFEST = "nom: Guichet d’essai\nphase: bêta\n"


class Shell:
    """A repository, and the environment that pre-commit runs in."""

    def __init__(self, path: Path, home: Path) -> None:
        self.path = path
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTEST"))}
        identity = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))}
        tools = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(home),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        self.environment = {**kept, **identity, **tools, "LANG": "fr_CA.UTF-8", "NO_COLOR": "1", "XDG_CACHE_HOME": str(home / "cache")}

    def __call__(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.path, env=self.environment, capture_output=True, text=True, check=False)

    def ok(self, *command: str) -> str:
        done = self(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def write(self, name: str, content: str) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Shell:
    """The checkout as it is on disk, committed to a repository of its own, as users point pre-commit at one."""
    shell = Shell(tmp_path_factory.mktemp("hooks"), home)
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "benchmarks/")):
            shell.write(name, (ROOT / name).read_text(encoding="utf-8"))
    shell.ok("git", "init", "-q", "-b", "main")
    shell.ok("git", "add", "-A")
    shell.ok("git", "commit", "-q", "-m", "Version")
    return shell


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, home: Path, hooks: Shell) -> Shell:
    """A service's repository with the hooks installed."""
    shell = Shell(tmp_path_factory.mktemp("service"), home)
    shell.ok("git", "init", "-q", "-b", "main")
    shell.write(
        ".pre-commit-config.yaml",
        f"repos:\n- repo: {hooks.path}\n  rev: {hooks.ok('git', 'rev-parse', 'HEAD')}\n  hooks:\n  - id: conforme\n  - id: conforme-registers\n",
    )
    shell.write("README.md", "# Guichet d’essai\n")
    shell.write("SECURITE.md", POLICY)
    shell.write("conformite/service.yaml", MANIFEST)
    shell.ok("pre-commit", "install")
    shell.ok("git", "add", "-A")
    return shell


def test_the_manifest_is_valid(hooks: Shell) -> None:
    hooks.ok("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")


def test_the_first_commit_is_bearable_and_says_what_was_already_so(service: Shell) -> None:
    done = service("git", "commit", "-m", "Début")

    assert done.returncode == 0, done.stdout + done.stderr


def test_commit_a_is_blocked_by_what_it_makes_worse(service: Shell) -> None:
    service.write("SECURITE.md", "# Signaler une vulnérabilité\n\nÀ compléter\n")
    done = service("git", "commit", "-a", "-m", "Pire")

    assert done.returncode == 1
    assert "security-policy-usable" in done.stdout + done.stderr


def test_commit_file_judges_that_file_alone(service: Shell) -> None:
    service.write("README.md", "# Guichet d’essai\n\nDemander une aide en ligne.\n")

    done = service("git", "commit", "README.md", "-m", "Décrire")
    assert done.returncode == 0, done.stdout + done.stderr
    assert service("git", "commit", "SECURITE.md", "-m", "Pire").returncode == 1


def test_a_commit_of_the_index_is_blocked_until_it_is_mended(service: Shell) -> None:
    service.ok("git", "add", "-A")
    assert service("git", "commit", "-m", "Pire").returncode == 1

    service.write("SECURITE.md", POLICY + "\nLes correctifs critiques sont publiés en dix jours.\n")
    service.ok("git", "add", "-A")
    done = service("git", "commit", "-m", "Mieux")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_register_with_an_unknown_key_is_refused_with_its_place(service: Shell) -> None:
    service.write("conformite/service.yaml", "nom: Guichet d’essai\nphase: bêta\norganisatoin: MCN\n")
    service.ok("git", "add", "-A")
    done = service("git", "commit", "-m", "Faute")

    assert done.returncode == 1
    assert "conformite/service.yaml:3:1" in done.stdout + done.stderr
    assert "organisme" in done.stdout + done.stderr
    service.ok("git", "checkout", "-q", "HEAD", "--", "conformite/service.yaml")


def test_the_full_hook_holds_the_whole_repository_to_the_bar(service: Shell, hooks: Shell) -> None:
    done = service("pre-commit", "try-repo", str(hooks.path), "conforme-full", "--hook-stage", "manual", "--all-files", "--verbose")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "licence-open" in done.stdout
