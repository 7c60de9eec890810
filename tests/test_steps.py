"""What to do next: three short lists, by effect and effort, and what the next phase will ask."""

from __future__ import annotations

import datetime

from conforme import engine, trust
from conforme.catalog import Catalog
from conforme.model import PHASES, Severity
from conforme.repo import Repo
from conforme.report import Report
from conforme.reports import render, steps, text
from conforme.reports.style import Style

DATE = datetime.date(2026, 11, 1)


def report(cards: Catalog, phase: str) -> Report:
    return trust.decide(engine.audit(Repo.of({"README.md": "# Guichet"}), cards, engine.Options(DATE, phase, isolate=False)), ["expected"])


def test_each_list_is_of_one_role_and_what_blocks_and_bears_on_most_comes_first(cards: Catalog) -> None:
    found = report(cards, "beta")
    for role in steps.ROLES:
        now = steps.steps(found, role).now
        assert {cards.rules[item.rule].role for item in now} == {role}
        keys = [(not item.blocking, -sum(serves.necessary for serves in cards.rules[item.rule].serves)) for item in now if item.blocking]
        assert keys == sorted(keys)
        assert not any(item.severity is Severity.LATER for item in now)


def test_what_the_next_phase_asks_is_apart_and_what_comes_after_is_counted(cards: Catalog) -> None:
    for phase, following in zip(PHASES, [*PHASES[1:], None], strict=True):
        found = report(cards, phase)
        assert steps.next_phase(found) == following
        for role in steps.ROLES:
            told = steps.steps(found, role)
            assert {cards.rules[item.rule].asked_from for item in told.soon} <= {following}
            assert told.later == sum(
                item.severity is Severity.LATER and cards.rules[item.rule].role == role and cards.rules[item.rule].asked_from != following
                for item in found.results
                if item.findings and cards.rules[item.rule].judges == "present"
            )


def test_the_text_is_short_and_verbose_shows_all(cards: Catalog) -> None:
    found = report(cards, "live")
    short, long = (text.render(found, "en", Style(verbose=verbose)) for verbose in (False, True))

    assert "(--verbose shows them)" in short and "(--verbose shows them)" not in long
    assert all(item.rule in short for item in found.blocking()), "what blocks is never left out"
    assert all(item.rule in long for item in found.results if item.findings)
    assert "Attendu à la phase suivante" in render("text", report(cards, "beta"), "fr")
