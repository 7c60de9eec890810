"""Which places a format may point at: files that are in the snapshot, and one to tie to them what has no place."""

from __future__ import annotations

from collections.abc import Iterable

from conforme.model import Result
from conforme.repo import Repo

# What a reader knows a repository by, in order, at its root.
KNOWN = ("readme", "lisez-moi", "lisezmoi", "licence", "license", "copying")


def cited(repo: Repo, results: Iterable[Result]) -> frozenset[str]:
    """The paths of the findings' places that are in the snapshot."""
    places = (place.path for result in results for finding in result.findings for place in finding.locations)
    return frozenset(path for path in places if path is not None and _is_file(repo, path))


def anchor(repo: Repo, manifest: str | None) -> str | None:
    """The manifest, else the README, the licence or the first file; None when there is no file."""
    if manifest is not None and _is_file(repo, manifest):
        return manifest
    files = [path for path in repo.paths if _is_file(repo, path)]
    root = [path for path in files if "/" not in path]
    named = [path for name in KNOWN for path in root if path.casefold().split(".")[0] == name]
    return next(iter([*named, *root, *files]), None)


def _is_file(repo: Repo, path: str) -> bool:
    return path in repo.entries and repo.entries[path].kind == "file"
