from __future__ import annotations

import datetime
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme.facts.text import fold
from conforme.facts.values import KINDS, Quantity, read, read_native, split_list
from conforme.facts.values import words as value_words

NBSP, NARROW = "\u00a0", "\u202f"


def value(kind: str, text: str) -> Any:
    cell = read(kind, text, 3, 7)
    assert cell.text == text and (cell.line, cell.column) == (3, 7)
    return cell.value if cell.problem is None else cell.problem


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["", "  ", "-", "—", "–", "**", NBSP, "null"])
def test_nothing_written(kind: str, text: str) -> None:
    assert read(kind, text, 1) == (None, text, 1, 1, None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["n/a", "N/A", "s.o.", "S. O.", "sans objet", "Not applicable", "*n/a*", "ne s’applique pas"])
def test_not_applicable_is_told_apart(kind: str, text: str) -> None:
    assert value(kind, text) == "n/a"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "status"])
@pytest.mark.parametrize("text", ["TODO", "À compléter", "a\u0300 de\u0301finir", "TBD", "???", "<votre valeur>", "…"])
def test_placeholders_are_no_values(kind: str, text: str) -> None:
    assert value(kind, text) == "placeholder"


NUMBERS: list[tuple[str, Any]] = [
    ("12", 12),
    ("10 000", 10000),
    (f"10{NBSP}000", 10000),
    (f"1{NARROW}234,5", 1234.5),
    ("1,234.5", 1234.5),
    ("1,234,567", 1234567),
    ("1.234.567", 1234567),
    ("1.234,5", 1234.5),
    ("3,5", 3.5),
    ("0,125", 0.125),
    ("1.234", 1.234),
    ("-2", -2),
    ("−2,5", -2.5),
    ("12 (sur 20)", 12),
    ("**42**", 42),
    ("1,234", "ambiguous-number"),
    ("12,345", "ambiguous-number"),
    ("12 %", "not-a-number"),
    ("1 23", "not-a-number"),
    ("douze", "not-a-number"),
    ("9" * 300, "not-a-number"),
    ("9" * 500, "too-long"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: Any) -> None:
    assert value("number", text) == expected


QUANTITIES: list[tuple[str, Any]] = [
    ("3,5 jours", Quantity(3.5, "day")),
    ("3.5 days", Quantity(3.5, "day")),
    ("12 %", Quantity(12, "%")),
    (f"12{NBSP}%", Quantity(12, "%")),
    ("99.9%", Quantity(99.9, "%")),
    ("1 234,5 $", Quantity(1234.5, "$")),
    ("$1,234", Quantity(1234, "$")),
    ("1,234 jours", Quantity(1.234, "day")),
    ("1,234 days", Quantity(1234, "day")),
    ("1,234", "ambiguous-number"),
    ("1,5 M$", Quantity(1500000.0, "$")),
    ("≥ 90 %", Quantity(90, "%", ">=")),
    ("> 90 %", Quantity(90, "%", ">")),
    ("< 2 s", Quantity(2, "second", "<")),
    ("<2s", Quantity(2, "second", "<")),
    ("moins de 2 secondes", Quantity(2, "second", "<")),
    ("au moins 3 jours", Quantity(3, "day", ">=")),
    ("At least 3 days", Quantity(3, "day", ">=")),
    ("at most 5 minutes", Quantity(5, "minute", "<=")),
    ("au plus 5 minutes", Quantity(5, "minute", "<=")),
    ("10 jours ou moins", Quantity(10, "day", "<=")),
    ("90 % or more", Quantity(90, "%", ">=")),
    ("~ 5 h", Quantity(5, "hour", "~")),
    ("3 à 5 jours", Quantity(3, "day", "", 5)),
    ("3-5 days", Quantity(3, "day", "", 5)),
    ("5 min", Quantity(5, "minute")),
    ("200 ms", Quantity(200, "ms")),
    ("4,2/5", Quantity(4.2, "/5")),
    ("-5 %", Quantity(-5, "%")),
    ("10 000", Quantity(10000)),
    ("1200 demandes", Quantity(1200, "demandes")),
    ("12 % (en 2025)", Quantity(12, "%")),
    ("2026-04-01", "not-a-number"),
    ("environ la moitié", "not-a-number"),
    ("la cible de 2025 est 3", "not-a-number"),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_quantities(text: str, expected: Any) -> None:
    assert value("quantity", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026/04/01", "2026-04-01"),
        ("2026-04-01T10:30:00Z", "2026-04-01"),
        ("1er avril 2026", "2026-04-01"),
        ("1ᵉʳ avril 2026", "2026-04-01"),
        ("1<sup>er</sup> avril 2026", "2026-04-01"),
        ("1 avril 2026", "2026-04-01"),
        (f"1er{NBSP}avril 2026", "2026-04-01"),
        ("le mercredi 1er avril 2026", "2026-04-01"),
        ("15 févr. 2026", "2026-02-15"),
        ("3 août 2026", "2026-08-03"),
        ("April 1, 2026", "2026-04-01"),
        ("April 1st, 2026", "2026-04-01"),
        ("1 April 2026", "2026-04-01"),
        ("1-Apr-2026", "2026-04-01"),
        ("2026-04-01 (prévu)", "2026-04-01"),
        ("T2 2026", "write-date"),
        ("Q2 2026", "write-date"),
        ("03/04/2026", "write-date"),
        ("avril 2026", "write-date"),
        ("2026-04", "write-date"),
        ("2026", "write-date"),
        ("cet été", "write-date"),
        ("2026-02-30", "no-such-date"),
        ("31 juin 2026", "no-such-date"),
        ("February 29, 2025", "no-such-date"),
        ("AAAA-MM-JJ", "placeholder"),
        ("YYYY-MM-DD", "placeholder"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert value("date", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quotidien", 1),
        ("Daily", 1),
        ("en continu", 1),
        ("temps réel", 1),
        ("hebdomadaire", 7),
        ("weekly, on Mondays", 7),
        ("aux deux semaines", 14),
        ("biweekly", 14),
        ("mensuelle", 31),
        ("Monthly", 31),
        ("trimestriel (avril, juillet…)", 92),
        ("quarterly", 92),
        ("semestriel", 184),
        ("twice a year", 184),
        ("annuel", 366),
        ("Annually", 366),
        ("une fois par année", 366),
        ("every 3 months", 92),
        ("aux 6 mois", 184),
        ("aux six mois", 184),
        ("tous les 2 ans", 731),
        ("every 10 days", 10),
        ("P3M", 92),
        ("P2W", 14),
        ("P1Y", 366),
        ("bimensuel", "ambiguous-period"),
        ("au besoin", "no-fixed-period"),
        ("every release", "no-fixed-period"),
        ("souvent", "not-a-period"),
        ("P", "not-a-period"),
        ("every 0 days", "not-a-period"),
    ],
)
def test_periods(text: str, expected: Any) -> None:
    assert value("period", text) == expected


WORDS: list[tuple[str, str, Any]] = [
    ("boolean", "Oui", True),
    ("boolean", "vrai", True),
    ("boolean", "o", True),
    ("boolean", "x", True),
    ("boolean", "[x]", True),
    ("boolean", "✓", True),
    ("boolean", "✔️", True),
    ("boolean", "✅ Fait", True),
    ("boolean", "Yes, since 2024", True),
    ("boolean", "done", True),
    ("boolean", ":white_check_mark:", True),
    ("boolean", ":x:", False),
    ("boolean", "non", False),
    ("boolean", "[ ]", False),
    ("boolean", "✗", False),
    ("boolean", "❌", False),
    ("boolean", "Faux", False),
    ("boolean", "peut-être", "not-a-boolean"),
    ("direction", "à la hausse", "up"),
    ("direction", "Higher is better", "up"),
    ("direction", "augmenter", "up"),
    ("direction", "≥", "up"),
    ("direction", "↑", "up"),
    ("direction", "réduire", "down"),
    ("direction", "baisse", "down"),
    ("direction", "<=", "down"),
    ("direction", "Decrease", "down"),
    ("direction", "maintien", "hold"),
    ("direction", "stable", "hold"),
    ("direction", "max", "not-a-direction"),
    ("direction", "gauche", "not-a-direction"),
    ("level", "Très faible", 1),
    ("level", "rare", 1),
    ("level", "faible", 2),
    ("level", "Unlikely", 2),
    ("level", "Moyenne", 3),
    ("level", "possible", 3),
    ("level", "ÉLEVÉE", 4),
    ("level", "e\u0301leve\u0301", 4),
    ("level", "likely", 4),
    ("level", "Importante", 4),
    ("level", "maximale", 5),
    ("level", "🔴 Critique", 5),
    ("level", "quasi certain", 5),
    ("level", "Almost certain", 5),
    ("level", "very high", 5),
    ("level", "3", 3),
    ("level", "3/5", 3),
    ("level", "4 - Élevé", 4),
    ("level", "3 – Élevé", 4),
    ("level", "(5) critical", 5),
    ("level", "2/3", 3),
    ("level", "8/10", 4),
    ("level", "6", "not-a-level"),
    ("level", "0/5", "not-a-level"),
    ("level", "moyen à élevé", "not-a-level"),
    ("status", "à faire", "open"),
    ("status", "Planifié", "open"),
    ("status", "🟢 Ouvert", "open"),
    ("status", "TODO", "open"),
    ("status", "En cours", "in-progress"),
    ("status", "in-progress", "in-progress"),
    ("status", "en traitement", "in-progress"),
    ("status", "Mitigating", "in-progress"),
    ("status", "Fermé – 2026-01-12", "closed"),
    ("status", "mis en place", "closed"),
    ("status", "[x] done", "closed"),
    ("status", "Accepté (comité)", "accepted"),
    ("status", "transferred", "transferred"),
    ("status", "évité", "avoided"),
    ("status", "à compléter", "placeholder"),
    ("status", "bleu", "not-a-status"),
    ("url", "https://www.quebec.ca/a(b)", "https://www.quebec.ca/a(b)"),
    ("url", "<https://www.quebec.ca>", "https://www.quebec.ca"),
    ("url", "[le plan](docs/plan.md)", "docs/plan.md"),
    ("url", "https://example.com/x", "placeholder"),
    ("url", "voir le wiki", "not-a-url"),
    ("role", "Responsable  du produit", "Responsable du produit"),
    ("role", "Équipe (equipe@exempleville.qc.ca)", "Équipe (equipe@exempleville.qc.ca)"),
    ("role", "Responsable (zoe.exemplaire@exempleville.qc.ca)", "e-mail"),
    ("text", f"Un{NBSP}texte\nsur deux lignes", "Un texte sur deux lignes"),
    ("text", "e\u0301", "é"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), WORDS)
def test_words(kind: str, text: str, expected: Any) -> None:
    assert value(kind, text) == expected
    assert value(kind, unicodedata.normalize("NFD", text)) == expected or kind in ("url", "text", "role")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a, b et c", ("a", "b", "c")),
        ("a, b, and c", ("a", "b", "c")),
        ("français et anglais", ("français", "anglais")),
        ("Accès à l'information et protection des renseignements", ("Accès à l'information et protection des renseignements",)),
        ("a; b, c; d", ("a", "b, c", "d")),
        ("a<br>b<br/>c", ("a", "b", "c")),
        ("- a\n- b et c\n", ("a", "b et c")),
        ("1. a\n2. b", ("a", "b")),
        ("un seul", ("un seul",)),
        ("a, TODO", ("a",)),
    ],
)
def test_lists(text: str, expected: tuple[str, ...]) -> None:
    assert value("list", text) == expected


NATIVE: list[tuple[str, Any, Any]] = [
    ("boolean", True, True),
    ("boolean", 0, False),
    ("boolean", 2, "not-a-boolean"),
    ("number", 3, 3),
    ("number", True, "not-a-number"),
    ("number", float("nan"), "not-a-number"),
    ("number", float("inf"), "not-a-number"),
    ("quantity", 3.5, Quantity(3.5)),
    ("quantity", "3,5 jours", Quantity(3.5, "day")),
    ("level", 4, 4),
    ("level", 9, "not-a-level"),
    ("period", 90, 90),
    ("period", 0, "not-a-period"),
    ("date", datetime.date(2026, 4, 1), "2026-04-01"),
    ("date", datetime.datetime(2026, 4, 1, 10), "2026-04-01"),
    ("date", 20260401, "write-date"),
    ("date", "1er avril 2026", "2026-04-01"),
    ("text", 3, "3"),
    ("text", True, "True"),
    ("text", {"a": 1}, "not-a-text"),
    ("list", ["a", "b", ""], ("a", "b")),
    ("list", ["TODO"], "placeholder"),
    ("list", "a, b", ("a", "b")),
    ("status", ["open"], "not-a-status"),
    ("text", None, None),
    ("list", [], None),
]


@pytest.mark.parametrize(("kind", "given_value", "expected"), NATIVE)
def test_native(kind: str, given_value: Any, expected: Any) -> None:
    cell = read_native(kind, given_value, "", 2, 4)
    assert (cell.value if cell.problem is None else cell.problem) == expected
    assert (cell.line, cell.column) == (2, 4)


def test_native_keeps_what_was_written() -> None:
    assert read_native("boolean", True, "oui", 1).text == "oui"
    assert read_native("text", True, "oui", 1).value == "oui"
    assert read_native("number", 3, "3.0", 1).text == "3.0"


@pytest.mark.parametrize("name", ["_BOOLEANS", "_DIRECTIONS", "_LEVELS", "_STATUSES"])
def test_words_are_listed_as_they_are_compared(name: str) -> None:
    table = getattr(value_words, name)
    assert [word for word in table if fold(word) != word] == []


def test_an_unknown_kind_is_a_fault_of_the_caller() -> None:
    with pytest.raises(KeyError):
        read("colour", "red", 1)


@given(st.sampled_from(KINDS), st.text(max_size=300))
def test_reading_never_raises(kind: str, text: str) -> None:
    cell = read(kind, text, 1)
    assert cell.problem is None or cell.value is None


@given(
    st.sampled_from(KINDS),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50) | st.dates() | st.datetimes(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
)
def test_native_reading_never_raises(kind: str, given_value: Any) -> None:
    cell = read_native(kind, given_value, "", 1)
    assert cell.problem is None or cell.value is None


@given(st.integers(0, 10**12), st.sampled_from(["fr", "en"]))
def test_grouped_numbers_read_back(number: int, language: str) -> None:
    written = f"{number:,}".replace(",", NBSP) if language == "fr" else f"{number:,}.0"
    assert value("number", written) == number


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_iso_dates_read_back(day: datetime.date) -> None:
    assert value("date", day.isoformat()) == day.isoformat()


@pytest.mark.parametrize("hostile", ["9" * 100_000, "1 " * 50_000, "(" * 100_000, "à " * 50_000, "1," * 50_000, "[" * 100_000, ";" * 100_000])
def test_hostile_values_are_refused_or_read_in_time(hostile: str) -> None:
    for kind in KINDS:
        read(kind, hostile, 1)
        read(kind, hostile[:400], 1)
    split_list(hostile)
