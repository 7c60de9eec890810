"""Whole reports kept for the next run on the same snapshot: the same content, names, history, cards, code and options give the same report.

What rests on a failure that may be gone the next time is not kept. A file that is not whole, or not that of its key, is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conforme import cache, codec
from conforme.cards import RuleCard, Standard
from conforme.catalog import Catalog
from conforme.engine.collecting import Options
from conforme.engine.keeping import is_lasting, usable
from conforme.model import Limit, Verdict, digest
from conforme.repo import Repo
from conforme.report import ActionVerdict, PracticeVerdict, Report
from conforme.resources import fingerprint

LARGEST = 8 << 20
_PLAIN = (
    "snapshot",
    "date",
    "phase",
    "phase_source",
    "service",
    "results",
    "evidence",
    "limits",
    "waivers",
    "attestations",
    "policy",
    "there",
    "anchor",
)


def key(repo: Repo, catalog: Catalog, chosen: Mapping[str, RuleCard], options: Options) -> str | None:
    """What the report is a function of, as one text; None when nothing vouches for a part of it."""
    snapshots = [_snapshot(one, options.kept_in, catalog) for one in (repo, options.inherited) if one is not None]
    if None in snapshots:
        return None
    asked = repr((options.date, options.phase, options.known_phase, options.part, options.policy, options.inherited is None))
    return digest("report/1", catalog.key, fingerprint(catalog.plugins), asked, *map(str, snapshots), *sorted(chosen))


def _snapshot(repo: Repo, folder: str | None, catalog: Catalog) -> str | None:
    seal = repo.seal
    if seal is None or not usable(folder, seal.place, catalog):
        return None
    whole, past = seal.whole(), seal.past()
    return None if whole is None or past is None else digest(repr(repo.snapshot), whole, past, *repo.untracked())


def recall(folder: str, key: str, catalog: Catalog) -> Report | None:
    """The report kept under that key, if it is there and whole."""
    kept = cache.read(folder, _name(key))
    try:
        return _rebuilt(kept["report"], catalog) if kept["key"] == key else None
    except (codec.Foreign, TypeError, ValueError, LookupError, AttributeError):
        return None


def keep(folder: str, key: str, report: Report) -> None:
    """Keeps a report on which blocking is not yet decided."""
    if not is_lasting(_limits(report)):
        return
    try:
        plain = {name: codec.pack(getattr(report, name)) for name in _PLAIN}
    except codec.Unkeepable:
        return
    cache.keep(folder, _name(key), {"key": key, "report": {**plain, "practices": [_practice(item) for item in report.practices]}}, LARGEST)


def _name(key: str) -> str:
    return f"report-{key}.json"


def _limits(report: Report) -> Iterator[Limit]:
    yield from report.limits
    for result in report.results:
        yield from result.limits


def _practice(item: PracticeVerdict) -> list[Any]:
    actions = [[action.action.id, action.verdict.value, list(action.rules)] for action in item.actions]
    return [item.practice.id, item.verdict.value, actions]


def _rebuilt(plain: Mapping[str, Any], catalog: Catalog) -> Report:
    standards = tuple(catalog.standards.values())
    values = {name: codec.unpack(plain[name]) for name in _PLAIN}
    practices = tuple(_practices(standards, plain["practices"]))
    return Report(standards=standards, practices=practices, rules=catalog.rules, finders=catalog.finders, **values)


def _practices(standards: tuple[Standard, ...], plain: list[Any]) -> Iterator[PracticeVerdict]:
    known = [practice for standard in standards for practice in standard.practices]
    for practice, (name, verdict, actions) in zip(known, plain, strict=True):
        found = tuple(
            ActionVerdict(action, Verdict(seen), tuple(map(str, rules)))
            for action, (number, seen, rules) in zip(practice.actions, actions, strict=True)
            if action.id == number
        )
        if name != practice.id or len(found) != len(practice.actions):
            raise codec.Foreign(practice.id)
        yield PracticeVerdict(practice, Verdict(verdict), found)
