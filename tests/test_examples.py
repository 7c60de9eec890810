"""The examples of every card are its tests."""

from __future__ import annotations

import pytest

from conforme import catalog, testing
from conforme.model import Outcome, Reason, Strength
from conforme.testing import Example

CARDS = catalog.load(examples=True)
EXAMPLES = [example for card in CARDS.rules.values() for example in testing.examples(card)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_an_example_gives_the_outcome_it_stands_for(example: Example) -> None:
    result = testing.run(CARDS, example)

    assert result.outcome.value == example.outcome, (result.outcome, [(f.key, f.subject, dict(f.data)) for f in result.findings], result.limits)
    if example.outcome in ("fail", "unverified"):
        assert testing.keys(result) == set(example.data["expect"])
    if result.outcome is Outcome.PASS:
        assert result.evidence
        assert result.strength is not None and result.strength is not Strength.INDICATIVE
    if result.outcome is Outcome.NOT_APPLICABLE:
        assert result.because is not None


@pytest.mark.parametrize("rule", sorted(CARDS.rules))
def test_a_card_exercises_every_message_and_limit(rule: str) -> None:
    card = CARDS.rules[rule]
    expected = {key for example in testing.examples(card) for key in example.data.get("expect", ())}

    assert set(card.messages) | set(card.limits) <= expected, "each message key and limit has an example that expects it"
    known = set(card.messages) | set(card.limits) | {reason.value for reason in (Reason.MISSING, Reason.HOLLOW, Reason.INVALID, Reason.UNREADABLE)}
    from conforme import words

    assert all(key in known or words.known(f"limit.{key}") for key in expected)


@pytest.mark.parametrize("rule", sorted(CARDS.rules))
def test_a_card_has_enough_examples(rule: str) -> None:
    examples = CARDS.rules[rule].examples

    assert len(examples.get("pass") or {}) >= 2, "two carriers or languages at least"
    assert examples.get("fail"), "a rule that cannot fail is no rule"


def test_example_paths_need_no_disk() -> None:
    assert all(not path.startswith("/") for example in EXAMPLES for path in example.data.get("files") or {})
