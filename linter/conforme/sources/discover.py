"""Which git directory belongs to a path, decided by ourselves: never a parent's, never through a link, never a redirection that does not point back.

PATH is the root of a work tree, a bare repository, or a plain folder; a sub-folder of a work tree is a plain folder. What cannot be trusted is a
plain folder too, with a limit that says so.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass

from conforme.model import Limit
from conforme.sources.errors import USAGE, SourceError, corrupt

CONFIG_LIMIT = 1 << 20
POINTER_LIMIT = 8192


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a repository is. `work_tree` is None when it is bare. `hash_name` is the object format: sha1 or sha256."""

    git_dir: str
    common_dir: str
    work_tree: str | None
    hash_name: str = "sha1"
    shallow: bool = False

    @property
    def id_bytes(self) -> int:
        return 32 if self.hash_name == "sha256" else 20


class _Refused(Exception):
    def __init__(self, what: str, measured: int = 0, bound: int = 0) -> None:
        super().__init__(what)
        self.limit = Limit(what, ".git", (), measured, bound)


def discover(path: str) -> tuple[Layout | None, tuple[Limit, ...]]:
    """The repository at `path`, or None and the limits that say why a git directory there was not used.

    Raises SourceError: not-there, not-a-folder, not-readable, corrupt-repository.
    """
    _check_folder(path)
    root = os.path.realpath(path)
    try:
        return _layout(root), ()
    except _Refused as refused:
        return None, (refused.limit,)


def _check_folder(path: str) -> None:
    try:
        info = os.stat(path)
        if stat.S_ISDIR(info.st_mode):
            os.close(os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
    except PermissionError:
        raise SourceError("not-readable", USAGE, path=path) from None
    except (OSError, ValueError):
        raise SourceError("not-there", USAGE, path=path) from None
    if not stat.S_ISDIR(info.st_mode):
        raise SourceError("not-a-folder", USAGE, path=path)


def _layout(root: str) -> Layout | None:
    dot_git = os.path.join(root, ".git")
    mode = _mode(dot_git)
    if mode is None:
        return _bare(root)
    if stat.S_ISDIR(mode):
        return _main(root, dot_git)
    if stat.S_ISREG(mode):
        return _redirected(root, dot_git)
    raise _Refused("git-link" if stat.S_ISLNK(mode) else "git-special-file")


def _bare(root: str) -> Layout | None:
    if not _looks_like_git(root):
        return None
    _refuse_redirection(root)
    settings = _settings(root)
    return Layout(root, root, None, settings.hash_name, _is_shallow(root))


def _main(root: str, dot_git: str) -> Layout:
    if not _looks_like_git(dot_git):
        raise corrupt(root, "layout")
    _refuse_redirection(dot_git)
    settings = _settings(dot_git)
    return Layout(dot_git, dot_git, None if settings.bare else root, settings.hash_name, _is_shallow(dot_git))


def _redirected(root: str, dot_git: str) -> Layout:
    """A linked worktree or a submodule, whose git directory names this folder back."""
    target = _pointer(dot_git, root, b"gitdir: ")
    if target is None or not _is_folder(target):
        raise _Refused("git-file")
    common = _linked(target, dot_git)
    if common is None:
        if not _looks_like_git(target) or _settings(target).work_tree_from(target) != root:
            raise _Refused("git-file")
        _refuse_redirection(target)
        common = target
    else:
        _refuse_links(common)
        _refuse_links(target)
    settings = _settings(common)
    return Layout(target, common, root, settings.hash_name, _is_shallow(common))


def _linked(target: str, dot_git: str) -> str | None:
    """The common directory of a linked worktree, None when `target` is not that of this `.git` file."""
    common = os.path.dirname(os.path.dirname(target))
    if os.path.basename(os.path.dirname(target)) != "worktrees" or not _looks_like_git(common):
        return None
    if _pointer(os.path.join(target, "commondir"), target) != common or _mode(os.path.join(common, "commondir")) is not None:
        return None
    return common if _pointer(os.path.join(target, "gitdir"), target) == dot_git else None


def _pointer(path: str, base: str, prefix: bytes = b"") -> str | None:
    """The absolute path that a small file names, None when it names none."""
    raw = read_small(path, POINTER_LIMIT)
    if raw is None or not raw.startswith(prefix):
        return None
    name = raw[len(prefix) :].rstrip(b"\r\n")
    if not name or b"\0" in name or b"\n" in name:
        return None
    return os.path.realpath(os.path.join(base, os.fsdecode(name)))


def _looks_like_git(folder: str) -> bool:
    """As git decides it: a HEAD, a folder of objects, a folder of references."""
    return _mode(os.path.join(folder, "HEAD")) is not None and all(os.path.isdir(os.path.join(folder, name)) for name in ("objects", "refs"))


def _refuse_redirection(git_dir: str) -> None:
    if _mode(os.path.join(git_dir, "commondir")) is not None:
        raise _Refused("git-file")
    _refuse_links(git_dir)


def _refuse_links(git_dir: str) -> None:
    """A link inside would lead to what is not this repository's; a fifo would hold git up for ever."""
    for name in ("HEAD", "objects", "refs", "config", "packed-refs", "index", "shallow"):
        mode = _mode(os.path.join(git_dir, name))
        if mode is not None and not (stat.S_ISDIR(mode) if name in ("objects", "refs") else stat.S_ISREG(mode)):
            raise _Refused("git-link" if stat.S_ISLNK(mode) else "git-special-file")


@dataclass(frozen=True, slots=True)
class _Settings:
    bare: bool
    work_tree: str
    hash_name: str

    def work_tree_from(self, git_dir: str) -> str | None:
        return os.path.realpath(os.path.join(git_dir, self.work_tree)) if self.work_tree else None


_SECTION = re.compile(r"\[([A-Za-z0-9.-]{1,64})\]")
_SETTING = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,64})[ \t]{0,64}=[ \t]{0,64}(.*)\Z")


def _settings(git_dir: str) -> _Settings:
    """The three settings that decide how to read the repository; git itself reads the rest, under its own options."""
    path = os.path.join(git_dir, "config")
    raw = read_small(path, CONFIG_LIMIT)
    if raw is None:
        size = _size(path)
        if size > CONFIG_LIMIT:
            raise _Refused("git-config", size, CONFIG_LIMIT)
        raw = b""
    values = dict(_assignments(raw.decode("utf-8", "surrogateescape")))
    bare = values.get("core.bare", "").lower() in ("true", "yes", "on", "1")
    return _Settings(bare, values.get("core.worktree", "").strip('"'), values.get("extensions.objectformat", "sha1").lower())


def _assignments(text: str) -> list[tuple[str, str]]:
    found, section = [], ""
    for line in map(str.strip, text.splitlines()):
        if match := _SECTION.match(line):
            section, line = match.group(1).lower(), line[match.end() :].strip()
        elif line.startswith("["):
            section = ""
        if section and (match := _SETTING.match(line)):
            found.append((f"{section}.{match.group(1).lower()}", match.group(2).strip()))
    return found


def read_small(path: str, limit: int) -> bytes | None:
    """A small regular file of a git directory, None when there is none, it is a link or special, or it is over `limit`."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode) or info.st_size > limit:
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(limit)
    except OSError:
        return None
    finally:
        os.close(handle)


def _is_shallow(common: str) -> bool:
    return _size(os.path.join(common, "shallow")) > 0


def _mode(path: str) -> int | None:
    try:
        return os.lstat(path).st_mode
    except (OSError, ValueError):
        return None


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


def _is_folder(path: str) -> bool:
    mode = _mode(path)
    return mode is not None and stat.S_ISDIR(mode)
