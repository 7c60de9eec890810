"""`fleet.yaml`: organisations, their services, and the repositories in which each lies; keys in French or English."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from conforme.facts.registers import Problem
from conforme.repo import Document

SCHEMA = "fleet"
# What git takes for an address: a scheme, or a host before a colon (never a letter alone, which is a disk of Windows).
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://|[^/:@]{0,200}@?[^/:@]{2,200}:(?!\\)")


class Source(NamedTuple):
    """A repository of a service. `id`: as the file writes it; `path`: absolute, "" for a clone address; `parts`: where the service lies in it."""

    id: str
    path: str
    revision: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A service. `id` is unique in the fleet: `organisation/service`. `inherit`: an absolute path, "" for none."""

    id: str
    organisation: str
    name: Mapping[str, str]
    sources: tuple[Source, ...]
    phase: str | None = None
    role: str = ""
    inherit: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    id: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fleet:
    """What a fleet file says, whole. `policy`: the absolute path of the auditor's policy, "" for none."""

    name: Mapping[str, str]
    organisations: tuple[Organisation, ...]
    services: tuple[Service, ...]
    policy: str = ""

    def neighbours(self, service: Service, source: Source) -> tuple[str, ...]:
        """The parts of that repository that are those of other services."""
        if not source.parts or not source.path:
            return ()
        others = (other for each in self.services if each is not service for other in each.sources if other.path == source.path)
        return tuple(sorted({part for other in others for part in other.parts} - set(source.parts)))


class FleetInvalid(Exception):
    """The file is no valid fleet: `problem` says the first thing that is wrong."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


def read(document: Document, folder: str, inherit: str = "") -> Fleet:
    """The fleet that the document holds; its paths are from `folder`. `inherit`: what all inherit from, unless the file says otherwise.

    Raises FleetInvalid, Invalid and Unreadable.
    """
    from conforme.facts import registers

    register = registers.read(document, SCHEMA)
    if register.problems:
        raise FleetInvalid(register.problems[0])
    fleet = _Reader(folder, inherit).fleet(register.plain())
    _check(fleet, register.node.line)
    return fleet


def is_address(written: str) -> bool:
    """Whether git would clone from there rather than read it in place."""
    return _ADDRESS.match(written) is not None


class _Reader:
    def __init__(self, folder: str, inherit: str) -> None:
        self._folder, self._inherit = folder, inherit

    def fleet(self, data: Mapping[str, Any]) -> Fleet:
        shared = self._path(data.get("inherit")) or self._inherit
        listed = data.get("organisations") or ()
        organisations = tuple(Organisation(str(item["id"]), named(item.get("name"), str(item["id"]))) for item in listed)
        services = tuple(service for item in listed for service in self._services(item, shared))
        return Fleet(named(data.get("name"), ""), organisations, services, self._path(data.get("policy")))

    def _services(self, organisation: Mapping[str, Any], shared: str) -> Iterator[Service]:
        owner = str(organisation["id"])
        inherit = self._path(organisation.get("inherit")) or shared
        for item in organisation.get("services") or ():
            yield Service(
                id=f"{owner}/{item['id']}",
                organisation=owner,
                name=named(item.get("name"), str(item["id"])),
                sources=tuple(map(self._source, item.get("repositories") or ())),
                phase=item.get("phase"),
                role=str(item.get("role") or ""),
                inherit=self._path(item.get("inherit")) or inherit,
            )

    def _source(self, item: Any) -> Source:
        entry = item if isinstance(item, dict) else {"path": item}
        written = str(entry["path"])
        parts = tuple(part.strip("/").removeprefix("./") for part in entry.get("parts") or ())
        revision = str(entry.get("revision") or "")
        shown = written + (f"@{revision}" if revision else "") + (f" ({', '.join(parts)})" if parts else "")
        return Source(shown, "" if is_address(written) else self._path(written), revision, parts)

    def _path(self, written: str | None) -> str:
        return os.path.normpath(os.path.join(self._folder, os.path.expanduser(written))) if written else ""


def named(value: Any, otherwise: str) -> dict[str, str]:
    """A name in both languages, whatever it is written as."""
    if isinstance(value, dict):
        one = str(value.get("fr") or value.get("en") or otherwise)
        return {"fr": str(value.get("fr") or one), "en": str(value.get("en") or one)}
    return {"fr": str(value or otherwise), "en": str(value or otherwise)}


def _check(fleet: Fleet, line: int) -> None:
    """Two services of one name, or a repository twice in one service, would be counted twice."""
    for ids, field in (([item.id for item in fleet.organisations], "organisations"), ([item.id for item in fleet.services], "services")):
        _refuse_twice(ids, field, line)
    for service in fleet.services:
        _refuse_twice([source.id for source in service.sources], service.id, line)


def _refuse_twice(ids: Sequence[str], field: str, line: int) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise FleetInvalid(Problem("duplicate-name", line, 1, field, name))
        seen.add(name)
