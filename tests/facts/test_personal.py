"""The data below is fictitious: made-up names under a domain that does not exist, numbers that no one holds or that only pass the checksum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme.facts.personal import Hit, find, holds_email

HOST = "exempleville.qc.ca"


def kinds(text: str) -> list[str]:
    return [hit.kind for hit in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"Participante : zoe.exemplaire@{HOST}",
        f"zexemplaire@{HOST}",
        f"[écrire](mailto:zoe.exemplaire@{HOST})",
        f"<zoe-exemplaire@{HOST}>",
        "zoe.exemplaire99@gmail.com",
        f"P4;{'z' * 12}e@{HOST};oui",
    ],
)
def test_personal_addresses(text: str) -> None:
    assert kinds(text)[:1] == ["email"] and holds_email(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{role}@{HOST}"
            for role in (
                "info", "support", "securite", "security", "contact", "accessibilite", "privacy", "noreply", "no-reply", "equipe", "team",
                "equipe.numerique", "info-acces", "securiteinformation", "support2", "systemedesign", "CivicApp", "exempleville", "cqn",
                "votre.nom", "prenom.nom", "your.name",
            )
        ),
        "zoe.exemplaire@example.org",
        "zoe.exemplaire@exemple.org",
        "zoe.exemplaire@courriel.example.com",
        "[votre courriel]@[domaine]",
        "git@github.com:CQEN-QDCE/wiki.git",
        f"deploy@{HOST}:/srv/app",
        f"ssh zoe@serveur.{HOST}",
        f"https://zoe:secret@{HOST}/depot",
        "npm install @gouvernement/trousse@1.2.3",
        "@portee/paquet et actions/checkout@v4.1.0",
        "uses: equipe/action@main.yml",
        "logo@2x.png",
        "1234+zoe@users.noreply.github.com",
        "@zoe et @equipe/revue",
        "image: registre/app@sha256.abc123",
    ],
)  # fmt: skip
def test_what_is_no_personal_address(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "418 643-2891",
        "Tél. : (514) 873-2891",
        "514.873.2891",
        "+1 514-873-2891, poste 12",
        "tel:+1-514-873-2891",
        "Cell. 5148732891",
        "418\u00a0643\u20112891",
        "418\u2013643\u20132891",
        "418\u202f643\u202f2891",
        "４１８ ６４３ ２８９１",
        "418\u200b-643-2891",
        "tél.418 643-2891",
        "06 27 91 84 35",
        "06.27.91.84.35",
        "+33 6 27 91 84 35",
    ],
)
def test_telephones(text: str) -> None:
    assert kinds(text) == ["telephone"]


@pytest.mark.parametrize(
    "text",
    [
        "1 800 363-1363",
        "1-877-644-4545",
        "Composez le 811, ou le 911",
        "514 555-0142",
        "123-456-7890",
        "234-567-8901",
        "999-999-9999",
        "01 23 45 67 89",
        "01 02 03 04 05 06 07",
        "version 418.643.2891.1",
        "ISBN 978-2-550-87328-9 et 418 643-2891",
        "2026-04-01 2026-05-01",
        "45.50884, -73.58781",
        "#4186432891",
        "https://exempleville.qc.ca/dossier/418-643-2891/",
        "5148732891",
        "id-514-873-2891",
        "192.168.100.2001",
        "211-873-2891",
    ],
)
def test_what_is_no_telephone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NAS 130 692 544", ["nas"]),
        ("Numéro d’assurance sociale : 130-692-544", ["nas"]),
        ("Social insurance number: 130692544", ["nas"]),
        ("SIN: 130 692 544", ["nas"]),
        ("NAS 130 692 545", []),
        ("Dossier 130 692 544", []),
        ("NAS : 000 000 000", []),
        ("NAS : 123 456 782", []),
        ("le NAS de sauvegarde", []),
    ],
)
def test_social_insurance_numbers(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EXEZ 8553 1912", ["nam"]),
        ("EXEZ85531912", ["nam"]),
        ("carte EXEZ 8503 1912.", ["nam"]),
        ("ABCD 1234 5678", []),
        ("ABCD 8513 0112", []),
        ("ABCD 8501 3212", []),
        ("DATA20110131", []),
        ("RAMQ : DATA20110131", ["nam"]),
        ("XABCD 8553 1912", []),
        ("exez 8553 1912", []),
    ],
)
def test_health_insurance_numbers(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_places_are_given_and_never_the_datum() -> None:
    text = f"# Notes\n\nP1 zoe.exemplaire@{HOST}, 514 873-2891\nNAS 130 692 544"
    hits = find(text)
    assert hits == (Hit("email", 3, 4), Hit("telephone", 3, text.split("\n")[2].index("514") + 1), Hit("nas", 4, 5))
    assert "exemplaire" not in repr(hits) and "873" not in repr(hits)


@given(st.text())
def test_never_raises(text: str) -> None:
    find(text)


@given(st.text(alphabet="aZ@.0123456789-+() NASé:/", max_size=200))
def test_places_are_inside_the_text(text: str) -> None:
    lines = text.split("\n")
    assert all(1 <= hit.line <= len(lines) and 1 <= hit.column <= len(lines[hit.line - 1]) for hit in find(text))


@pytest.mark.parametrize(
    "hostile", ["@" * 50_000, "a@" * 50_000, "a" * 200_000, "a.a" * 50_000 + "@b.ca", "514 " * 50_000, "1" * 200_000, "https://" * 20_000]
)
def test_hostile_input_is_read_in_time(hostile: str) -> None:
    assert len(find(hostile)) <= 1000
