"""The service manifest (`conformite/service.yaml`): what the team declares of its service.

It is evidence of what it says, never configuration that weakens.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from conforme.cards import RuleCard, Standard
from conforme.model import PHASES, Because, Limit, Location, quote
from conforme.repo import Repo, Unreadable
from conforme.report import Service

if TYPE_CHECKING:
    from conforme.facts.registers import Register

PROBLEMS_SAID = 10


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
    """What was declared and reads well; all empty when there is no manifest. `limits` says what was left out, and why."""

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
        covering = [self._covering(serves.to, part) for serves in card.serves]
        if covering and covering[0] is not None and None not in covering:
            return self._because(covering[0])
        return None

    def excludes(self, target: str, part: str) -> bool:
        """Whether the manifest says that the action `standard:number` does not apply to the part."""
        return self._covering(target, part) is not None

    def of_another_kind(self, card: RuleCard, part: str) -> Because | None:
        """Why the rule does not concern the part, by what kind of part it is said to be; None when it does."""
        if not card.parts:
            return None
        known = next((item for item in self.parts if item.id == part and item.kind), None)
        if known is None or known.kind in card.parts:
            return None
        return Because("part", part, Location(self.service.manifest, known.line), known.kind)

    def checked(self, rules: Container[str], standards: Iterable[Standard]) -> Manifest:
        """Without the exclusions that name a rule, an action or a part that does not exist: each is said in `limits`."""
        known = [(standard.id, action.id) for standard in standards for practice in standard.practices for action in practice.actions]
        parts = {"", *(part.id for part in self.parts)}
        wrong = [
            line
            for line in self.exclusions
            if line.part not in parts
            or (line.rule and line.rule not in rules)
            or (line.action and not any(_names(line.action, standard, action) for standard, action in known))
        ]
        return self.without(wrong, "manifest-exclusion")

    def without(self, lines: Collection[Exclusion], why: str) -> Manifest:
        """The manifest without these exclusions, each said in `limits` under `why`."""
        if not lines:
            return self
        said = tuple(Limit(why, self.service.manifest, (), line.line, 0, quote(line.rule or line.action)) for line in lines)
        return replace(self, exclusions=tuple(line for line in self.exclusions if line not in lines), limits=self.limits + said)

    def _covering(self, target: str, part: str) -> Exclusion | None:
        standard, _, action = target.partition(":")
        for line in self.exclusions:
            if line.action and line.part in ("", part) and _names(line.action, standard, action):
                return line
        return None

    def _because(self, line: Exclusion) -> Because:
        return Because("manifest", line.action or line.rule, Location(self.service.manifest, line.line), line.reason, line.role)


def _names(written: str, standard: str, action: str) -> bool:
    named, _, number = written.rpartition(":")
    return named in ("", standard) and covers(number, action)


def covers(number: str, action: str) -> bool:
    """Whether a practice's or an action's number, as people write it, names the action."""
    # `9` and `09` name a practice, so all of its actions; `9.1` and `09.1` one action.
    major, _, minor = number.partition(".")
    if not (major.isascii() and major.isdigit()) or (minor and not (minor.isascii() and minor.isdigit())):
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
        except Invalid as error:
            return Manifest(limits=(Limit("manifest-invalid", path, (), error.line),))
        if register.foreign:
            continue
        return _kept(register, path)
    return Manifest()


def _kept(register: Register, path: str) -> Manifest:
    """What reads well, each field on its own: a mistyped key elsewhere must not lower the bar."""
    data = register.plain()
    if not isinstance(data, dict):
        return Manifest(limits=(Limit("manifest-invalid", path, (), 1),))
    for problem in register.problems:
        _drop(data, problem.field.split("."))
    found = _of(data, register, path)
    said = (Limit("manifest-partial", path, (), problem.line, 0, quote(problem.found or problem.field)) for problem in register.problems)
    return replace(found, limits=(*islice(said, PROBLEMS_SAID), *found.limits))


def _drop(data: Any, steps: Sequence[str]) -> None:
    """Takes out the value at the end of `steps`; an entry of a list leaves an empty place, so that the others keep theirs."""
    *parents, last = steps
    for step in parents:
        data = _inside(data, step)
    if isinstance(data, dict):
        data.pop(last, None)
    elif _inside(data, last) is not None:
        data[int(last)] = None


def _inside(data: Any, step: str) -> Any:
    if isinstance(data, list):
        return data[int(step)] if step.isdecimal() and int(step) < len(data) else None
    return data.get(step) if isinstance(data, dict) else None


def _of(data: Mapping[str, Any], register: Register, path: str) -> Manifest:
    parts, twice = _parts(register, data.get("parts") or ())
    exclusions, unfounded = _exclusions(register, data.get("not_applicable") or ())
    said = [("manifest-part-twice", twice), ("manifest-exclusion", unfounded)]
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
        parts=tuple(parts),
        phases={phase: day for phase, day in (data.get("phases") or {}).items() if isinstance(day, str)},
        segments=tuple(_segments(register, data.get("segments") or ())),
        evidence={kind: _several(places) for kind, places in (data.get("evidence") or {}).items()},
        registers={name: _folder(place) for name, place in (data.get("registers") or {}).items()},
        exclusions=tuple(exclusions),
        limits=tuple(Limit(what, path, (), line, 0, quote(name)) for what, faults in said for line, name in faults),
    )


def _parts(register: Register, values: Sequence[Any]) -> tuple[list[Part], list[tuple[int, str]]]:
    """The parts, and those that take the id of another: a result could not say of which it speaks."""
    parts: dict[str, Part] = {}
    twice = []
    for position, item in enumerate(values):
        if isinstance(item, dict) and {"id", "path"} <= item.keys():
            part = Part(str(item["id"]), _folder(item["path"]), item.get("kind", ""), _line(register, "parts", position))
            if part.id in parts:
                twice.append((part.line, part.id))
            parts.setdefault(part.id, part)
    return list(parts.values()), twice


def _exclusions(register: Register, values: Sequence[Any]) -> tuple[list[Exclusion], list[tuple[int, str]]]:
    """The exclusions with a reason and a role, and the others."""
    from conforme.facts.placeholders import is_placeholder

    founded, others = [], []
    for position, item in enumerate(values):
        line = _line(register, "not_applicable", position)
        reasons = [item.get(name) for name in ("reason", "role")] if isinstance(item, dict) else []
        if reasons and all(isinstance(text, str) and not is_placeholder(text) for text in reasons):
            founded.append(_exclusion(item, line))
        elif isinstance(item, dict):
            others.append((line, str(item.get("rule") or item.get("action") or "")))
    return founded, others


def _line(register: Register, *steps: str | int) -> int:
    node = register.node.get(*steps)
    return node.line if node is not None else 1


def _words(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {lang: str(text) for lang, text in value.items()}
    return {"fr": str(value)} if value else {}


def _segments(register: Register, values: Iterable[Any]) -> Iterable[Segment]:
    for position, value in enumerate(values):
        if value is None:
            continue
        named = value.get("name") if isinstance(value, dict) else value
        name = next(iter(_words(named).values()), "")
        known = str(value.get("id") or name) if isinstance(value, dict) else name
        yield Segment(known, name, _line(register, "segments", position))


def _several(value: str | list[str]) -> tuple[str, ...]:
    return tuple(_folder(item) for item in ([value] if isinstance(value, str) else value) if item is not None)


def _folder(path: str) -> str:
    clean = path.strip().strip("/").removeprefix("./")
    return "" if clean == "." else clean


def _exclusion(item: Mapping[str, Any], line: int) -> Exclusion:
    return Exclusion(str(item.get("action") or ""), str(item.get("rule") or ""), str(item.get("part") or ""), item["reason"], item["role"], line)
