"""The entries of a register that people sign: read with their places, what is not filled in told apart."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from conforme.model import Limit, Record
from conforme.repo import Repo, Unreadable


class Entry(NamedTuple):
    """One entry: its record, and the required fields that are absent, not filled in or not readable."""

    record: Record
    lacking: tuple[str, ...]

    def day(self, field: str) -> datetime.date | None:
        """The date in that field, None when it holds none."""
        value = self.record[field]
        return datetime.date.fromisoformat(value) if isinstance(value, str) and not self.record.cells[field].problem else None


def entries(repo: Repo, register: str, kind: str, required: tuple[str, ...]) -> tuple[list[Entry], list[Limit]]:
    """The entries of that register wherever it lies in the tree, and what of it could not be read."""
    from conforme.facts import registers
    from conforme.facts.structured import Invalid

    found: list[Entry] = []
    limits: list[Limit] = []
    for path in registers.find(repo.paths, register):
        try:
            read = registers.read(repo.document(path), register)
        except Unreadable as error:
            limits.append(Limit(error.what, path, (), error.measured, error.bound))
        except Invalid as error:
            limits.append(Limit("register-invalid", path, (), error.line))
        else:
            if not read.foreign:
                found += [Entry(record, tuple(_lacking(record, required))) for record in read.of(kind)]
    return found, limits


def _lacking(record: Record, required: tuple[str, ...]) -> Iterator[str]:
    from conforme.facts.placeholders import is_placeholder

    for field in required:
        if record[field] is None or is_placeholder(record.text(field)):
            yield field
