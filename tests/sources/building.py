"""Real repositories, built with GitPython and git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import git

DAY = 86_400
START = 1_700_000_000


class Built:
    """A repository under construction."""

    def __init__(self, path: Path, *options: str) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *options)
        self.steps = 0

    def git(self, *args: str | bytes, input: bytes | None = None, check: bool = True, **env: str) -> str:
        made = subprocess.run(["git", *args], cwd=self.path, input=input, capture_output=True, env={**os.environ, **env}, check=False)
        assert not check or made.returncode == 0, made.stderr.decode(errors="replace")
        return made.stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def write(self, files: Mapping[str, str | bytes]) -> Built:
        for name, content in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def commit(self, files: Mapping[str, str | bytes], message: str = "Change", when: int | None = None) -> str:
        """Writes the files, commits them alone, and returns the id of the commit; each is a day later than the one before."""
        self.write(files)
        date = f"{START + self.steps * DAY if when is None else when} +0000"
        self.steps += 1
        with git.Repo(self.path) as repo:
            repo.index.add(list(files))
            return repo.index.commit(message, author_date=date, commit_date=date).hexsha

    def gone(self, name: str) -> Path:
        """Removes the object file of `name` (a revision expression)."""
        oid = self.git("rev-parse", name)
        target = self.path / ".git" / "objects" / oid[:2] / oid[2:]
        target.chmod(0o644)
        target.unlink()
        return target


Build = Callable[..., Built]
