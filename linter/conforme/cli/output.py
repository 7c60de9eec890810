"""Where reports go: standard output, or files that are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile

from conforme.cli.errors import UserError


def write(text: str, target: str | None) -> None:
    """`text` to the file `target`, or to standard output for None and `-`; raises UserError (exit 4) when it cannot be written."""
    if target in (None, "-"):
        sys.stdout.write(text)
        return
    try:
        _replace(os.path.abspath(str(target)), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError("output", 4, output=target, detail=error.strerror or type(error).__name__) from error


def _replace(path: str, content: bytes) -> None:
    # Beside its target, since a rename is atomic only within one file system.
    handle, temporary = tempfile.mkstemp(prefix=".conforme-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
