"""Where a Repo comes from: a work tree, its index, a commit, a bare repository, a plain folder. The only code that runs git or reads the disk.

Nothing is written, nothing of the repository is executed, no connection is made; `git.py` says how git is held, `disk.py` how files are opened.

What could not be seen is in `Repo.limits` by a key: tree-entries, tree-bytes, path-length, path-depth (cut where the bound says), duplicate-names,
tree-incomplete (objects are missing), git-time, permission, io-error; and, when the git directory of a folder is not to be trusted so that the folder
is read as a plain one: git-link, git-file (a redirection that does not point back), git-special-file, git-config (too large).
"""

from __future__ import annotations

from conforme.repo import Repo
from conforme.sources.errors import SourceError

__all__ = ["SourceError", "open_repo"]


def open_repo(path: str, *, rev: str | None = None, staged: bool = False) -> Repo:
    """The repository at `path` at one moment.

    By default the tracked files as they are on disk; HEAD for a bare repository; all files for a plain folder. `rev`: that commit, straight from the
    objects. `staged`: the index, or the one that GIT_INDEX_FILE names when it lies in the repository's own git directory.
    Raises SourceError when there is no snapshot to judge.
    """
    from conforme.sources import snapshots

    return snapshots.take(path, rev, staged)
