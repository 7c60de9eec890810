"""Identity, quotation, and documents in memory."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme import Repo, Unreadable, quote
from conforme.model import Evidence, Finding, Reason, mask, printable, visible
from conforme.repo import Document


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("écrire à marie.untel@exempleville.qc.ca demain", "écrire à […] demain"),
        ("au 418 555-0199 ou +1 (514) 555-0123", "au […] ou […]"),
        ("NAS 046 454 286", "NAS […]"),
        ("NAM TREM 7951 1234", "NAM […]"),
        ("du 2026-04-01 au 2026-05-01", "du 2026-04-01 au 2026-05-01"),
        ("12 345 demandes, 99,9 %", "12 345 demandes, 99,9 %"),
        ("a\x1b[31mb\x07", "a\\x1b[31mb\\x07"),
        ("abc\u202edef\u2066", "abc\\u202edef\\u2066"),
        ("deux\nlignes\tici", "deux lignes ici"),
        ("\udce9t\udce9", "\\xe9t\\xe9"),
        ("418\u2011643\u20112891, 418\u2013643\u20132891, 418\u2212643\u22122891", "[…], […], […]"),
        ("418\u202f643\u202f2891 ou 418\u200b-643\u200b-2891 ou 418\u2003643\u20032891", "[…] ou […] ou […]"),
        ("réf.418 555 1234, tél.:4186432891, (418)643-2891, 418/643/2891", "réf.[…], tél.:[…], […], […]"),
        ("４１８ ６４３ ２８９１ et ٤١٨-٦٤٣-٢٨٩١", "[…] et […]"),
        ("+33 6 27 91 84 35, 0033627918435, 06.27.91.84.35", "[…], […], […]"),
        ("NAS 046\u2011454\u2011286 ou 046454286, 4539 1488 0343 6467", "NAS […] ou […], […]"),
        ("trem 7951 1234, ＴＲＥＭ\u00a079511234, TREM-7951-1234", "[…], […], […]"),
        ("zoe＠exempleville.qc.ca, zo\u00ade@exempleville。qc。ca", "[…], […]"),
        ("de 2019-2020 à 2024-2025; 2024 2025 2026", "de 2019-2020 à 2024-2025; 2024 2025 2026"),
        ("2026-04-01 – 2026-05-01, 01/04/2026 - 01/05/2026", "2026-04-01 – 2026-05-01, 01/04/2026 - 01/05/2026"),
        ("20260401-20260501 ou 2026-04-01 2026-05-01", "20260401-20260501 ou 2026-04-01 2026-05-01"),
        ("1 234 567 890 $, +12 345 678 901 et 1.234.567.890", "1 234 567 890 $, +12 345 678 901 et 1.234.567.890"),
        ("45.50884 -73.58781, 0.123456789012, 192.168.100.200", "45.50884 -73.58781, 0.123456789012, 192.168.100.200"),
        ("ISBN 978-2-550-87328-9, v1.2.3.4.5.6.7.8.9", "ISBN 978-2-550-87328-9, v1.2.3.4.5.6.7.8.9"),
        ("«\u00a0Guichet\u00a0»\u00a0\u00a0: 12\u00a0%", "«\u00a0Guichet\u00a0» : 12\u00a0%"),
        ("a\U000e0041b\u00ad\u3164", "a\\U000e0041b\\u00ad\\u3164"),
    ],
)
def test_what_is_quoted_holds_no_person_and_no_control(text: str, shown: str) -> None:
    assert quote(text) == shown


def test_a_quotation_is_bounded() -> None:
    assert len(quote("mot " * 1000)) == 200
    assert quote("mot " * 1000).endswith("…")


def test_visible_leaves_plain_text_alone() -> None:
    assert visible("« Guichet », œuvre: 12\u00a0%") == "« Guichet », œuvre: 12\u00a0%"


@given(st.text(alphabet=st.sampled_from("\\x5cuU0123be9\x1b\x85\u202e\udc85\ud800\U000e0041é"), max_size=12))
def test_what_is_made_visible_can_be_read_back(text: str) -> None:
    def back(match: re.Match[str]) -> str:
        code = int(match.group()[2:], 16)
        return chr(code + 0xDC00 if match.group()[1] == "x" and code > 0x7F else code)

    assert re.sub(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}", back, visible(text)) == text
    assert printable(visible(text)) == visible(text)


def test_a_fingerprint_survives_what_is_not_its_subject() -> None:
    one = Finding("r", "", "k", Reason.STALE, "risks/R-1#due", {"date": "2026-01-01"})
    same = Finding("r", "", "k", Reason.INVALID, "risks/R-1#due", {"date": "2026-02-02"})

    assert one.fingerprint == same.fingerprint
    assert len(one.fingerprint) == 32
    assert one.fingerprint != Finding("r", "api", "k", Reason.STALE, "risks/R-1#due").fingerprint
    assert one.fingerprint != Finding("r", "", "k", Reason.STALE, "risks/R-2#due").fingerprint


def test_an_evidence_is_known_by_its_kind_part_path_and_anchor() -> None:
    one = Evidence("k", "a.md", line=3, value="x")

    assert one.id == Evidence("k", "a.md", line=9, value="y").id
    assert one.id != Evidence("k", "a.md", anchor="other").id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_document_is_read_in_the_encodings_that_people_use(encoding: str) -> None:
    document = Document("a.txt", lambda limit: "Délai\r\nœuvre\rfin".encode(encoding))

    assert document.text == "Délai\nœuvre\nfin"


def test_a_document_over_its_limit_is_unreadable_and_a_parser_runs_once() -> None:
    runs = []
    document = Document("a", lambda limit: b"x" * 100)
    assert document.fact(lambda d: runs.append(1)) is None

    with pytest.raises(Unreadable) as caught:
        document.bytes(10)
    assert (caught.value.what, caught.value.measured, caught.value.bound) == ("too-large", 100, 10)


def test_a_failure_of_a_parser_is_kept() -> None:
    runs = []

    def parse(document: Document) -> None:
        runs.append(1)
        raise ValueError

    document = Document("a", lambda limit: b"")
    for _ in range(3):
        with pytest.raises(ValueError):
            document.fact(parse)
    assert len(runs) == 1


def test_git_knows_the_content_by_the_same_name() -> None:
    assert Repo.of({"a": "hello\n"}).document("a").oid == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_a_repository_in_memory_has_a_history() -> None:
    repo = Repo.of(
        history=[
            {"date": "2026-01-01", "files": {"a": "1", "b": "x"}},
            {"date": "2026-02-01", "files": {"a": "2", "b": None}, "tag": "v1.0.0"},
            {"date": "2026-01-15", "files": {"a": "3"}},
        ]
    )

    assert list(repo.entries) == ["a"]
    assert [(version.commit.date, version.commit.believed) for version in repo.history.versions("a")] == [
        ("2026-01-15", False),
        ("2026-02-01", True),
        ("2026-01-01", True),
    ]
    assert [release.name for release in repo.history.releases()] == ["v1.0.0"]
    assert repo.history.versions("b")[0].oid == ""


@given(st.text(alphabet="aZ@.0123456789-+() \u00a0\u2011é１\u200b/,", max_size=60))
def test_masking_twice_changes_nothing_and_leaves_no_address(text: str) -> None:
    once = mask(text)

    assert mask(once) == once
    assert not re.search(r"[a-z]@[a-z]+\.[a-z]", once)


@pytest.mark.parametrize(
    "hostile", ["1 " * 50_000, "1" * 100_000, "418 " * 30_000, "a@" * 50_000, "a." * 50_000 + "@", "\u2011" * 50_000, "+1" * 50_000]
)
def test_hostile_text_is_masked_in_time(hostile: str) -> None:
    start = time.process_time()
    mask(hostile)

    assert time.process_time() - start < 5
