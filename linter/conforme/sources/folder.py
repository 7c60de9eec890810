"""The names of a plain folder, and the files of a work tree that were forgotten."""

from __future__ import annotations

import os
import stat
from collections.abc import Container
from itertools import islice

from conforme.model import Limit
from conforme.sources.disk import FOLDER, ROOT
from conforme.sources.listing import DEPTH, ENTRIES, PATH_BYTES

# What version control keeps and what installers bring; none of it is the service's own work.
VENDORED = frozenset(
    {".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"}
    | {"node_modules", "bower_components", "jspm_packages", "vendor", "third_party", "Pods", "Carthage", "site-packages", ".venv", "venv"}
    | {"__pypackages__", "__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".cache"}
    | {".gradle", ".m2", ".terraform", ".bundle", ".yarn", ".pnpm-store"}
)

# Where a forgotten file is looked for: not the whole tree, which only ignore rules could make readable.
NEAR_MISS_FOLDERS = ("", "conformite", "docs", ".github")
_NEAR_MISS_NAMES = 10_000


def walk(root: str) -> tuple[list[bytes], tuple[Limit, ...]]:
    """All names under `root` but the vendored ones, in order, as records of a listing with the size in place of the id; and the limits met."""
    found = _Walk()
    found.enter(os.open(root, ROOT), b"", 1)
    return [head + path for path, head in sorted(found.names)], tuple(found.limits.values())


class _Walk:
    """Collects names, never through a link, until a limit says to stop."""

    def __init__(self) -> None:
        self.names: list[tuple[bytes, bytes]] = []
        self.limits: dict[str, Limit] = {}

    def enter(self, handle: int, prefix: bytes, depth: int) -> None:
        """Adds what is in the folder `handle`, which it closes."""
        try:
            for name in self._listed(handle):
                if len(self.names) >= ENTRIES:
                    self._say("tree-entries", len(self.names) + 1, ENTRIES)
                    return
                self._visit(handle, name, prefix + name, depth)
        except OSError as error:
            self._denied(prefix.rstrip(b"/"), error)
        finally:
            os.close(handle)

    def _listed(self, handle: int) -> list[bytes]:
        """The names of a folder in order; one more than may be kept, so that the limit is seen."""
        with os.scandir(handle) as entries:
            return sorted(os.fsencode(entry.name) for entry in islice(entries, ENTRIES + 1))

    def _visit(self, parent: int, name: bytes, path: bytes, depth: int) -> None:
        if len(path) > PATH_BYTES:
            return self._say("path-length", len(path), PATH_BYTES)
        try:
            info = os.stat(name, dir_fd=parent, follow_symlinks=False)
            if stat.S_ISDIR(info.st_mode):
                self._descend(parent, name, path, depth)
            elif name != b".git":
                self.names.append((path, _head(info)))
        except OSError as error:
            self._denied(path, error)

    def _descend(self, parent: int, name: bytes, path: bytes, depth: int) -> None:
        if os.fsdecode(name) in VENDORED:
            return
        if depth >= DEPTH:
            self._say("path-depth", depth + 1, DEPTH)
        else:
            self.enter(os.open(name, FOLDER, dir_fd=parent), path + b"/", depth + 1)

    def _denied(self, path: bytes, error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # gone since it was listed: nothing was hidden
            what = "permission" if isinstance(error, PermissionError) else "io-error"
            self.limits.setdefault(what, Limit(what, path.decode("utf-8", "surrogateescape")))

    def _say(self, what: str, measured: int, bound: int) -> None:
        self.limits.setdefault(what, Limit(what, None, (), measured, bound))


def _head(info: os.stat_result) -> bytes:
    if stat.S_ISREG(info.st_mode):
        return b"%s blob %d\t" % (b"100755" if info.st_mode & 0o100 else b"100644", info.st_size)
    return b"120000 blob 0\t" if stat.S_ISLNK(info.st_mode) else b"000000 blob 0\t"


def untracked(root: str, tracked: Container[str]) -> list[str]:
    """Paths of the regular files of the few folders where evidence is usually put that are not `tracked`."""
    paths = [f"{folder}/{name}" if folder else name for folder in NEAR_MISS_FOLDERS for name in _files(root, folder)]
    return sorted(path for path in paths if path not in tracked)


def _files(root: str, folder: str) -> list[str]:
    """The regular files of one folder; none when it is a link or cannot be listed."""
    try:
        handle = os.open(os.path.join(root, folder), FOLDER if folder else ROOT)
    except OSError:
        return []
    try:
        with os.scandir(handle) as entries:
            names = [entry.name for entry in islice(entries, _NEAR_MISS_NAMES) if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []
    finally:
        os.close(handle)
    return [os.fsencode(name).decode("utf-8", "surrogateescape") for name in names]
