"""The index of places gives what one regular expression a pattern and a path would give."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme import catalog, places
from conforme.cards import FinderCard

CARDS = catalog.load().finders
ODD = ("docs", "tests", "examples", "Été", "a\nb.md", ".foo", "x", "[a].md", "README.en.md", "licence", "LICENCE.MD", "node_modules")


def _parts() -> list[str]:
    globs = [text for card in CARDS.values() for text in (*card.names, *(item.glob for item in card.globs), *card.pages)]
    return sorted({part.replace("*", "q").replace("?", "z") for glob in globs for part in glob.strip("/").split("/")})


PATHS = st.lists(st.sampled_from([*ODD, *_parts()]), min_size=1, max_size=5).map("/".join)


def _regex(where: str, shape: str) -> re.Pattern[str]:
    def segment(part: str) -> str:
        return "".join({"*": "[^/]*", "?": "[^/]"}.get(character, re.escape(character)) for character in part)

    parts = [*where.split("/")[:-1], shape]
    text = "".join(
        (".*" if last else "(?:.*/)?") if part == "**" else segment(part) + ("" if last else "/")
        for part, last in ((part, number == len(parts) - 1) for number, part in enumerate(parts))
    )
    return re.compile(text + r"\Z", re.DOTALL)


@cache
def _glob(glob: str) -> list[re.Pattern[str]]:
    return [_regex(*_halves(places.fold_path(glob).lstrip("/")))]


@cache
def _name(name: str) -> list[re.Pattern[str]]:
    folded = places.fold_path(name)
    stem = folded.lstrip("/")
    endings = places.TEXT_EXTENSIONS if not set(stem) & set("*?[.") else {""}
    return [_regex("" if folded.startswith("/") else "**/", stem + ending) for ending in endings]


def _halves(glob: str) -> tuple[str, str]:
    where, slash, shape = glob.rpartition("/")
    return where + slash, shape


def _naive(card: FinderCard, path: str) -> tuple[set[str], bool]:
    """The texts of the patterns of the card that match, and whether a page does."""
    folded = places.fold_path(path)
    named = {name for name in card.names if any(regex.match(folded) for regex in _name(name))}
    globs = {item.glob for item in card.globs if any(regex.match(folded) for regex in _glob(item.glob))}
    return named | globs, any(regex.match(folded) for page in card.pages for regex in _glob(page))


@pytest.mark.parametrize("kind", sorted(CARDS))
@given(paths=st.lists(PATHS, max_size=12, unique=True))
def test_the_selection_is_that_of_the_patterns_one_by_one(kind: str, paths: list[str]) -> None:
    card = CARDS[kind]
    chosen = places.select(paths, {kind: card})[kind]

    for path in paths:
        texts, page = _naive(card, path)
        blocked = any(name in places.SET_ASIDE and name not in card.also_in for name in places.fold_path(path).split("/")[:-1])
        found = [candidate.pattern for candidate in chosen.candidates if candidate.path == path]
        assert (found != []) == (bool(texts) and not blocked)
        assert set(found) <= texts
        assert (path in chosen.pages) == (page and not blocked)


def test_all_cards_at_once_give_what_each_gives_alone() -> None:
    paths = [f"{folder}{name}" for folder in ("", "docs/", "src/é/tests/", ".github/workflows/") for name in (*ODD, *_parts())]
    together = places.select(paths, CARDS, {"changelog": ["docs/x"]})

    for kind, card in CARDS.items():
        assert together[kind] == places.select(paths, {kind: card}, {"changelog": ["docs/x"]})[kind]
