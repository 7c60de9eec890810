"""What two places say of one thing: levels that a statement claims, languages that a scope promises, days on which entries came."""

from __future__ import annotations

import pytest

from conforme.facts import languages
from conforme.facts.history import arrivals
from conforme_plugins.accessibility_statement import _claims


@pytest.mark.parametrize(
    ("line", "claimed"),
    [
        ("The site is fully compliant with WCAG 2.1 level AA.", [("AA", "2.1")]),
        ("This website is partially compliant with the Web Content Accessibility Guidelines (WCAG) version 2.2 AA standard", [("AA", "2.2")]),
        ("It conforms to WCAG 2.0, levels A and AA.", [("AA", "2.0")]),
        ("Le guichet est partiellement conforme aux règles pour l’accessibilité des contenus web (WCAG) 2.1, niveau AA.", [("AA", "2.1")]),
        ("We aim to meet WCAG 2.1 AA.", []),
        ("Le service vise à être conforme au niveau AA des WCAG.", []),
        ("The map does not meet WCAG 2.1 AA.", []),
        ("The service is not compliant with WCAG 2.1 AA.", []),
        ("We are committed to a service that complies with WCAG 2.1 AA.", []),
        ("The service is compliant with WCAG 2.1.", []),
        ("We are compliant. See WCAG 2.1 AA.", []),
        ("A page that fails WCAG 2.1 criterion 1.4.3 (AA) is listed below.", []),
    ],
)
def test_a_claim_is_a_fact_and_not_an_aim(line: str, claimed: list[tuple[str, str]]) -> None:
    found = _claims.of(["", line])

    assert [(level, version) for level, version, _ in dict.fromkeys(found)][:1] == claimed
    assert all(at == 2 for _, _, at in found)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Le formulaire est offert en français et en anglais.", ("en", "fr")),
        ("Apply online in French, English and Spanish", ("en", "es", "fr")),
        ("Service bilingue (français et anglais)", ("en", "fr")),
        ("La version en français et en anglais viendra plus tard", ()),
        ("La documentation est en français et en anglais", ()),
        ("Le formulaire est offert en français.", ()),
        ("Les personnes francophones et anglophones", ()),
    ],
)
def test_a_sentence_promises_languages(text: str, codes: tuple[str, ...]) -> None:
    assert languages.promised(text) == codes


@pytest.mark.parametrize(
    ("paths", "lacking"),
    [
        (["locales/fr.json"], ("en",)),
        (["locales/fr/common.json", "locales/en/common.json"], ()),
        (["locales/fr.json", "content/en/accueil.md"], ()),  # texts may be kept elsewhere
        (["locale/fr/LC_MESSAGES/django.po"], ()),  # the source language needs no catalogue
        (["locales/es.json"], ()),  # neither of the two: these are the texts of something else
        (["node_modules/x/locales/fr.json"], ()),
        (["src/fr.json"], ()),
    ],
)
def test_a_promised_language_is_lacking_only_where_nothing_has_a_trace_of_it(paths: list[str], lacking: tuple[str, ...]) -> None:
    assert languages.lacking(("en", "fr"), languages.catalogues(paths), paths) == lacking


def test_batches_are_said_only_after_three_long_intervals_with_claims_in_each() -> None:
    days = {"2025-12-31": "2026-01-05", "2026-01-31": "2026-04-10", "2026-04-30": "2026-07-15", "2026-08-31": "2026-10-20"}

    assert [batch.day for batch in arrivals.batches(30, days)] == ["2026-04-10", "2026-07-15", "2026-10-20"]
    assert not arrivals.batches(91, days), "three months is the rhythm"
    assert not arrivals.batches(30, days | {"2026-09-30": "2026-10-01"}), "the last interval is short"
    assert not arrivals.batches(30, {**days, "2026-08-31": "2026-09-05"}), "the last report came in time"
