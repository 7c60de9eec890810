"""New files under a folder, all or none: no link is followed, nothing that is there is touched, nothing is half written."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from conforme.cli.errors import UserError

_ROOT = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FOLDER = _ROOT | os.O_NOFOLLOW
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Draft(NamedTuple):
    """A file to be: its path under the root, with `/`, and what it will hold."""

    path: str
    text: str


def names(root: str, folder: str) -> list[str]:
    """What is in `folder` of `root`, [] when it is not there. Raises UserError when it is a link, a file, or cannot be read."""
    try:
        with _opened(root, folder, []) as handle:
            return sorted(os.listdir(handle)) if handle is not None else []
    except OSError as error:
        raise _failed(folder, error) from error


def place(root: str, drafts: Iterable[Draft]) -> list[str]:
    """Writes the drafts whose path is free; the paths written. After an error nothing of them is left. Raises UserError (2 for a link, else 4)."""
    made: list[tuple[str, str]] = []
    written: list[str] = []
    try:
        for draft in drafts:
            if _write(root, draft, made):
                written.append(draft.path)
    except BaseException as error:
        _undo(root, made)
        if isinstance(error, OSError):
            raise _failed(draft.path, error) from error
        raise
    return written


def _failed(path: str, error: OSError) -> UserError:
    return UserError("init-write", 4, path=path, detail=error.strerror or type(error).__name__)


@contextlib.contextmanager
def _opened(root: str, folder: str, made: list[tuple[str, str]], *, make: bool = False) -> Iterator[int | None]:
    """A descriptor of the folder, step by step from the root; made where it is missing if `make`, else None."""
    handle = os.open(root, _ROOT)
    try:
        walked = ""
        for step in filter(None, folder.split("/")):
            walked = f"{walked}/{step}".lstrip("/")
            if not _there(handle, step):
                if not make:
                    yield None
                    return
                os.mkdir(step, dir_fd=handle)
                made.append(("folder", walked))
            inner = _entered(handle, step, os.path.join(root, walked))
            os.close(handle)
            handle = inner
        yield handle
    finally:
        os.close(handle)


def _there(handle: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=handle, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _entered(handle: int, step: str, shown: str) -> int:
    try:
        return os.open(step, _FOLDER, dir_fd=handle)
    except PermissionError:
        raise
    except OSError as error:  # ELOOP or ENOTDIR, by system
        raise UserError("init-link", path=shown) from error


def _write(root: str, draft: Draft, made: list[tuple[str, str]]) -> bool:
    folder, _, name = draft.path.rpartition("/")
    with _opened(root, folder, made, make=True) as handle:
        assert handle is not None
        temporary = f".conforme-{secrets.token_hex(8)}"
        try:
            _pour(os.open(temporary, _NEW, 0o666, dir_fd=handle), draft.text.encode())
            new = _linked(handle, temporary, name, draft.text.encode())
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary, dir_fd=handle)
    if new:
        made.append(("file", draft.path))
    return new


def _linked(handle: int, temporary: str, name: str, content: bytes) -> bool:
    """Gives the file its name, if nothing has it: unlike a rename, a hard link can replace nothing."""
    try:
        os.link(temporary, name, src_dir_fd=handle, dst_dir_fd=handle, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError:
        return _created(handle, name, content)
    return True


def _created(handle: int, name: str, content: bytes) -> bool:
    """For file systems without hard links: the name is taken first, then written."""
    try:
        new = os.open(name, _NEW, 0o666, dir_fd=handle)
    except FileExistsError:
        return False
    try:
        _pour(new, content)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=handle)
        raise
    return True


def _pour(handle: int, content: bytes) -> None:
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _undo(root: str, made: list[tuple[str, str]]) -> None:
    for what, path in reversed(made):
        folder, _, name = path.rpartition("/")
        with contextlib.suppress(OSError, UserError), _opened(root, folder, []) as handle:
            if handle is not None:
                (os.unlink if what == "file" else os.rmdir)(name, dir_fd=handle)
