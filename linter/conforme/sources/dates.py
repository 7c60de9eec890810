"""The dates of commits."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_COMMITTER = re.compile(rb"^committer [^\n]*> (-?[0-9]{1,20}) ", re.MULTILINE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = -62_135_596_800, 253_402_300_799  # the years 1 and 9999


def day(time: int) -> str:
    """The day of a time in seconds, UTC, as YYYY-MM-DD; a time out of the calendar is its first or last day."""
    return (_EPOCH + timedelta(seconds=max(_FIRST, min(time, _LAST)))).date().isoformat()


def committed_at(raw: bytes) -> int | None:
    """The committer's time of a raw commit, None when it has none."""
    match = _COMMITTER.search(raw.split(b"\n\n", 1)[0])
    return int(match.group(1)) if match else None
