"""The command line: the only argv, print and exit. Nothing is imported before it is needed: `--version` costs no more than Python."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # see conforme/__init__.py
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; returns its exit code (0, 1, 2, 3, 4, or 130 on Ctrl-C), as the report contract says (§3)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        from conforme import __version__

        return _print_version(f"conforme {__version__}")
    try:
        from conforme.cli.run import run

        return run(arguments)
    except KeyboardInterrupt:  # while modules were read, before or after what `run` guards
        return 130


def _print_version(version: str) -> int:
    try:
        print(version, flush=True)
    except BrokenPipeError:  # the reader went away
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0
