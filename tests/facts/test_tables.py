"""CSV files: cells with their places, whatever the delimiter."""

from __future__ import annotations

import csv
import io
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conforme.facts import tables
from conforme.facts.structured import Invalid
from conforme.facts.tables import Table
from conforme.repo import Repo, Unreadable


def read(text: str | bytes, path: str = "a.csv") -> Table:
    return Repo.of({path: text}).document(path).fact(tables.read_csv)


def texts(text: str | bytes, path: str = "a.csv") -> list[list[str]]:
    table = read(text, path)
    return [[cell.text for cell in row] for row in (table.headers, *table.rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffé;b\r\n1,5;2\r\n", [["é", "b"], ["1,5", "2"]]),
        ("a\tb\n1,2\t3\n", [["a", "b"], ["1,2", "3"]]),
        ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ("sep=;\na;b\n1;2", [["a", "b"], ["1", "2"]]),
        ('a,b\n"x, ""y""\nz", 3\n', [["a", "b"], ['x, "y"\nz', "3"]]),
        ('a, "b, c"\n1, 2\n', [["a", "b, c"], ["1", "2"]]),
        ("a,b\n1\n\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]]),
        ("seul\nun\n", [["seul"], ["un"]]),
        ("", [[]]),
    ],
)
def test_csv(text: str, expected: list[list[str]]) -> None:
    assert texts(text) == expected


def test_tsv_has_no_other_delimiter() -> None:
    assert texts("a,b;c\n", "a.tsv") == [["a,b;c"]]


def test_lines_above_the_headers_are_the_title() -> None:
    table = read("Indicateurs 2026\n\na;b\n1;2\n")
    assert (table.title, table.line, table.headers[0].text) == ("Indicateurs 2026", 3, "a")


def test_places() -> None:
    table = read('a,b\n"x\ny",2\n3,4\n')
    assert [(cell.line, cell.column) for row in table.rows for cell in row] == [(2, 1), (3, 4), (4, 1), (4, 3)]


@pytest.mark.parametrize(("text", "place"), [('"a', (1, 1)), ('a,b\n1,"c\n', (2, 3))])
def test_a_quote_that_nothing_closes(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(Invalid) as caught:
        read(text)
    assert (caught.value.key, caught.value.line, caught.value.column) == ("csv-syntax", *place)


@pytest.mark.parametrize(
    ("text", "what"),
    [("a\n" * 50_001, "too-many-rows"), ("," * 5_001, "too-many-keys"), ("a" * 70_000, "scalar-too-long"), ("a\n" * (1 << 20), "too-large")],
)
def test_limits(text: str, what: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.what == what


def test_just_under_the_limits() -> None:
    assert len(read("a\n" * 50_000).rows) == 49_999
    assert len(read("a" + ",a" * 4_999).headers) == 5_000


cells = st.text(st.sampled_from(list('aé1 ,;|\t"\n.-')), max_size=8)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5), delimiter=st.sampled_from(",;"))
def test_csv_reads_what_the_standard_library_writes(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    expected = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    assert texts(f"sep={delimiter}\n" + out.getvalue()) == (expected or [[]])


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.sampled_from(list('a1,;|\t"\n\r\0 =sep')), max_size=80), path=st.sampled_from(["a.csv", "a.tsv"]))
def test_any_text_is_read_invalid_or_unreadable(text: str, path: str) -> None:
    try:
        table = read(text, path)
    except Invalid:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in (table.headers, *table.rows):
        assert all(1 <= cell.line <= len(lines) and cell.column >= 1 for cell in row)


@pytest.mark.parametrize("sign", ['"', '""', ',"', '"\n"', ",", "a,b\n", "a" * 100 + ",\n", " ", ' "', "\n", ";", 'a;"b\n'])
def test_time_is_linear(sign: str) -> None:
    def spent(size: int) -> float:
        began = time.process_time()
        with suppress(Invalid, Unreadable):
            read((sign * size)[:size])
        return time.process_time() - began

    assert min(spent(1 << 17) for _ in range(2)) <= 4 * spent(1 << 16) + 0.3
