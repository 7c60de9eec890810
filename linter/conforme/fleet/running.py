"""A run: what is to be audited, what need not be again, the rest done and kept one by one, then all of it written at once.

It can be stopped at any moment: what was kept is not done again, and a run is in the dataset whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple, Protocol

from conforme.catalog import Catalog
from conforme.fleet import rows
from conforme.fleet.job import Job, Outcome, Settings, unpack
from conforme.fleet.plan import Fleet, Service, Source
from conforme.fleet.store import Store
from conforme.fleet.versions import rules_key
from conforme.sources import SourceError
from conforme.sources.state import state_of

Progress = Callable[[int, int], None]


class Doer(Protocol):
    """What does jobs: processes of this machine, or a cluster."""

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Each job with what came of it, in any order."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A repository of a service, the job that it takes (None: it cannot be read), and the key of its outcome (None: it has none)."""

    service: Service
    source: Source
    job: Job | None
    key: str | None
    failed: Outcome = field(default=Outcome(None))


class Done(NamedTuple):
    """What a run did: its name, whether it is a new one, how many repositories it audited, how many it had already, and those not examined."""

    run: str
    new: bool
    audited: int
    reused: int
    not_examined: int


def run(fleet: Fleet, settings: Settings, cards: Catalog, store: Store, doer: Doer, progress: Progress) -> Done:
    """Audits what is to be audited and adds the run to the store, which is open and locked."""
    planned = list(plan(fleet, settings))
    digest = _digest(fleet, settings, planned)
    last = store.runs()[-1:]
    certain = all(item.key is not None or item.job is None for item in planned)
    if last and certain and store.plan_of(last[0]) == digest:
        return Done(last[0], False, 0, len(planned), sum(item.job is None for item in planned))
    pending = store.begin(settings.date, digest)
    work = _Work(planned, settings, store)
    audited = work.do(doer, progress)
    told = rows.Told(pending.run, settings.day, pending.sequence, rules_key(), settings.policy_name or None)
    not_examined = 0
    with store.publishing(pending) as folder:
        from conforme.fleet.parquet import Writer

        with Writer(folder) as writer:
            for row in rows.of_catalog(told, cards):
                writer.add(*row)
            for service, seen in work.seen(doer):
                not_examined += sum(item.kept is None for item in seen)
                for row in rows.of_service(told, fleet, service, seen, cards):
                    writer.add(*row)
            for row in rows.of_run(told, fleet, not_examined):
                writer.add(*row)
    return Done(pending.run, True, audited, len(planned) - audited, not_examined)


def plan(fleet: Fleet, settings: Settings) -> Iterator[Planned]:
    """Every repository of every service, in the order of the file."""
    states = _States()
    for service in fleet.services:
        for source in service.sources:
            if not source.path:
                yield Planned(service, source, None, None, Outcome(None, "address"))
                continue
            try:
                state = states.of(source.path)
                inherited = states.of(service.inherit) if service.inherit else None
            except SourceError as error:
                yield Planned(service, source, None, None, Outcome(None, error.key, str(error.data.get("what", ""))))
                continue
            job = Job(
                service=service.id,
                source=source.id,
                path=source.path,
                state=state,
                revision=source.revision,
                parts=source.parts,
                neighbours=fleet.neighbours(service, source),
                phase=service.phase,
                inherit=service.inherit,
                inherit_state=inherited,
            )
            yield Planned(service, source, job, job.key(settings, rules_key()))


class _States:
    """The state of each path, asked once."""

    def __init__(self) -> None:
        self._known: dict[str, str | None] = {}

    def of(self, path: str) -> str | None:
        if path not in self._known:
            self._known[path] = state_of(path)
        return self._known[path]


def _digest(fleet: Fleet, settings: Settings, planned: Sequence[Planned]) -> str:
    repositories = [[item.key, asdict(item.job) if item.job is not None else item.failed.why] for item in planned]
    services = [[service.id, dict(service.name), service.role, service.phase] for service in fleet.services]
    organisations = [[item.id, dict(item.name)] for item in fleet.organisations]
    limits = {"seconds": 0, "memory": 0}  # they decide no result, only whether there is one
    told = [{**asdict(settings), **limits}, dict(fleet.name), organisations, services, repositories, rules_key()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


class _Work:
    """The jobs of a run, and what came of each."""

    def __init__(self, planned: Sequence[Planned], settings: Settings, store: Store) -> None:
        self._planned, self._settings, self._store = planned, settings, store
        self._failed: dict[Job, Outcome] = {}
        self._loose: dict[Job, bytes] = {}

    def do(self, doer: Doer, progress: Progress) -> int:
        """Does all that is not kept; how many jobs that took."""
        keys = {item.job: item.key for item in self._planned if item.job is not None}
        wanted = self._wanted(keys)
        already = len(self._planned) - len(wanted)
        progress(already, len(self._planned))
        for done, (job, outcome) in enumerate(doer.run(wanted), 1):
            self._take(job, keys[job], outcome)
            progress(already + done, len(self._planned))
        return len(wanted)

    def _wanted(self, keys: Mapping[Job, str | None]) -> list[Job]:
        """The jobs whose outcome is not kept, one of those that have the same."""
        first: dict[str, Job] = {}
        for job, key in keys.items():
            if key is not None and self._store.find(key, self._settings.date) is None:
                first.setdefault(key, job)
        return [job for job, key in keys.items() if key is None or first.get(key) == job]

    def _take(self, job: Job, key: str | None, outcome: Outcome) -> None:
        if outcome.data is None:
            self._failed[job] = outcome
        elif key is None:
            self._loose[job] = outcome.data
        else:
            said = unpack(outcome.data)
            self._store.keep(key, said["holds_from"], said["holds_until"], outcome.data)

    def seen(self, doer: Doer) -> Iterator[tuple[Service, list[rows.Seen]]]:
        """Each service with what is known of its repositories."""
        by_service: dict[str, list[rows.Seen]] = {}
        for item in self._planned:
            found = by_service.setdefault(item.service.id, [])
            found.append(self._one(item, doer))
            if len(found) == len(item.service.sources):
                yield item.service, by_service.pop(item.service.id)

    def _one(self, item: Planned, doer: Doer) -> rows.Seen:
        if item.job is None:
            return rows.Seen(item.source.id, None, item.failed)
        if item.job in self._failed:
            return rows.Seen(item.source.id, None, self._failed[item.job])
        if item.job in self._loose:
            return rows.Seen(item.source.id, unpack(self._loose[item.job]), Outcome(None))
        assert item.key is not None
        kept = self._store.kept(item.key, self._settings.date)
        if kept is None:  # another with the same key could not be examined, or what was kept is damaged: it is done again
            self._store.forget(item.key, self._settings.date)
            for job, outcome in doer.run([item.job]):
                self._take(job, item.key, outcome)
            return self._one(item, doer)
        return rows.Seen(item.source.id, kept, Outcome(None))
