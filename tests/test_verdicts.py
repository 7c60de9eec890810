"""The verdict table of the report contract (§2), all combinations, against the table written down once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme import verdicts
from conforme.model import Finding, Outcome, Reason, Result, Strength, Verdict
from conforme.verdicts import Sign, Value

DEMONSTRATED = Value(Sign.MET, Verdict.DEMONSTRATED)
DECLARED = Value(Sign.MET, Verdict.DECLARED)
WRONG, UNMET, MISSING = Value(Sign.WRONG), Value(Sign.UNMET), Value(Sign.MISSING)
UNKNOWN, BROKEN, APART = Value(Sign.UNKNOWN), Value(Sign.BROKEN), Value(Sign.APART)
VALUES = (DEMONSTRATED, DECLARED, WRONG, UNMET, MISSING, UNKNOWN, BROKEN, APART)
REACHES = ("substance", "record", "attestation")
WEAKEST = (Verdict.ATTESTED, Verdict.DECLARED, Verdict.DEMONSTRATED)


def letters(values: Sequence[Value], attested: bool) -> list[str]:
    """The values as the contract writes them; a valid attestation turns m and ? into +attested, never −, X or an error."""
    signs = {Sign.MET: "+", Sign.WRONG: "X", Sign.UNMET: "−", Sign.MISSING: "m", Sign.UNKNOWN: "?", Sign.BROKEN: "e", Sign.APART: "·"}
    return ["+" if attested and signs[value.sign] in "m?" else signs[value.sign] for value in values]


def weakest(values: Sequence[Value], attested: bool) -> Verdict:
    strengths = [value.strength or Verdict.ATTESTED for value in values if value.sign is not Sign.APART]
    return min(strengths, key=WEAKEST.index)


Row = tuple[Callable[[str, list[str], list[str], bool], bool], Callable[[Sequence[Value], bool], Verdict]]

TABLE: list[Row] = [
    (lambda reach, groups, extra, has: "X" in groups + extra, lambda values, attested: Verdict.CONTRADICTED),
    (lambda reach, groups, extra, has: reach == "attestation", lambda values, attested: Verdict.ATTESTED if attested else Verdict.TO_ATTEST),
    (lambda reach, groups, extra, has: not has, lambda values, attested: Verdict.ATTESTED if attested else Verdict.NOT_EXAMINED),
    (lambda reach, groups, extra, has: set(groups) == {"·"}, lambda values, attested: Verdict.NOT_APPLICABLE),
    (lambda reach, groups, extra, has: set(groups) <= {"+", "·"}, weakest),
    (lambda reach, groups, extra, has: "+" in groups and bool({"−", "m"} & set(groups)), lambda values, attested: Verdict.PARTIAL),
    (lambda reach, groups, extra, has: not {"−", "m"} & set(groups), lambda values, attested: Verdict.UNVERIFIED),
    (lambda reach, groups, extra, has: True, lambda values, attested: Verdict.NOT_SHOWN),
]


def by_the_table(reach: str, groups: Sequence[Value], supporting: Sequence[Value], attested: bool, examined: bool) -> Verdict:
    shown, extra = letters(groups, attested), letters(supporting, False)
    for applies, gives in TABLE:
        if applies(reach, shown, extra, bool(groups) and examined):
            return gives(groups, attested)
    raise AssertionError("the table is complete")


GROUPS = [values for size in range(4) for values in combinations_with_replacement(VALUES, size)]


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("attested", [False, True])
@pytest.mark.parametrize("examined", [False, True])
def test_every_combination_is_as_the_table_says(reach: str, attested: bool, examined: bool) -> None:
    for groups, supporting in product(GROUPS, ((), *((value,) for value in VALUES))):
        expected = by_the_table(reach, groups, supporting, attested, examined)
        actual = verdicts.action(reach, groups, supporting, attested=attested, examined=examined)

        assert actual is expected, (reach, groups, supporting, attested, examined)


def test_one_of_a_group_is_enough_in_the_order_of_the_contract() -> None:
    ranked = [WRONG, DEMONSTRATED, DECLARED, UNMET, BROKEN, UNKNOWN, MISSING, APART]
    for first, second in combinations_with_replacement(ranked, 2):
        assert verdicts.any_of((second, first)) == first


@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=5), st.booleans())
def test_the_order_of_rules_does_not_matter(groups: list[Value], attested: bool) -> None:
    seen = {verdicts.action("record", order, attested=attested) for order in list(permutations(groups))[:24]}

    assert len(seen) == 1


POSITIVE = {Verdict.CONTRADICTED: 0, Verdict.NOT_SHOWN: 1, Verdict.PARTIAL: 2, Verdict.ATTESTED: 3, Verdict.DECLARED: 4, Verdict.DEMONSTRATED: 5}


@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=4), st.data())
def test_deselecting_a_rule_never_improves_a_verdict(groups: list[Value], data: st.DataObject) -> None:
    removed = data.draw(st.integers(0, len(groups) - 1))
    without = [UNKNOWN if position == removed else value for position, value in enumerate(groups)]
    before, after = verdicts.action("record", groups), verdicts.action("record", without)

    if groups[removed].sign not in (Sign.WRONG, Sign.UNMET, Sign.MISSING) and before in POSITIVE and after in POSITIVE:
        assert POSITIVE[after] <= POSITIVE[before]
    assert after is not Verdict.DEMONSTRATED or removed >= len(groups)


def test_an_attestation_never_fills_what_was_seen_to_be_wrong() -> None:
    assert verdicts.action("record", [UNMET], attested=True) is Verdict.NOT_SHOWN
    assert verdicts.action("record", [WRONG], attested=True) is Verdict.CONTRADICTED
    assert verdicts.action("record", [BROKEN], attested=True) is Verdict.UNVERIFIED
    assert verdicts.action("record", [MISSING, UNKNOWN], attested=True) is Verdict.ATTESTED
    assert verdicts.action("record", [DEMONSTRATED, MISSING], attested=True) is Verdict.ATTESTED


def practice_by_the_contract(actions: Sequence[Verdict]) -> Verdict:
    counted = [verdict for verdict in actions if verdict is not Verdict.NOT_APPLICABLE]
    good = {Verdict.DEMONSTRATED, Verdict.DECLARED, Verdict.ATTESTED}
    if not counted:
        return Verdict.NOT_APPLICABLE
    if Verdict.CONTRADICTED in counted:
        return Verdict.CONTRADICTED
    if set(counted) <= good:
        return min(counted, key=WEAKEST.index)
    if set(counted) & (good | {Verdict.PARTIAL}):
        return Verdict.PARTIAL
    for verdict in (Verdict.NOT_SHOWN, Verdict.UNVERIFIED, Verdict.NOT_EXAMINED):
        if verdict in counted:
            return verdict
    return Verdict.TO_ATTEST


def test_every_combination_of_actions_gives_the_practice_of_the_contract() -> None:
    for size in range(1, 5):
        for actions in combinations_with_replacement(Verdict, size):
            assert verdicts.practice(actions) is practice_by_the_contract(actions), actions


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (None, UNKNOWN),
        (Result("r", "", Outcome.PASS, Strength.DEMONSTRATED), DEMONSTRATED),
        (Result("r", "", Outcome.PASS, Strength.DECLARED), DECLARED),
        (Result("r", "", Outcome.PASS, Strength.INDICATIVE), BROKEN),
        (Result("r", "", Outcome.PASS), BROKEN),
        (Result("r", "", Outcome.UNVERIFIED), UNKNOWN),
        (Result("r", "", Outcome.ERROR), BROKEN),
        (Result("r", "", Outcome.NOT_APPLICABLE), APART),
        (Result("r", "", Outcome.FAIL, findings=(Finding("r", "", "k", Reason.MISSING, "s"),)), MISSING),
        (Result("r", "", Outcome.FAIL, findings=(Finding("r", "", "k", Reason.STALE, "s"),)), UNMET),
        (Result("r", "", Outcome.FAIL, findings=(Finding("r", "", "k", Reason.STALE, "s"), Finding("r", "", "k", Reason.CONTRADICTED, "t"))), WRONG),
        (Result("r", "", Outcome.FAIL, findings=(Finding("r", "", "k", Reason.STALE, "s", waiver="w"),)), UNMET),
    ],
)
def test_a_result_is_worth_what_the_contract_says_waived_or_not(result: Result | None, expected: Value) -> None:
    assert verdicts.value(result) == expected


def test_over_parts_the_worst_counts_and_what_does_not_apply_is_left_out() -> None:
    assert verdicts.worst([DEMONSTRATED, DECLARED]) == DECLARED
    assert verdicts.worst([DEMONSTRATED, APART]) == DEMONSTRATED
    assert verdicts.worst([DEMONSTRATED, MISSING]) == MISSING
    assert verdicts.worst([UNMET, WRONG]) == WRONG
    assert verdicts.worst([verdicts.UNKNOWN, MISSING]) == MISSING
