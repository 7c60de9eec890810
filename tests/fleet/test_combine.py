"""A service over several repositories: the best for what is the service's, the worst for the rest, a contradiction above all."""

from __future__ import annotations

import itertools

import pytest
from test_trust import card

from conforme import verdicts
from conforme.fleet import combine
from conforme.fleet.auditing import written
from conforme.model import Verdict
from conforme.verdicts import Sign, Value

MET, WEAK = Value(Sign.MET, Verdict.DEMONSTRATED), Value(Sign.MET, Verdict.DECLARED)
X, UNMET, MISSING, APART, ERROR = Value(Sign.WRONG), Value(Sign.UNMET), Value(Sign.MISSING), verdicts.APART, Value(Sign.BROKEN)
ALL = (MET, WEAK, X, UNMET, MISSING, APART, ERROR, verdicts.UNKNOWN)


def of(scope: str, *values: Value) -> Value:
    from dataclasses import replace

    return combine.combined(replace(card(), scope=scope), values)


@pytest.mark.parametrize(
    ("scope", "values", "expected"),
    [
        ("service", (MISSING, MET), MET),
        ("service", (WEAK, MET), MET),
        ("service", (verdicts.UNKNOWN, WEAK), WEAK),
        ("service", (MISSING, verdicts.UNKNOWN), verdicts.UNKNOWN),
        ("repository", (MISSING, MET), MISSING),
        ("repository", (WEAK, MET), WEAK),
        ("repository", (APART, MET), MET),
        ("part", (verdicts.UNKNOWN, MET), verdicts.UNKNOWN),
        ("part", (ERROR, MET), ERROR),
    ],
)
def test_best_or_worst(scope: str, values: tuple[Value, ...], expected: Value) -> None:
    assert of(scope, *values) == expected


@pytest.mark.parametrize("scope", ["service", "repository", "part"])
def test_a_contradiction_always_wins_and_order_never_counts(scope: str) -> None:
    for values in itertools.product(ALL, repeat=3):
        told = of(scope, *values)
        assert (X in values) == (told == X)
        assert {of(scope, *each) for each in itertools.permutations(values)} == {told}


@pytest.mark.parametrize("scope", ["service", "repository"])
def test_a_repository_not_examined_never_improves(scope: str) -> None:
    order = (Sign.WRONG, Sign.UNMET, Sign.MISSING, Sign.BROKEN, Sign.UNKNOWN)
    for values in itertools.product(ALL, repeat=2):
        before, after = of(scope, *values), of(scope, *values, verdicts.UNKNOWN)
        assert after.sign is not Sign.MET or before.sign is Sign.MET, values
        assert before.sign in order or after.sign in (*order, Sign.MET)


def test_a_value_survives_being_kept() -> None:
    assert [combine.read(written(value)) for value in ALL] == list(ALL)
