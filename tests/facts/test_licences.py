"""Licence texts, names and expressions: what is recognised, what is not, and what agrees."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from conforme.facts import licences
from conforme.facts.licences import Kind
from conforme.facts.licences import names as licence_names
from conforme.facts.licences import texts as licence_texts
from conforme.repo import Repo

GRANT = """Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so"""
NOTICE = """, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software."""
AS_IS = """
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
HOLDER = "Copyright (c) 2026 Ministère de l’Exemple\n\n"
MIT = f"MIT License\n\n{HOLDER}{GRANT}{NOTICE}\n{AS_IS}"
MIT_0 = f"MIT No Attribution\n\n{HOLDER}{GRANT}.\n{AS_IS}"
ISC_TAIL = """
THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.
"""
ISC_HEAD = "Permission to use, copy, modify, and/or distribute this software for any\npurpose with or without fee is hereby granted"
ISC = f"ISC License\n\n{HOLDER}{ISC_HEAD}, provided that the above\ncopyright notice and this permission notice appear in all copies.\n{ISC_TAIL}"
BSD_0 = f"{HOLDER}{ISC_HEAD}.\n{ISC_TAIL}"
BSD_HEAD = """Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.
"""
BSD_THIRD = """
3. Neither the name of the copyright holder nor the names of its
   contributors may be used to endorse or promote products derived from
   this software without specific prior written permission.
"""
BSD_TAIL = """
THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""
BSD_2 = HOLDER + BSD_HEAD + BSD_TAIL
BSD_3 = HOLDER + BSD_HEAD + BSD_THIRD + BSD_TAIL
CC0 = """As a work of the United States Government, this project is in the public domain within the United States.

Additionally, we waive copyright and related rights in the work worldwide through the CC0 1.0 Universal public domain dedication."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [(MIT, "MIT"), (MIT_0, "MIT-0"), (ISC, "ISC"), (BSD_0, "0BSD"), (BSD_2, "BSD-2-Clause"), (BSD_3, "BSD-3-Clause")],
)
def test_each_short_text_is_told_from_its_neighbours(text: str, expected: str) -> None:
    licence = licences.read_text(text)
    assert licence.ids == (expected,)
    assert licence.texts[0].coverage >= licence_texts.ENOUGH


@pytest.mark.parametrize("change", [str.upper, lambda text: " ".join(text.split()), lambda text: text.replace("\n", "\r\n").replace("\r\n", "\n> ")])
def test_case_wrapping_and_quoting_cost_nothing(change) -> None:  # type: ignore[no-untyped-def]
    assert licences.read_text(change(BSD_3)).ids == ("BSD-3-Clause",)


def test_text_around_is_left_aside_and_told() -> None:
    licence = licences.read_text(f"# Licence\n\nCe service est publié par le ministère.\n\n{MIT}\n\n## Nous joindre\n\nPar la page du ministère.")
    assert licence.ids == ("MIT",)
    assert licence.texts[0].line == 9
    assert not licence.takes


def test_two_texts_in_one_file() -> None:
    licence = licences.read_text(f"Au choix :\n\n{MIT}\n-----\n\n{BSD_3}")
    assert licence.ids == ("MIT", "BSD-3-Clause")
    assert licence.texts[0].line < licence.texts[1].line


def test_changed_words_are_not_the_licence_but_near_to_it() -> None:
    text = BSD_2.replace("permitted", "forbidden").replace("must retain", "shall never keep").replace("binary", "source")
    text = text.replace("DISCLAIMED", "GRANTED").replace("DAMAGES", "REWARDS").replace("LIABILITY", "GLORY").replace("NEGLIGENCE", "CARE")
    licence = licences.read_text(text)
    assert licence.ids == ()
    assert licence.near is not None and licence.near.id.startswith("BSD-")


@pytest.mark.parametrize("text", ["", "TODO", "À compléter", "x" * 100_000, "copyright " * 20_000, "\0" * 500, "((((" * 10_000])
def test_nothing_is_no_licence(text: str) -> None:
    start = time.process_time()
    licence = licences.read_text(text)
    assert (licence.ids, licence.near) == ((), None)
    assert time.process_time() - start < 2


def test_waiver_of_a_united_states_agency() -> None:
    licence = licences.read_text(CC0)
    assert licence.ids == ("CC0-1.0",)
    assert licence.grants[0].waiver
    only = licences.read_text(CC0.split("\n\n", maxsplit=1)[0])
    assert only.ids == () and only.united_states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ce logiciel est distribué sous la Licence Libre du Québec – Réciprocité (LiLiQ-R), version 1.1.", "LiLiQ-R-1.1"),
        ("This program is released under the Québec Free and Open-Source Licence – Strong Reciprocity (LiLiQ-R+)", "LiLiQ-Rplus-1.1"),
        ("Licensed under the Apache License, Version 2.0 (the “License”)", "Apache-2.0"),
        ("© Crown copyright, available under the terms of the Open Government Licence v3.0", "OGL-UK-3.0"),
        ("SPDX-License-Identifier: EUPL-1.2", "EUPL-1.2"),
        ("Redistribute it under the terms of the GNU Affero General Public License, version 3 or later", "AGPL-3.0-or-later"),
        ("The framework is licenced under Attribution 4.0. To view it, visit <http://creativecommons.org/licenses/by/4.0/>", "CC-BY-4.0"),
        ("The MIT museum is under the bridge", None),
    ],
)
def test_a_licence_granted_by_its_name(text: str, expected: str | None) -> None:
    assert licences.read_text(text).ids == ((expected,) if expected else ())


def test_a_waiver_counts_beside_the_text_of_a_part() -> None:
    assert licences.read_text(f"{CC0}\n\nFull text for the MIT licensed files:\n\n{MIT}").ids == ("MIT", "CC0-1.0")


def test_what_a_file_names_is_more_than_what_it_grants() -> None:
    licence = licences.read_text(f"{BSD_3}\nSince 2020 also licensed under the Apache License, Version 2.0.")
    assert licence.ids == ("BSD-3-Clause",)
    assert licence.named == {"BSD-3-Clause", "Apache-2.0"}


def test_a_list_of_what_others_grant_is_no_grant() -> None:
    names = ("the MIT license", "the Apache License 2.0", "the ISC license", "the zlib license", "the 3-clause BSD license")
    text = "\n".join(f"Component {name}: licensed under {name}." for name in names)
    assert licences.read_text(text).ids == ()


def test_a_tag_says_what_the_text_does_not() -> None:
    assert licences.read_text(f"SPDX-License-Identifier: MIT\n\n{MIT}").ids == ("MIT",)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("The software may be used for non-commercial purposes only.", "non-commercial"),
        ("L’usage commercial est interdit. Pas à des fins commerciales.", "non-commercial"),
        ("The licence in this file applies only to open source, research and public sector use.", "commercial-terms"),
        ("“Commons Clause” License Condition v1.0", "commons-clause"),
        ("The contents are provided under the MIT License SUBJECT FURTHER TO THE FOLLOWING:", "further-terms"),
    ],
)
def test_terms_that_take_rights_back(line: str, key: str) -> None:
    licence = licences.read_text(f"{line}\n\n{MIT}")
    assert [place.text for place in licence.takes] == [key]
    assert licence.takes[0].line == 1


def test_reserved_rights_close_the_work() -> None:
    assert licences.read_text("© Organisme de l’Exemple. Tous droits réservés.").closed == 1
    assert licences.read_text(BSD_3.replace("Exemple\n", "Exemple. All rights reserved.\n", 1)).closed is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Copyright (c) [year] [fullname]", ["[year]", "[fullname]"]),
        ("Copyright (c) <year> <copyright holders>", ["<year>", "<copyright holders>"]),
        ("Copyright (c) YEAR Your Name", ["YEAR", "Your Name"]),
        ("Copyright (c) YOUR_NAME_HERE", ["YOUR_NAME_HERE"]),
        ("Copyright (c) 2022 Crown Copyright (Government Digital Service)", []),
        ("Copyright (c) Example Department and partners (“Authors”)", []),
        ('Copyright (c) 2020 Example Department ("Authors")', []),
        ("Copyright (c) 2026 Ministère de l’Exemple <libre@exemple.org>", []),
    ],
)
def test_blanks_left_in_the_line_of_the_holder(line: str, expected: list[str]) -> None:
    licence = licences.read_text(MIT.replace(HOLDER.strip(), line))
    assert [place.text for place in licence.blanks] == expected
    assert licence.needs_holder


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("Crown Copyright (c)", "Crown"),
        ("Crown copyright (c) 2026 Example Department", "Crown Example Department"),
        ("Copyright (c) 2026 Crown Copyright (Example Department)", "Crown (Example Department)"),
    ],
)
def test_crown_copyright_names_its_holder(line: str, holder: str) -> None:
    assert [place.text for place in licences.read_text(MIT.replace(HOLDER.strip(), line)).holders] == [holder]


def test_the_appendix_of_apache_is_not_a_holder() -> None:
    assert not licences.read_text("Licensed under the Apache License, Version 2.0\n\nCopyright [yyyy] [name of copyright owner]").needs_holder


@pytest.mark.parametrize(
    ("text", "valid", "nearest", "ids"),
    [
        ("MIT", True, None, {"MIT"}),
        ("(MIT OR Apache-2.0)", True, None, {"MIT", "Apache-2.0"}),
        ("GPL-2.0-or-later WITH Classpath-exception-2.0", True, None, {"GPL-2.0-or-later WITH Classpath-exception-2.0"}),
        ("LiLiQ-R", False, "LiLiQ-R-1.1", {"LiLiQ-R-1.1"}),
        ("LiLiQ-R+", False, "LiLiQ-Rplus-1.1", {"LiLiQ-Rplus-1.1"}),
        ("Apache License, Version 2.0", False, "Apache-2.0", {"Apache-2.0"}),
        ("MIT/Apache-2.0", False, "MIT OR Apache-2.0", {"MIT", "Apache-2.0"}),
        ("GPLv3+", False, "GPL-3.0-or-later", {"GPL-3.0-or-later"}),
        ("License :: OSI Approved :: MIT License", False, "MIT", {"MIT"}),
        ("https://spdx.org/licenses/EUPL-1.2.html", False, "EUPL-1.2", {"EUPL-1.2"}),
        ("GPL-3.0-later", False, "GPL-3.0-or-later", set()),
        ("EUPL", False, "EUPL-1.2", set()),
        ("BSD", False, None, set()),
        ("SEE LICENSE IN LICENCE.md", True, None, set()),
        ("MIT AND (", False, None, set()),
        ("(" * 150 + "MIT" + ")" * 150, False, "MIT", {"MIT"}),
    ],
)
def test_what_people_write_where_a_licence_is_stated(text: str, valid: bool, nearest: str | None, ids: set[str]) -> None:
    stated = licences.statement(text)
    assert (stated.valid, stated.nearest, set(stated.ids)) == (valid, nearest, ids)


@pytest.mark.parametrize("text", ["UNLICENSED", "proprietary", "Tous droits réservés"])
def test_no_licence_is_stated(text: str) -> None:
    assert licences.statement(text).closed


def test_expressions_as_another_reader_sees_them() -> None:
    other = pytest.importorskip("license_expression").get_spdx_licensing()
    for text in ("MIT", "MIT AND (ISC OR BSD-2-Clause)", "(MIT OR ISC) AND (0BSD OR Zlib)", "MIT ISC", "Foo OR MIT", "((MIT))"):
        info = other.validate(text)
        mine = licences.parse(text)
        assert (mine is not None) == (not info.errors), text
        if mine is not None:
            assert {name for choice in mine for name in choice} == set(other.license_keys(other.parse(text)))


def test_an_expression_is_bounded() -> None:
    many = " AND ".join(f"({left} OR {right})" for left, right in [("MIT", "ISC"), ("Zlib", "0BSD"), ("X11", "NCSA"), ("MIT-0", "WTFPL")] * 3)
    assert licences.parse(many) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"GPL-3.0"}, {"GPL-3.0-or-later"}, True),
        ({"GPL-3.0"}, {"LGPL-3.0-only"}, True),
        ({"MIT"}, {"X11"}, True),
        ({"MIT"}, {"MIT", "Apache-2.0"}, True),
        ({"MIT"}, {"ISC"}, False),
        ({"AGPL-3.0"}, {"GPL-3.0-only"}, False),
        ({"LiLiQ-P-1.1"}, {"LiLiQ-R-1.1"}, False),
        ({"GPL-2.0"}, {"GPL-2.0-or-later WITH Classpath-exception-2.0"}, True),
    ],
)
def test_identifiers_agree_when_they_name_one_text(left: set[str], right: set[str], expected: bool) -> None:
    assert licences.agree(left, right) is expected is licences.agree(right, left)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Kind.SOFTWARE, "MIT ISC Apache-2.0 GPL-3.0 AGPL-3.0-or-later LiLiQ-P-1.1 LiLiQ-R-1.1 LiLiQ-Rplus-1.1 EUPL-1.2 CC0-1.0 OGL-UK-3.0 X11"),
        (Kind.CONTENT, "CC-BY-4.0 CC-BY-SA-4.0 ODbL-1.0 etalab-2.0 OGL-Canada-2.0 CDLA-Permissive-2.0"),
        (Kind.RESTRICTED, "CC-BY-NC-SA-4.0 CC-BY-ND-4.0 BUSL-1.1 SSPL-1.0 Elastic-2.0 PolyForm-Noncommercial-1.0.0 JSON"),
        (Kind.UNKNOWN, "LicenseRef-Foo Glide"),
    ],
)
def test_what_a_licence_is_good_for(kind: Kind, names: str) -> None:
    assert {name: licences.kind(name) for name in names.split()} == dict.fromkeys(names.split(), kind)


def test_every_fingerprint_has_a_kind_and_an_identifier() -> None:
    listed = licences.spdx().flags
    for held in licence_texts.known():
        assert held.id in listed
        assert licences.kind(held.id) is not Kind.UNKNOWN or "o" not in listed[held.id]
        assert len(held.sample) <= licence_texts.SAMPLE


def test_the_data_is_small_and_names_its_source() -> None:
    folder = Path(licence_texts.__file__).parent / "data"
    assert sum(file.stat().st_size for file in folder.iterdir()) < 400_000
    assert "SPDX License List" in (folder / "fingerprints.json").read_text(encoding="utf-8")[:400]


def test_a_document_is_read_once_and_within_limits() -> None:
    document = Repo.of({"LICENCE": MIT}).document("LICENCE")
    assert document.fact(licences.read) is document.fact(licences.read)
    long = licences.read_text("Apache License 2.0 under " * 20_000)
    assert len(long.grants) == 1


def test_names_do_not_overlap() -> None:
    words = list(licence_texts.words_of(" GNU Affero General Public License v3 or later, Licence Libre du Québec – Réciprocité forte").words)
    assert [item.id for item in licence_names.in_words(words)] == ["AGPL-3.0-or-later", "LiLiQ-Rplus-1.1"]
