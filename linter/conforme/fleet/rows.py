"""The rows of a run: what was kept of each repository, and the verdicts on each service, in the order of the columns of `tables`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from conforme import __version__
from conforme.catalog import Catalog
from conforme.fleet import combine
from conforme.fleet.job import Outcome
from conforme.fleet.plan import Fleet, Service
from conforme.fleet.tables import VERSION
from conforme.model import PHASES

EXAMINED, NOT_EXAMINED = "examined", "not-examined"
Row = tuple[str, tuple[Any, ...]]
Kept = Mapping[str, Any]


class Told(NamedTuple):
    """What is the same for all rows of a run."""

    run: str
    date: datetime.date
    sequence: int
    rules_key: str
    policy: str | None


class Seen(NamedTuple):
    """A repository of a service: what was kept of it, or why it was not examined."""

    source: str
    kept: Kept | None
    failed: Outcome


def of_run(told: Told, fleet: Fleet, not_examined: int) -> Iterator[Row]:
    repositories = sum(len(service.sources) for service in fleet.services)
    counts = (len(fleet.services), repositories, not_examined)
    names = (fleet.name["fr"] or None, fleet.name["en"] or None)
    yield "run", (told.run, told.date, told.sequence, VERSION, __version__, told.rules_key, *names, told.policy, *counts)


def of_catalog(told: Told, cards: Catalog) -> Iterator[Row]:
    for card in cards.rules.values():
        actions = [serves.to for serves in card.serves]
        titles = (card.title.fr, card.title.en)
        yield "rules", (told.run, told.date, card.id, *titles, card.scope, card.role, card.effort, card.lifecycle, actions)
    for standard in cards.standards.values():
        themes = {theme.id: theme.title for theme in standard.themes}
        for practice in standard.practices:
            theme = themes[practice.theme]
            head = (told.run, told.date, standard.id, standard.version, practice.theme, theme.fr, theme.en, practice.id)
            yield "standard", (*head, "", practice.title.fr, practice.title.en)
            for action in practice.actions:
                yield "standard", (*head, action.id, action.title.fr, action.title.en)


def of_service(told: Told, fleet: Fleet, service: Service, seen: Sequence[Seen], cards: Catalog) -> Iterator[Row]:
    owner = next(item for item in fleet.organisations if item.id == service.organisation)
    head = (told.run, told.date, service.organisation, service.id)
    kept = [item.kept for item in seen]
    known = [item for item in kept if item is not None]
    names = (service.name["fr"], service.name["en"], owner.name["fr"], owner.name["en"], service.role or None)
    fictitious = bool(known) and all(item["fictitious"] for item in known)
    yield "services", (*head, *names, _phase(service, known), len(seen), len(seen) - len(known), fictitious)
    for standard in cards.standards.values():
        for judged in combine.service(standard, cards, kept):
            yield from _practice((*head, standard.id), judged)
    for item in seen:
        yield from _repository((*head, item.source), item, cards)


def _phase(service: Service, known: Sequence[Kept]) -> str | None:
    said = [service.phase] if service.phase else [item["phase"] for item in known if item["phase_source"] != "default"]
    return max(filter(None, said), key=PHASES.index, default=None)


def _practice(head: tuple[Any, ...], judged: combine.Judged) -> Iterator[Row]:
    practice, counts = judged.practice, judged.practice.counts
    yield "practices", (*head, practice.practice.id, practice.verdict.value, counts["evidence"], counts["attested"], counts["open"])
    for item in practice.actions:
        yield "actions", (*head, practice.practice.id, item.action.id, item.verdict.value, list(judged.roles[item.action.id]))


def _repository(head: tuple[Any, ...], item: Seen, cards: Catalog) -> Iterator[Row]:
    kept = item.kept
    if kept is None:
        yield "repositories", (*head, NOT_EXAMINED, item.failed.why, item.failed.detail or None, None, None, None, None, None, 0)
        return
    said = (kept["commit"], kept["kind"], kept["shallow"], kept["phase"], kept["phase_source"], len(kept["evidence"]))
    yield "repositories", (*head, EXAMINED, None, None, *said)
    for table, rows in _TABLES.items():
        for row in rows(kept, cards):
            yield table, (*head, *row)


def _results(kept: Kept, cards: Catalog) -> Iterator[tuple[Any, ...]]:
    for item in kept["results"]:
        card = cards.rules[item["rule"]]
        outcome = (item["outcome"], item["reason"], item["severity"], item["strength"], item["findings"], item["waived"])
        yield (item["rule"], item["part"], *outcome, card.role, card.effort, item["places"], item["limits"])


def _plain(*names: str) -> Callable[[Kept], tuple[Any, ...]]:
    return lambda item: tuple(item[name] for name in names)


_EVIDENCE = _plain("id", "kind", "part", "path", "line", "value", "strength", "content", "changed", "register", "cited")
_SIGNED = _plain("what", "id", "about", "reason", "role", "date", "ends", "state", "inherited", "used", "path")
_LIMIT = _plain("what", "path", "rules")

_TABLES: Mapping[str, Callable[[Kept, Catalog], Iterator[tuple[Any, ...]]]] = {
    "results": _results,
    "evidence": lambda kept, _: map(_EVIDENCE, kept["evidence"]),
    "signed": lambda kept, _: map(_SIGNED, kept["signed"]),
    "limits": lambda kept, _: map(_LIMIT, kept["limits"]),
}
