"""What pages of all makes say: words without markup, on the lines of the file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conforme.facts import days, pages, said
from conforme.repo import Document, Repo


def document(path: str, text: str) -> Document:
    return Repo.of({path: text}).document(path)


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("page.md", "# Titre\n\nNous **recueillons** votre\nadresse.\n", 3),
        ("page.html.erb", '<h1>\n  <%= t("x") %>\n</h1>\n<p>Nous <b>recueillons</b> votre\n adresse</p>\n', 4),
        ("page.tsx", "export const Page = () => (\n  <p>\n    Nous recueillons <em>votre</em> adresse\n  </p>\n);\n", 3),
        ("fr.yml", "fr:\n  avis: Nous recueillons votre adresse\n", 2),
    ],
)
def test_a_phrase_is_found_on_its_line_whatever_the_markup(path: str, text: str, line: int) -> None:
    told = said.read(document(path, text))

    assert told.hits(("nous recueillons votre adresse",)) == [line]


def test_scripts_styles_and_comments_are_not_said() -> None:
    told = said.read(document("p.html", "<style>.a{}</style><!-- cookies --><script>cookies()</script>\n<p>Bonjour</p>\n"))

    assert told.text.split() == ["bonjour"]


def test_a_star_ends_a_word_that_goes_on() -> None:
    told = said.spoken(["The lecteurs d’écran were tested", "with screen readers"])

    assert told.has(("screen reader*",)) and told.has(("lecteur* d’écran",))
    assert not told.has(("screen reader",))


def test_the_best_window_is_where_most_is_said_together() -> None:
    lines = ["rights", *[""] * 50, "purpose", "retention", "rights"]
    signals = {"a": ("rights",), "b": ("purpose",), "c": ("retention",)}

    assert said.best_window(said.spoken(lines), signals, 10) == {"b": 52, "c": 53, "a": 54}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("établie le 3 mars 2026", "2026-03-03"),
        ("le 1er février 2026", "2026-02-01"),
        ("March 2nd, 2026", "2026-03-02"),
        ("2026-09-14", "2026-09-14"),
        ("mars 2026", "2026-03"),
        ("version 1.2.3", None),
        ("2026-13-45", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: str | None) -> None:
    assert days.last_in(text) == day


def test_the_latest_version_of_a_dated_page_is_kept_and_forms_are_left_out() -> None:
    class Selected:
        def documents(self) -> Iterator[Document]:
            names = ["legal/terms.20240101.html", "legal/terms.20260511.html", "templates/privacy.md", "web/templates/page/privacy.html.md"]
            return (document(name, "x") for name in names)

    assert [item.path for item in pages.latest(pages.of_a_product(Selected()))] == ["legal/terms.20260511.html", "web/templates/page/privacy.html.md"]
