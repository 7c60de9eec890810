"""Pages and templates without their marks, in one pass."""

from __future__ import annotations

import time

import pytest

from conforme.facts.markup import unmarked

SAID = {
    "<p>Bonjour <b>à tous</b></p>": "Bonjour à tous",
    "avant <!-- <p>caché</p> --> après": "avant après",
    "a <script type='x'>if (a < b) { c }</script> b": "a b",
    "a <STYLE>p > b {}</Style> b": "a b",
    "a {# note #} b {% if x %} c {{ y }} d": "a b c d",
    "a <%# note %> b <%= y %> c": "a b c",
    "a {/* note */} b": "a b",
    "l’«&nbsp;avis&nbsp;»": "l’« avis »",
    "3 < 4 et 5 > 2": "3 < 4 et 5 > 2",
    "a <!-- jamais fermé": "a <!-- jamais fermé",
    "a <script>jamais fermé": "a jamais fermé",
    "a {{ jamais fermé": "a {{ jamais fermé",
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_what_is_said_to_a_reader_stays(text: str, said: str) -> None:
    assert unmarked(text).split() == said.split()


def test_lines_keep_their_numbers() -> None:
    text = "a\n<!--\nb\n-->\nc <p\nclass='x'>\nd"
    assert unmarked(text).count("\n") == text.count("\n")
    assert unmarked(text).split("\n")[6].strip() == "d"


@pytest.mark.parametrize("sign", ["<script>", "<!--", "{{", "{%", "<a ", "<p>", "<svg><svg>", "{/*", "</", "<%#", "<script"])
def test_what_is_opened_again_and_again_costs_no_more_than_its_length(sign: str) -> None:
    def spent(size: int) -> float:
        began = time.process_time()
        unmarked((sign * size)[:size])
        return time.process_time() - began

    assert spent(1 << 20) <= 12 * spent(1 << 18) + 0.5
