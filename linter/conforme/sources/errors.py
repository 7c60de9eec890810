"""What can go wrong before there is a repository to judge."""

from __future__ import annotations

USAGE = 2
NO_SNAPSHOT = 3


class SourceError(Exception):
    """No snapshot: a key whose sentences are elsewhere, the exit code of the report contract, and data to fill the sentence.

    Keys with exit code 2: not-there, not-a-folder, not-readable, not-a-repository (`--rev` or `--staged` on a plain folder), no-index (`--staged` on
    a bare repository), rev-and-staged. With 3: unknown-revision, corrupt-repository, git-missing.
    """

    def __init__(self, key: str, exit_code: int, **data: object) -> None:
        super().__init__(key)
        self.key, self.exit_code, self.data = key, exit_code, data


def corrupt(path: str, what: str) -> SourceError:
    """The git directory at `path` cannot be read; `what` is a key: head, objects, index, tree, git-time, git-failed, layout."""
    return SourceError("corrupt-repository", NO_SNAPSHOT, path=path, what=what)
