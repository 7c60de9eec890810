"""A date that notes until when what was asked of it stays so."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme import engine
from conforme.catalog import Catalog
from conforme.fleet.clock import LAST, Horizon
from conforme.repo import Repo

DAY = datetime.date
TODAY = DAY(2026, 11, 25)
EVER = DAY.fromordinal(LAST)


@pytest.mark.parametrize(
    ("ask", "until"),
    [
        (lambda date: date < DAY(2027, 1, 1), DAY(2026, 12, 31)),
        (lambda date: DAY(2027, 1, 1) > date, DAY(2026, 12, 31)),
        (lambda date: date < DAY(2026, 1, 1), EVER),
        (lambda date: date.isoformat() < "2027-01-01", DAY(2026, 12, 31)),
        (lambda date: date.isoformat() >= "2027-01-01", DAY(2026, 12, 31)),
        (lambda date: date.isoformat() > "2027-01", DAY(2026, 12, 31)),
        (lambda date: (date - DAY(2026, 1, 1)).days > 400, DAY(2027, 2, 5)),
        (lambda date: (date - DAY(2026, 1, 1)).days > 400, DAY(2027, 2, 5)),
        (lambda date: DAY(2027, 1, 1) - date <= datetime.timedelta(30), DAY(2026, 12, 1)),
        (lambda date: date - datetime.timedelta(30) < DAY(2026, 11, 1), DAY(2026, 11, 30)),
        (lambda date: f"{date}", TODAY),
        (lambda date: date.year, TODAY),
        (lambda date: date == DAY(2026, 11, 25), TODAY),
        (lambda date: date.isoformat()[:7], TODAY),
        (lambda date: (date - DAY(2026, 1, 1)).days // 30, TODAY),
        (lambda date: pickle.loads(pickle.dumps(date.isoformat())), TODAY),
        (lambda date: {date: 1}, TODAY),
    ],
)
def test_what_is_asked_holds_until_a_day(ask: Callable[[Any], object], until: DAY) -> None:
    horizon = Horizon(TODAY)
    answer = ask(horizon.date())
    assert horizon.last == until
    assert answer == ask(TODAY)


@given(other=st.dates(DAY(2020, 1, 1), DAY(2035, 1, 1)), days=st.integers(-900, 900), later=st.integers(0, 4000))
def test_until_that_day_the_answer_is_the_same(other: DAY, days: int, later: int) -> None:
    def ask(date: Any) -> tuple[bool, ...]:
        return (date < other, date - datetime.timedelta(days) >= other, date.isoformat() <= other.isoformat(), (other - date).days > days)

    horizon = Horizon(TODAY)
    answer = ask(horizon.date())
    day = TODAY + datetime.timedelta(later)
    if day <= horizon.last:
        assert ask(day) == answer


def test_every_example_of_every_rule_says_the_same_on_the_last_day(cards: Catalog) -> None:
    """The whole engine: what the fleet keeps until a day is what an audit on that day says."""
    checked = 0
    for rule in sorted(cards.rules)[::6]:
        card = cards.rules[rule]
        for example in [*card.examples.get("pass", {}).values(), *card.examples.get("fail", {}).values()][:2]:
            if "files" not in example or "history" in example:
                continue
            today = DAY.fromisoformat(str(example.get("date", TODAY)))
            horizon = Horizon(today)

            def said(date: DAY, files: Any = example["files"], name: str = rule) -> list[object]:
                options = engine.Options(date, select=lambda each: each.id == name, isolate=False)
                results = engine.audit(Repo.of(files), cards, options).results
                return [(item.rule, item.part, item.outcome, item.reason, item.evidence) for item in results]

            first = said(horizon.date())
            assert said(today) == first, rule
            if today < horizon.last < DAY(2090, 1, 1):
                assert said(horizon.last) == first, rule
            checked += 1
    assert checked > 20
