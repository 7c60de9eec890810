"""The service manifest (`conformite/service.yaml`): what the team declares of its service.

It is evidence of what it says, never configuration that weakens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from conforme.cards import RuleCard
from conforme.model import PHASES, Because, Limit, Location
from conforme.repo import Repo, Unreadable
from conforme.report import Service

KINDS = ("front", "api", "infra", "library", "content")


class Part(NamedTuple):
    """A part of the service that lies in this repository: id, folder, kind ("" when it is not said)."""

    id: str
    path: str
    kind: str
    line: int


class Segment(NamedTuple):
    """A clientele of the service: the id that other records cite, its name, the line that declares it."""

    id: str
    name: str
    line: int


class Exclusion(NamedTuple):
    """A line that says what does not apply: an action or practice, or a rule, in a part or the whole; with reason and role."""

    action: str
    rule: str
    part: str
    reason: str
    role: str
    line: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was declared; all empty when there is no manifest, or when it is not valid."""

    service: Service = field(default_factory=Service)
    phase: str | None = None
    parts: tuple[Part, ...] = ()
    phases: Mapping[str, str] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    registers: Mapping[str, str] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    limits: tuple[Limit, ...] = ()

    def part_of(self, path: str) -> str:
        """The id of the part that holds `path`, "" for none: the deepest folder wins."""
        holding = [part for part in self.parts if part.path == "" or path == part.path or path.startswith(part.path + "/")]
        return max(holding, key=lambda part: len(part.path)).id if holding else ""

    def not_applicable_to(self, card: RuleCard, part: str) -> Because | None:
        """Why the manifest says that the rule does not apply to the part, if it does."""
        for line in self.exclusions:
            if line.part in ("", part) and line.rule == card.id:
                return self._because(line)
        covering = [self._covering(serves.to) for serves in card.serves]
        if covering and covering[0] is not None and None not in covering:
            return self._because(covering[0])
        return self._because_of_kind(card, part)

    def not_applicable_action(self, target: str) -> Because | None:
        """Why the manifest says that the action `standard:number` does not apply, if it does."""
        line = self._covering(target)
        return self._because(line) if line is not None else None

    def _covering(self, target: str) -> Exclusion | None:
        standard, _, action = target.partition(":")
        for line in self.exclusions:
            named, _, number = line.action.rpartition(":")
            if line.action and not line.part and named in ("", standard) and _covers(number, action):
                return line
        return None

    def _because(self, line: Exclusion) -> Because:
        return Because("manifest", line.action or line.rule, Location(self.service.manifest, line.line), line.reason, line.role)

    def _because_of_kind(self, card: RuleCard, part: str) -> Because | None:
        if not card.parts:
            return None
        known = next((item for item in self.parts if item.id == part and item.kind), None)
        if known is None or known.kind in card.parts:
            return None
        return Because("part", part, Location(self.service.manifest, known.line), known.kind)


def _covers(number: str, action: str) -> bool:
    # `9` and `09` name a practice, so all of its actions; `9.1` and `09.1` one action.
    major, _, minor = number.partition(".")
    if not major.isdigit() or (minor and not minor.isdigit()):
        return False
    return f"{int(major)}.{int(minor)}" == action if minor else action.split(".")[0] == str(int(major))


def read(repo: Repo) -> Manifest:
    """The manifest of the repository; what cannot be read or is not valid is left out, and said in `limits`."""
    from conforme.facts import registers
    from conforme.facts.structured import Invalid

    for path in registers.find(repo.paths, "service"):
        try:
            register = registers.read(repo.document(path), "service")
        except Unreadable as error:
            return Manifest(limits=(Limit(error.what, path, (), error.measured, error.bound),))
        except Invalid:
            return Manifest(limits=(Limit("manifest-invalid", path),))
        if register.foreign:
            continue
        if register.problems:
            # The phase is kept when it reads well: a mistyped key elsewhere must not lower the bar.
            found = register.plain()
            phase = found.get("phase") if isinstance(found, dict) else None
            return Manifest(phase=phase if phase in PHASES else None, limits=(Limit("manifest-invalid", path),))
        return _of(register.plain(), register, path)
    return Manifest()


def _of(data: Any, register: Any, path: str) -> Manifest:
    from conforme.facts.placeholders import is_placeholder

    if not isinstance(data, dict):
        return Manifest(limits=(Limit("manifest-invalid", path),))
    parts = tuple(
        Part(str(item["id"]), _folder(item["path"]), item.get("kind", ""), _line(register, "parts", position))
        for position, item in enumerate(data.get("parts") or ())
    )
    return Manifest(
        service=Service(
            name=_words(data.get("name")),
            organisation=next(iter(_words(data.get("organisation")).values()), ""),
            fictitious=data.get("fictitious") is True,
            manifest=path,
            parts=tuple({"id": part.id, "path": part.path, "kind": part.kind} for part in parts),
            lang=data.get("language") or "",
        ),
        phase=data.get("phase") if data.get("phase") in PHASES else None,
        parts=parts,
        phases={phase: day for phase, day in (data.get("phases") or {}).items() if isinstance(day, str)},
        segments=tuple(_segments(register, data.get("segments") or ())),
        evidence={kind: _several(places) for kind, places in (data.get("evidence") or {}).items()},
        registers={name: _folder(place) for name, place in (data.get("registers") or {}).items()},
        exclusions=tuple(
            _exclusion(item, _line(register, "not_applicable", position))
            for position, item in enumerate(data.get("not_applicable") or ())
            if not is_placeholder(item["reason"]) and not is_placeholder(item["role"])
        ),
    )


def _line(register: Any, *steps: str | int) -> int:
    node = register.node.get(*steps)
    return node.line if node is not None else 1


def _words(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {lang: str(text) for lang, text in value.items()}
    return {"fr": str(value)} if value else {}


def _segments(register: Any, values: Iterable[Any]) -> Iterable[Segment]:
    for position, value in enumerate(values):
        named = value.get("name") if isinstance(value, dict) else value
        name = next(iter(_words(named).values()), "")
        known = str(value.get("id") or name) if isinstance(value, dict) else name
        yield Segment(known, name, _line(register, "segments", position))


def _several(value: str | list[str]) -> tuple[str, ...]:
    return tuple(_folder(item) for item in ([value] if isinstance(value, str) else value))


def _folder(path: str) -> str:
    clean = path.strip().strip("/").removeprefix("./")
    return "" if clean == "." else clean


def _exclusion(item: Mapping[str, Any], line: int) -> Exclusion:
    return Exclusion(str(item.get("action") or ""), item.get("rule") or "", item.get("part") or "", item["reason"], item["role"], line)
