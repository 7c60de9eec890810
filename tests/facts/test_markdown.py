"""Markdown pages: what a reader sees, with its lines; code and comments are never seen."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conforme.facts import markdown
from conforme.facts.markdown import Page, plain
from conforme.repo import Repo, Unreadable


def page(text: str | bytes, path: str = "a.md") -> Page:
    return Repo.of({path: text}).document(path).fact(markdown.parse)


def titles(text: str, path: str = "a.md") -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in page(text, path).sections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Un\n## Deux ##\n### C# et F#\n", [(1, "Un"), (2, "Deux"), (3, "C# et F#")]),
        ("Titre\n=====\nSous\n---\n", [(1, "Titre"), (2, "Sous")]),
        ("Un paragraphe\nde deux lignes\n---\n", []),
        ("- item\n---\n", []),
        ("#Pas un titre\n    # code\n", []),
        ("```\n# code\n```\n# Vrai\n", [(1, "Vrai")]),
        ("~~~~\n# a\n~~~\n# b\n~~~~\n# Vrai\n", [(1, "Vrai")]),
        ("- a\n  ```\n  # code\n  ```\n", []),
        ("> ```\n> # code\n\n# Vrai\n", [(1, "Vrai")]),
        ("<!-- \n# caché\n-->\n# Vrai\n", [(1, "Vrai")]),
        ("texte <!-- jamais fermé\n# Vrai\n", [(1, "Vrai")]),
        ("<!-- jamais fermé\n# caché\n", []),
        ("`<!--` et\n# Vrai\n`-->`\n", [(1, "Vrai")]),
        ("<pre>\n# code\n</pre>\n# Vrai\n", [(1, "Vrai")]),
        ('<h2 align="center">\n  Un <b>titre</b>\n</h2>\n<h3>B</h3>\n', [(2, "Un titre"), (3, "B")]),
        ("# [![CI](a.svg)](b) **Le** `code` [lien](x) {#ancre}\n", [(1, "Le code lien")]),
        ("a\n\n    # code\n\n    # encore\n\n- b\n\n    suite\n", []),
        ("#\n", [(1, "")]),
    ],
)
def test_headings(text: str, expected: list[tuple[int, str]]) -> None:
    assert titles(text) == expected


def test_section_text_is_its_own_and_deep_text_has_the_sections_under_it() -> None:
    read = page("avant\n# A\n\nun\n## B\ndeux\n```\ncode\n```\n### C\ntrois\n# D\nquatre\n")
    a, b, c, d = read.sections
    assert (read.lead, a.body, b.body, c.body, d.body) == ("avant", "un", "deux", "trois", "quatre")
    assert (a.line, a.first, a.end) == (2, 4, 4)
    assert (c.trail, d.trail) == (("A", "B"), ())
    assert read.under(a).split() == ["un", "deux", "trois"]
    assert read.sub(b) == (c,)
    assert read.section_at(8) == b
    assert read.section_at(1) is None


def test_front_matter() -> None:
    read = page("---\ntitre: Plan\n---\n# A\n")
    assert read.front_matter is not None
    assert read.front_matter.plain() == {"titre": "Plan"}
    assert read.front_matter.where("titre") == (2, 1)
    assert read.sections[0].line == 4
    assert page("---\na: [\n---\n# A\n").front_problem is not None
    assert page("---\nUne phrase seule.\n---\n# A\n").front_matter is None
    assert page("+++\ntitre = 'x'\n+++\n").front_matter is not None


def test_pipe_table() -> None:
    text = "## T\n\n| Nom | Cible<br/>2026 |\n|:--|--:|\n| a \\| b | **3** [ici](k.md) |\n| `x|y` | 2 |\n| seul |\n\nfin | pas\n"
    (table,) = page(text).tables
    assert [cell.text for cell in table.headers] == ["Nom", "Cible\n2026"]
    assert [[cell.text for cell in row] for row in table.rows] == [["a | b", "3 ici"], ["x|y", "2"], ["seul"]]
    assert (table.title, table.line, table.path) == ("T", 3, "a.md")
    assert table.rows[0][1] == ("3 ici", 5, 12, ("k.md",))


def test_table_without_outer_pipes() -> None:
    (table,) = page("a | b\n--|--\n1 | 2\n").tables
    assert [cell.text for cell in (*table.headers, *table.rows[0])] == ["a", "b", "1", "2"]
    assert not page("a | b\n---\n").tables
    assert not page("```\n|a|\n|-|\n```\n").tables


def test_html_table() -> None:
    (table,) = page("<table>\n<tr><th>A<th>B</tr>\n<tr><td>1</td><td>2<br>3</td></tr>\n</table>\n").tables
    assert [[cell.text for cell in row] for row in (table.headers, *table.rows)] == [["A", "B"], ["1", "2\n3"]]
    assert table.rows[0][1].line == 3


def test_links_and_images() -> None:
    text = '[a *b*](x.md "t") ![logo](l.png)\n[r][1] <https://un.example/>\n[![CI](c.svg)](https://ci.example)\nhttps://deux.example/a_(b).\n'
    read = page(text + '<a href="mailto:x@exemple.org">écrire</a> `[code](non)` \\[non](y)\n\n[1]: ref.md\n')
    assert [(link.text, link.target, link.line) for link in read.links] == [
        ("a b", "x.md", 1),
        ("r", "ref.md", 2),
        ("", "https://un.example/", 2),
        ("CI", "https://ci.example", 3),
        ("", "https://deux.example/a_(b)", 4),
        ("écrire", "mailto:x@exemple.org", 5),
    ]
    assert [(image.text, image.target) for image in read.images] == [("logo", "l.png"), ("CI", "c.svg")]


def test_items() -> None:
    read = page("- un\n  suite\n  - [x] deux\n    - [ ] trois\n* * *\n\n# A\n1. quatre\n-\n")
    assert [(item.text, item.line, item.checked, item.depth, item.section) for item in read.items] == [
        ("un suite", 1, None, 0, -1),
        ("deux", 3, True, 1, -1),
        ("trois", 4, False, 2, -1),
        ("quatre", 8, None, 0, 0),
        ("", 9, None, 0, 0),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Clé** : valeur\n", [("Clé", "valeur")]),
        ("**Clé :** valeur\n", [("Clé", "valeur")]),
        ("**Clé\u00a0:** *valeur*\n", [("Clé", "valeur")]),
        ("- Clé: valeur\n- **Autre**: `x`\n", [("Clé", "valeur"), ("Autre", "x")]),
        ("Clé: un\ndeux\nAutre: trois\n", [("Clé", "un deux"), ("Autre", "trois")]),
        ("Clé:\n- a\n- [x] b\n\nfin\n", [("Clé", "a\nb")]),
        ("**Clé**\n\nUn paragraphe.\n", [("Clé", "Un paragraphe.")]),
        ("Clé:\n\n# Titre\n", [("Clé", "")]),
        ("Clé:\nAutre: x\n", [("Clé", ""), ("Autre", "x")]),
        ("voir https://exemple.org:80/x\n10:30\n| a: b |\n", []),
        ("Une phrase finie. Une autre: suite\n", []),
    ],
)
def test_fields(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(field.label, field.value) for field in page(text).fields] == expected


def test_prose_keeps_the_lines_of_the_file() -> None:
    text = "---\na: b\n---\n# **Titre**\n```\ncode\n```\n<!-- c\n-->\n- [ ] Une <b>tâche</b> ![x](y) &eacute;\n\n<votre nom>\n"
    assert page(text).prose.split("\n") == ["", "", "", " Titre", "", "", "", "", "", "Une tâche  é", "", "<votre nom>", ""]


def test_other_markups() -> None:
    assert titles("Titre\n=====\n\nun ::\n\n  code\n  ====\n\nSous\n----\n.. code:: x\n\n   y\n\nAutre\n=====\n", "a.rst") == [
        (1, "Titre"),
        (2, "Sous"),
        (1, "Autre"),
    ]
    assert titles("= Titre\n:toc:\n\n== Sous\n----\n= code\n----\n// == non\n", "a.adoc") == [(1, "Titre"), (2, "Sous")]
    assert page("import X from 'y'\n\n<Tabs>\n\n# A\n", "a.mdx").prose.split() == ["A"]


def test_plain() -> None:
    assert plain("a<br/>b `<x>` [t](u) ![i](j) \\*c\\* snake_case 5 * 3 * 2") == "a\nb <x> t  *c* snake_case 5 * 3 * 2"


def test_over_one_megabyte_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        page("a" * ((1 << 20) + 1))


def test_over_one_hundred_thousand_lines_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        page("-\n" * 100_001)


signs = st.text(st.sampled_from(list("#-=*_`~|<>[](){}!&;:\\/ \n\t\r\0\ue000+.1aé\"'^")), max_size=120)


@settings(max_examples=150, deadline=None)
@given(text=signs, extension=st.sampled_from(["md", "mdx", "rst", "adoc"]))
def test_any_text_is_a_page_whose_places_are_in_the_file(text: str, extension: str) -> None:
    document = Repo.of({f"a.{extension}": text}).document(f"a.{extension}")
    read = document.fact(markdown.parse)
    last = document.text.count("\n") + 1
    assert read.prose.count("\n") + 1 == last
    parts: tuple[Any, ...] = (*read.sections, *read.tables, *read.links, *read.images, *read.items, *read.fields)
    places = [part.line for part in parts]
    assert all(1 <= line <= last for line in places)
    assert all(section.line <= section.first and section.end <= last for section in read.sections)
    assert isinstance(plain(text), str)


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.lists(st.text("aé1|\\ -", min_size=1, max_size=6).filter(str.strip), min_size=2, max_size=3), min_size=1, max_size=4))
def test_cells_written_with_escapes_are_read_back(cells: list[list[str]]) -> None:
    width = len(cells[0])
    rows = [(row * 3)[:width] for row in cells]
    written = ["| " + " | ".join(cell.strip().replace("\\", "\\\\").replace("|", "\\|") for cell in row) + " |" for row in rows]
    (table,) = page("\n".join(["| " + "h | " * width, "|" + "-|" * width, *written])).tables
    assert [[cell.text for cell in row] for row in table.rows] == [[cell.strip() for cell in row] for row in rows]


HOSTILE = [
    *("[", "](", "[](", "[a](", "[a]: b\n", "![", "`", "``` a\n", "~~~", "*a", "**", "_a ", "<", "<a ", "<!--", "<!-- -->", "`<!--"),
    *("&#", "\\", "|", "|-", "|-|\n", "# a\n", "#", "a\n---\n", "- a\n", "  - a\n", ">", "> ", "1. ", "**a**:\n", "a:\n", "a: b\n", "<td>"),
    *("<h1>\n", "<pre>\n", " ", " " * 500 + "\n", "-" * 500 + "x\n", "    a\n", "- [ ] a\n", "|" + " " * 500, "# " + " " * 500 + "#\n"),
    *("=" * 400 + " " * 400 + "x\n", "(", "http://", "~~a", "\ue000", "\n", "| a |\n|-|\n|"),
]


@pytest.mark.parametrize("sign", HOSTILE)
def test_time_is_linear(sign: str) -> None:
    def spent(size: int) -> float:
        text = (sign * size)[:size]
        began = time.process_time()
        page(text[: 90_000 * max(1, len(sign))])
        return time.process_time() - began

    assert spent(1 << 17) <= 4 * spent(1 << 16) + 0.3


def test_a_page_that_a_tool_made_is_told_by_its_comment() -> None:
    made = "<!-- Made by a tool; do not edit. -->\n# KPI\n"
    assert markdown.is_derived(Repo.of({"a.md": made}).document("a.md"))
    assert not markdown.is_derived(Repo.of({"a.md": "# KPI\n\nThis table: do not edit -->\n"}).document("a.md"))
