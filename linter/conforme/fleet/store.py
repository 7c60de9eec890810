"""Where results are kept: outcomes by key, for the next run; runs as folders of Parquet files, each whole or not there.

STORE/dataset.json         the version of the schema
STORE/runs/RUN/*.parquet   one folder a run, written aside and renamed when it is whole; never changed after
STORE/kept/                outcomes that the next run may use again; can be deleted at any time
STORE/pending.json         the run that is under way: one that was stopped goes on under the same name
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from typing import Any, NamedTuple

from conforme.fleet.job import unpack
from conforme.fleet.tables import VERSION

RUNS, KEPT, PENDING, DATASET, LOCK = "runs", "kept", "pending.json", "dataset.json", "lock"
_RUN = re.compile(r"(\d{4}-\d{2}-\d{2})-(\d{4,9})\Z")


class StoreError(Exception):
    """The folder is no store of ours (`not-a-store`), of another version (`store-version`), or another run is at work in it (`store-busy`)."""


class Pending(NamedTuple):
    """A run under way: its name, its rank, and a digest of all that it is to do."""

    run: str
    sequence: int
    plan: str


class Store:
    def __init__(self, root: str) -> None:
        self.root = root
        self._windows: dict[str, list[str]] | None = None

    def open(self, *, write: bool = False) -> None:
        """Checks that the folder is a store, making it when it may be written and is new or empty; raises StoreError and OSError."""
        path = os.path.join(self.root, DATASET)
        if not os.path.exists(path):
            if not write or (os.path.isdir(self.root) and os.listdir(self.root)):
                raise StoreError("not-a-store")
            os.makedirs(self.root, exist_ok=True)
            write_file(path, _json({"dataset": "conforme", "schema_version": VERSION}))
        try:
            with open(path, encoding="utf-8") as file:
                found = json.load(file)
        except ValueError:
            raise StoreError("not-a-store") from None
        if not isinstance(found, dict) or found.get("dataset") != "conforme":
            raise StoreError("not-a-store")
        if found.get("schema_version") != VERSION:
            raise StoreError("store-version")

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else runs in this store; raises StoreError. A run that was killed leaves no lock behind."""
        handle = os.open(os.path.join(self.root, LOCK), os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            with contextlib.suppress(ImportError):
                import fcntl

                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    raise StoreError("store-busy") from None
            self._sweep()
            yield
        finally:
            os.close(handle)

    def _sweep(self) -> None:
        """Takes away what a run that was killed left half written."""
        with contextlib.suppress(FileNotFoundError):
            for name in os.listdir(os.path.join(self.root, RUNS)):
                if name.startswith("."):
                    shutil.rmtree(os.path.join(self.root, RUNS, name))
        for here, _, names in os.walk(os.path.join(self.root, KEPT)):
            for name in names:
                if name.startswith("."):
                    os.unlink(os.path.join(here, name))

    # ---- outcomes

    def kept(self, key: str, date: str) -> dict[str, Any] | None:
        """What was kept under `key` and still holds on `date`."""
        name = self.find(key, date)
        if name is None:
            return None
        try:
            with open(self._kept_path(name), "rb") as file:
                return unpack(file.read())
        except (OSError, ValueError):
            return None

    def find(self, key: str, date: str) -> str | None:
        """The name under which such an outcome is kept; that it is whole is seen when it is read."""
        names = self._index().get(key, ())
        return next((name for name in names if name[41:51] <= date <= name[52:62]), None)

    def keep(self, key: str, since: str, until: str, data: bytes) -> None:
        """Keeps an outcome, at once or not at all."""
        name = f"{key}.{since}.{until}"
        os.makedirs(os.path.dirname(self._kept_path(name)), exist_ok=True)
        write_file(self._kept_path(name), data, durable=False)
        self._index().setdefault(key, []).append(name)

    def forget(self, key: str, date: str) -> None:
        """Takes away what is kept under `key` for that date: it does not read well."""
        name = self.find(key, date)
        if name is not None:
            self._index()[key].remove(name)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._kept_path(name))

    def _kept_path(self, name: str) -> str:
        return os.path.join(self.root, KEPT, name[:2], name)

    def _index(self) -> dict[str, list[str]]:
        """Everything kept, from the names alone: a key, and from which day to which day it holds."""
        if self._windows is None:
            self._windows = {}
            for _, _, names in os.walk(os.path.join(self.root, KEPT)):
                for name in names:
                    if not name.startswith("."):
                        self._windows.setdefault(name[:40], []).append(name)
        return self._windows

    # ---- runs

    def runs(self) -> list[str]:
        """The names of the runs that are whole, in the order in which they were made."""
        try:
            names = os.listdir(os.path.join(self.root, RUNS))
        except FileNotFoundError:
            return []
        found = [match for match in map(_RUN.match, names) if match]
        return [match[0] for match in sorted(found, key=lambda match: int(match[2]))]

    def folder(self, run: str) -> str:
        return os.path.join(self.root, RUNS, run)

    def plan_of(self, run: str) -> str | None:
        """The digest of what that run did."""
        return self._said(os.path.join(self.folder(run), "run.json")).get("plan")

    def begin(self, date: str, plan: str) -> Pending:
        """The run that is to be made; the one that was stopped, when it had the same to do."""
        said = self._said(os.path.join(self.root, PENDING))
        if said.get("plan") == plan and said.get("run") not in self.runs():
            return Pending(**said)
        last = self.runs()[-1:]
        sequence = 1 + max((int(run.rpartition("-")[2]) for run in last), default=0)
        pending = Pending(f"{date}-{sequence:04}", sequence, plan)
        write_file(os.path.join(self.root, PENDING), _json(pending._asdict()))
        return pending

    @contextlib.contextmanager
    def publishing(self, pending: Pending) -> Iterator[str]:
        """A folder to write the run in; it takes its place among the runs at the end, all of it at once."""
        target = self.folder(pending.run)
        aside = os.path.join(self.root, RUNS, f".{pending.run}")
        os.makedirs(aside)
        yield aside
        write_file(os.path.join(aside, "run.json"), _json(pending._asdict()))
        for name in os.listdir(aside):
            _flush(os.path.join(aside, name))
        os.rename(aside, target)
        _flush(os.path.dirname(target))
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(self.root, PENDING))

    def _said(self, path: str) -> dict[str, Any]:
        try:
            with open(path, encoding="utf-8") as file:
                found = json.load(file)
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def write_file(path: str, content: bytes, *, durable: bool = True) -> None:
    """The file, whole or not at all; `durable`: also when the machine stops."""
    folder, name = os.path.split(path)
    aside = os.path.join(folder, f".{name}.{os.getpid()}")
    with open(aside, "wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    os.replace(aside, path)


def _flush(path: str) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
