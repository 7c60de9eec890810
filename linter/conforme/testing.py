"""For authors of rules: run the examples of a card, on repositories in memory."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from conforme import engine
from conforme.cards import RuleCard
from conforme.catalog import Catalog
from conforme.model import Outcome, Result
from conforme.repo import Repo

DATE, PHASE = "2026-11-01", "live"


class Example(NamedTuple):
    """One example of a card: the outcome that it stands for, its name, and what it holds."""

    rule: str
    outcome: str
    name: str
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.rule}:{self.outcome}:{self.name}"


def examples(card: RuleCard) -> Iterator[Example]:
    """The examples of a card, in its order."""
    for outcome, named in card.examples.items():
        for name, data in (named or {}).items():
            yield Example(card.id, outcome, name, data)


def repo_of(data: Mapping[str, Any]) -> Repo:
    """The repository of an example: `files`, `history`, `shallow`."""
    return Repo.of(data.get("files"), history=data.get("history") or (), shallow=bool(data.get("shallow")))


def judge(catalog: Catalog, rule: str, repo: Repo, *, date: str = DATE, phase: str = PHASE, isolate: bool = False) -> list[Result]:
    """What one rule says of a repository, a result a part."""
    options = engine.Options(datetime.date.fromisoformat(date), phase, lambda card: card.id == rule, isolate=isolate)
    return engine.results(repo, catalog, options)


def run(catalog: Catalog, example: Example, repo: Repo | None = None) -> Result:
    """The result of the example (the worst over its parts); `repo` stands in for its own, when a test alters it."""
    data = example.data
    results = judge(catalog, example.rule, repo or repo_of(data), date=str(data.get("date", DATE)), phase=data.get("phase", PHASE))
    order = (Outcome.ERROR, Outcome.FAIL, Outcome.UNVERIFIED, Outcome.PASS, Outcome.NOT_APPLICABLE)
    return min(results, key=lambda result: order.index(result.outcome))


def keys(result: Result) -> set[str]:
    """The message keys of its findings, or what it could not tell."""
    if result.outcome is Outcome.FAIL:
        return {finding.key for finding in result.findings}
    return {limit.what for limit in result.limits}
