"""git, run as plumbing on objects only, so that nothing of the audited repository can run a command.

The environment and the options are those measured to fire nothing on hostile repositories: no system or user configuration, no hooks, no
file-system monitor, no lazy fetch, no replacement, no graft, no index and no work tree (both are read by ourselves, since git refreshes, filters and
even writes when it reads them). Few calls: a large `.git/config` is paid by each.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import cache

from conforme.sources.discover import Layout
from conforme.sources.errors import NO_SNAPSHOT, SourceError
from conforme.sources.process import Child, TimedOut

SECONDS = 10.0
RECORD_BYTES = 1 << 20

VERBS = frozenset({"rev-parse", "ls-tree", "for-each-ref", "rev-list", "diff-tree", "cat-file"})

_NOWHERE = b"/nonexistent"

_ENVIRONMENT = {
    b"LC_ALL": b"C",
    b"HOME": _NOWHERE,
    b"GIT_CONFIG_NOSYSTEM": b"1",
    b"GIT_CONFIG_GLOBAL": _NOWHERE + b"/config",
    b"GIT_ATTR_NOSYSTEM": b"1",
    b"GIT_OPTIONAL_LOCKS": b"0",
    b"GIT_NO_LAZY_FETCH": b"1",
    b"GIT_ALLOW_PROTOCOL": b"none",
    b"GIT_NO_REPLACE_OBJECTS": b"1",
    b"GIT_GRAFT_FILE": _NOWHERE + b"/grafts",
    b"GIT_TERMINAL_PROMPT": b"0",
    b"GIT_PAGER": b"cat",
    b"GIT_INDEX_FILE": _NOWHERE + b"/index",
    b"GIT_WORK_TREE": _NOWHERE,
}

_SETTINGS = (
    b"core.fsmonitor=false",
    b"core.hooksPath=/dev/null",
    b"core.alternateRefsCommand=true",
    b"core.attributesFile=/dev/null",
    b"core.excludesFile=/dev/null",
    b"log.showSignature=false",
    b"safe.bareRepository=explicit",
    b"core.commitGraph=false",  # a forged graph would lie about dates and parents
    b"core.packedGitWindowSize=16m",  # with the next two: memory stays bounded whatever the size of the packs
    b"core.packedGitLimit=64m",
    b"core.deltaBaseCacheLimit=32m",
    b"core.bigFileThreshold=8m",
)


class GitFailed(Exception):
    """A call that did not end well. `why`: exit (a non-zero code or a signal), time, output (not what git says)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Git:
    """Runs plumbing on one repository."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._env = {
            **_ENVIRONMENT,
            b"PATH": os.pathsep.join(_absolute_path()).encode("utf-8", "surrogateescape"),
            b"GIT_DIR": os.fsencode(layout.git_dir),
            b"GIT_COMMON_DIR": os.fsencode(layout.common_dir),
            b"GIT_CEILING_DIRECTORIES": os.fsencode(os.path.dirname(layout.git_dir)),
        }
        options = [part for setting in _SETTINGS for part in (b"-c", setting)]
        self._prefix = [executable(), b"--no-pager", b"--literal-pathspecs", *options]

    def start(self, verb: str, *args: bytes, talk: bool = False) -> Child:
        """A running `git verb args`; raises SourceError (git-missing)."""
        assert verb in VERBS
        try:
            return Child([*self._prefix, verb.encode(), *args], self._env, talk=talk)
        except (FileNotFoundError, PermissionError):
            raise SourceError("git-missing", NO_SNAPSHOT) from None

    def stream(self, verb: str, *args: bytes, feed: Iterator[bytes] | None = None) -> Iterator[bytes]:
        """What it prints, chunk by chunk; it is killed when the caller stops reading. Raises GitFailed at the end."""
        deadline = time.monotonic() + SECONDS
        child = self.start(verb, *args, talk=feed is not None)
        try:
            if feed is not None:
                yield from child.exchange(feed, deadline)
            else:
                while data := child.read(deadline):
                    yield data
            code = child.finish(deadline)
        except TimedOut:
            raise GitFailed("time") from None
        finally:
            child.stop()
        if code:
            raise GitFailed("exit")

    def records(self, verb: str, *args: bytes, end: bytes, feed: Iterator[bytes] | None = None) -> Iterator[bytes]:
        """What it prints, cut at each `end`. Raises GitFailed, after what came whole before the failure."""
        rest = b""
        for data in self.stream(verb, *args, feed=feed):
            *whole, rest = (rest + data).split(end)
            yield from whole
            if len(rest) > RECORD_BYTES:
                raise GitFailed("output")
        if rest:
            yield rest

    def line(self, verb: str, *args: bytes) -> str:
        """Its one short line; raises GitFailed."""
        out = b""
        for data in self.stream(verb, *args):
            out += data
            if len(out) > 4096:
                raise GitFailed("output")
        return out.decode("ascii", "replace").strip()


@cache
def executable() -> bytes:
    """git on an absolute entry of PATH: a relative one could be a folder of the audited repository. Raises SourceError (git-missing)."""
    for folder in _absolute_path():
        candidate = os.path.join(folder, "git")
        if os.access(candidate, os.X_OK) and os.path.isfile(candidate):
            return os.fsencode(candidate)
    raise SourceError("git-missing", NO_SNAPSHOT)


def _absolute_path() -> list[str]:
    return [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
