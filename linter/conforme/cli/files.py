"""Writing a file as the user's own tools would: links followed, modes kept, devices and pipes written into, the rest replaced whole."""

from __future__ import annotations

import contextlib
import os
import stat

PRIVATE, USUAL = 0o600, 0o666
WRITE = os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write(path: str, content: bytes) -> None:
    """`content` to the file at `path`, new or not. A regular file is replaced at once, where its links lead. Raises OSError."""
    there = _status(path)
    if there is None or stat.S_ISREG(there.st_mode):
        stream = _stream(there)
        if stream is not None:
            _pour(stream, content)
        else:
            _replace(os.path.realpath(path), content, there)
        return
    handle = os.open(path, WRITE)  # refused by itself for a folder or a socket
    try:
        _pour(handle, content)
    except BrokenPipeError:  # its reader had enough, as on standard output
        pass
    finally:
        os.close(handle)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _stream(there: os.stat_result | None) -> int | None:
    """Standard output or error when they are this very file (`--output /dev/stdout >file`): replacing it would cut what follows."""
    for number in (1, 2):
        with contextlib.suppress(OSError):
            if there is not None and os.path.samestat(there, os.fstat(number)):
                return number
    return None


def _pour(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _replace(path: str, content: bytes, there: os.stat_result | None) -> None:
    if there is not None and not os.access(path, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    # Beside its target, since a rename is atomic only within one file system; a new file takes its mode from the umask, as any other.
    temporary = os.path.join(os.path.dirname(path), f".conforme-{os.urandom(8).hex()}")
    handle = os.open(temporary, WRITE | os.O_CREAT | os.O_EXCL, USUAL if there is None else PRIVATE)
    try:
        try:
            _pour(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        if there is not None:
            _keep_mode(temporary, there)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _keep_mode(path: str, there: os.stat_result) -> None:
    with contextlib.suppress(OSError, AttributeError):  # only root may give a file away; Windows has no owners
        os.chown(path, there.st_uid, there.st_gid)
    os.chmod(path, stat.S_IMODE(there.st_mode) & 0o777)
