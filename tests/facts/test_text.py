from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme.facts.text import best_match, fold, matches, nearest, slug, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Délai de traitement", "delai de traitement"),
        ("DELAI_DE-TRAITEMENT", "delai de traitement"),
        ("  Plan   d’action ", "plan d'action"),
        ("Plan d'action", "plan d'action"),
        ("Œuvre et cœur", "oeuvre et coeur"),
        ("ﬁche n°\u00a03", "fiche n° 3"),
        ("registre\u2011des\u2011risques.md", "registre des risques md"),
        ("É", "e"),
        ("Maßstab", "massstab"),
        ("zéro\u200blargeur", "zerolargeur"),
        ("\ufeffTitre", "titre"),
        ("s.o.", "s o"),
        ("", ""),
        ("— — —", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_ignores_the_normal_form(text: str) -> None:
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {fold(text)}


@given(st.text(), st.lists(st.text(max_size=80), max_size=5))
def test_nothing_raises(text: str, others: list[str]) -> None:
    words(text)
    matches(text, others)
    nearest(text, others)
    assert slug(text).isascii()


def test_an_apostrophe_ends_a_word() -> None:
    assert words("L’accès à l'information (art. 8)") == ["l", "acces", "a", "l", "information", "art", "8"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Délai de traitement", "delai-de-traitement"),
        ("Taux d’achèvement (%)", "taux-d-achevement"),
        ("2. KPI_n°1", "2-kpi-n-1"),
        ("***", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_slug_of_what_ascii_cannot_write_is_stable_and_distinct() -> None:
    assert slug("満足度") == slug("満足度") != slug("回答時間")
    assert slug("満足度").startswith("x-")


def test_a_long_slug_is_cut_and_still_distinct() -> None:
    first, second = slug("mot " * 60 + "un"), slug("mot " * 60 + "deux")
    assert first != second and len(first) < 100


@pytest.mark.parametrize(
    ("title", "patterns", "found"),
    [
        ("3.2 Signaler une vulnérabilité", ["signaler une vulnérabilité"], True),
        ("Registre_des_risques", ["registre des risques"], True),
        ("Plan d’essais", ["plan d'essais"], True),
        ("Portée", ["porte"], False),
        ("Reporting", ["report"], False),
        ("Sécurité", [""], False),
        ("", ["sécurité"], False),
        ("Se\u0301curite\u0301 :", ["sécurité"], True),
    ],
)
def test_matches_whole_words(title: str, patterns: list[str], found: bool) -> None:
    assert matches(title, patterns) is found


def test_the_longest_pattern_is_best() -> None:
    assert best_match("Date de la prochaine révision", ["date", "prochaine révision", "révision"]) == "prochaine révision"
    assert best_match("Date", ["révision"]) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cibel", "cible"), ("Fréquense", "fréquence"), ("zzz", None), ("c" * 65, None)],
)
def test_nearest(word: str, expected: str | None) -> None:
    assert nearest(word, ["cible", "fréquence", "responsable"]) == expected


def test_nearest_is_bounded() -> None:
    many = [f"mot{number}" for number in range(1000)]
    assert nearest("cible", [*many, "cible"]) is None
    assert nearest("cible", []) is None


def test_hostile_input_is_linear() -> None:
    hostile = ("-" * 100_000) + ("’" * 100_000) + ("e" + "\u0301" * 50) * 2000
    fold(hostile), words(hostile), slug(hostile), matches(hostile, ["a b"])
