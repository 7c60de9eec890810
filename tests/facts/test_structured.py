"""YAML, JSON and TOML: the same tree as their usual readers, with places, within limits, and never another exception."""

from __future__ import annotations

from typing import Any

import pytest

from conforme.facts import structured
from conforme.facts.structured import Invalid, Node
from conforme.repo import Document, Repo, Unreadable


def document(path: str, text: str | bytes) -> Document:
    return Repo.of({path: text}).document(path)


def read(path: str, text: str | bytes) -> Node:
    return document(path, text).fact(structured.parse)


def plain(path: str, text: str) -> Any:
    return read(path, text).plain()


def fails(path: str, text: str | bytes) -> tuple[str, int, int]:
    with pytest.raises(Invalid) as caught:
        read(path, text)
    return caught.value.key, caught.value.line, caught.value.column


def stopped(path: str, text: str | bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path, text)
    return caught.value.what


def test_yaml_scalars_follow_1_2() -> None:
    text = "on: push\nz: 012\nt: 1:30\nd: 2026-01-02\ny: yes\nb: True\nq: '12'\nn: ~\ne:\nf: 1e3\nr: !Ref X\ns: !!str 12\nx: 0x1F\n"
    expected = {"on": "push", "z": 12, "t": "1:30", "d": "2026-01-02", "y": "yes", "b": True, "q": "12", "n": None, "e": None}
    assert plain("a.yaml", text) == expected | {"f": 1000.0, "r": "X", "s": "12", "x": 31}


def test_empty_yaml_is_null() -> None:
    assert read("a.yaml", "") == Node(None)
