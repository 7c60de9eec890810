"""What a run computes for the next one, in the user's own cache: private, checked when it is read, and never missed when it is not there.

A file is the SHA-256 of its body, a line end, and the body as JSON: what was cut, mixed up or written by something else is not read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time
from typing import Any

LARGEST = 64 << 20
FILES, BYTES = 500, 256 << 20
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
TEMPORARY, STALE_SECONDS = ".tmp-", 3600.0
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY


def read(folder: str, name: str) -> Any:
    """The value kept under `name`, None when there is none that can be trusted."""
    try:
        if not _is_private(folder):
            return None
        with open(os.open(os.path.join(folder, name), _READ), "rb") as file:
            if not _is_ours(os.fstat(file.fileno()), stat.S_ISREG):
                return None
            data = file.read(LARGEST + 1)
        return _checked(data)
    except (OSError, ValueError, RecursionError):
        return None


def _checked(data: bytes) -> Any:
    digest, _, body = data.partition(b"\n")
    if len(data) > LARGEST or digest != hashlib.sha256(body).hexdigest().encode():
        return None
    return json.loads(body)


def keep(folder: str, name: str, value: object, largest: int = LARGEST) -> None:
    """Keeps `value`, plain data, under `name`, unless it is over `largest` bytes.

    What cannot be written is no error: the next run computes it again. The oldest files go when there are too many or too large ones.
    """
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(body) > largest:
        return
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, PRIVATE_FOLDER)
        if _is_private(folder):
            _sweep(folder)
            _replace(os.path.join(folder, name), hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _replace(path: str, data: bytes) -> None:
    temporary = f"{path}{TEMPORARY}{os.urandom(8).hex()}"
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE), "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _sweep(folder: str) -> None:
    """Takes away what runs that were killed left half written, and the oldest files beyond FILES and BYTES."""
    found: list[tuple[float, int, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            if TEMPORARY not in entry.name:
                found.append((status.st_mtime, status.st_size, entry.path))
            elif time.time() - status.st_mtime > STALE_SECONDS:
                os.unlink(entry.path)
    size = 0
    for count, (_, one, path) in enumerate(sorted(found, reverse=True), 1):
        size += one
        if count > FILES or size > BYTES:
            os.unlink(path)


def _is_private(folder: str) -> bool:
    """Whether only this user can write in the folder, itself no link; one that others may only read is closed to them."""
    status = os.lstat(folder)
    if not _is_ours(status, stat.S_ISDIR):
        return False
    if hasattr(os, "getuid") and status.st_mode & 0o077:
        os.chmod(folder, PRIVATE_FOLDER)
    return True


def _is_ours(status: os.stat_result, right_kind: Any) -> bool:
    if not right_kind(status.st_mode):
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE)
