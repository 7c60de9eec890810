"""Patterns compiled late are those of the standard library, all of them valid, and none is told apart by identity."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import conforme.facts
import conforme_plugins
from conforme.facts import regex

PACKAGES = (conforme.facts, conforme_plugins)
MODULES = [module.name for package in PACKAGES for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def lazy(value: object, depth: int = 4) -> Iterator[regex.Lazy]:
    if isinstance(value, regex.Lazy):
        yield value
    elif depth and isinstance(value, dict):
        yield from (found for item in value.items() for found in lazy(item, depth - 1))
    elif depth and isinstance(value, tuple | list | set | frozenset):
        yield from (found for item in value for found in lazy(item, depth - 1))


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_compiles(name: str) -> None:
    for value in vars(importlib.import_module(name)).values():
        assert all(found.compiled() for found in lazy(value))


def test_a_late_pattern_does_what_an_early_one_does() -> None:
    late, early = regex.compile(r"(?P<a>é+)|b", regex.IGNORECASE), re.compile(r"(?P<a>é+)|b", re.IGNORECASE)
    assert isinstance(late, regex.Lazy) and "search" not in vars(late)
    for text in ("", "ÉÉ b", "x"):
        assert [match.span() for match in late.finditer(text)] == [match.span() for match in early.finditer(text)]
        assert late.sub("-", text) == early.sub("-", text)
    assert (late.pattern, late.flags, late.groups, dict(late.groupindex)) == (early.pattern, early.flags, early.groups, dict(early.groupindex))
    assert "search" not in vars(late) and late.search("b") and "search" in vars(late)


def test_a_wrong_pattern_is_said_by_its_first_use() -> None:
    with pytest.raises(re.error):
        regex.compile("(").search("")
    with pytest.raises(AttributeError):
        regex.compile("a").nothing  # noqa: B018


def test_no_match_is_told_by_the_identity_of_a_late_pattern() -> None:
    for package in PACKAGES:
        for path in Path(package.__path__[0]).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert "import regex as re" not in text or not re.search(r"\.re (?:is|==|in)\b", text), path
