"""What the site shows, read from the Parquet files of a store: the last run service by service, and what the earlier ones counted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conforme.fleet.parquet import library
from conforme.fleet.store import Store

RUNS_SHOWN = 24
BATCH = 20_000
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A service in lists: its row of the table of services, and its verdict on each practice."""

    row: Row
    verdicts: Mapping[str, str]
    actions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """A run of the trend: how many services have each verdict, practice by practice."""

    run: str
    date: str
    services: int
    verdicts: Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Overview:
    """The last run whole, but for what is read service by service."""

    run: Row
    standard: Sequence[Row]
    rules: Mapping[str, Row]
    lines: Sequence[Line]
    trend: Sequence[Point]
    roles: Mapping[str, Counter[str]] = field(default_factory=dict)

    @property
    def practices(self) -> list[Row]:
        return [row for row in self.standard if not row["action"]]

    def actions_of(self, practice: str) -> list[Row]:
        return [row for row in self.standard if row["action"] and row["practice"] == practice]


def rows(store: Store, run: str, table: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of a table of a run, in the order in which they were written, a batch at a time."""
    file = library().parquet.ParquetFile(os.path.join(store.folder(run), f"{table}.parquet"))
    try:
        for batch in file.iter_batches(BATCH, columns=list(columns) if columns is not None else None):
            yield from batch.to_pylist()
    finally:
        file.close()


class ByService:
    """A table read along with the services, all in the same order: what one service has of it, at most `most` rows."""

    def __init__(self, source: Iterator[Row]) -> None:
        self._source = source
        self._next = next(source, None)

    def take(self, service: str) -> list[Row]:
        found: list[Row] = []
        while self._next is not None and self._next["service"] == service:
            found.append(self._next)
            self._next = next(self._source, None)
        return found


def overview(store: Store) -> Overview:
    """What all pages share; raises IndexError when there is no run."""
    runs = store.runs()
    last = runs[-1]
    practices, actions = ByService(rows(store, last, "practices")), ByService(rows(store, last, "actions"))
    roles: dict[str, Counter[str]] = {}
    lines = [_line(row, practices, actions, roles) for row in rows(store, last, "services")]
    return Overview(
        run=next(rows(store, last, "run")),
        standard=list(rows(store, last, "standard")),
        rules={row["rule"]: row for row in rows(store, last, "rules")},
        lines=lines,
        trend=[_point(store, run) for run in runs[-RUNS_SHOWN:]],
        roles=roles,
    )


def _line(row: Row, practices: ByService, actions: ByService, roles: dict[str, Counter[str]]) -> Line:
    service = row["service"]
    verdicts = {item["practice"]: item["verdict"] for item in practices.take(service)}
    own = actions.take(service)
    for item in own:
        for role in item["roles"]:
            roles.setdefault(role, Counter())[item["practice"]] += 1
    return Line(row, verdicts, {item["action"]: item["verdict"] for item in own})


def _point(store: Store, run: str) -> Point:
    counted: dict[str, Counter[str]] = {}
    for row in rows(store, run, "practices", ("practice", "verdict")):
        counted.setdefault(row["practice"], Counter())[row["verdict"]] += 1
    told = next(rows(store, run, "run"))
    return Point(run, told["date"].isoformat(), told["services"], counted)
