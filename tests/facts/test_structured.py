"""YAML, JSON and TOML: the same tree as their usual readers, with places, within limits, and never another exception."""

from __future__ import annotations

import json
import pickle
import time
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conforme.facts import structured
from conforme.facts.structured import Invalid, Node
from conforme.repo import Document, Repo, Unreadable

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


def stopped(path: str, text: str | bytes, parse: Any = structured.parse) -> str:
    with pytest.raises(Unreadable) as caught:
        document(path, text).fact(parse)
    return caught.value.what


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in [*node.fields().values(), *node.items()]:
        yield from nodes(child)


# --- values


def test_yaml_scalars_follow_1_2() -> None:
    text = "on: push\nz: 012\nt: 1:30\nd: 2026-01-02\ny: yes\nb: True\nq: '12'\nn: ~\ne:\nf: 1e3\nr: !Ref X\ns: !!str 12\nx: 0x1F\ni: !!int '7'\n"
    expected = {"on": "push", "z": 12, "t": "1:30", "d": "2026-01-02", "y": "yes", "b": True, "q": "12", "n": None, "e": None}
    assert plain("a.yaml", text) == expected | {"f": 1000.0, "r": "X", "s": "12", "x": 31, "i": 7}
    assert [node.text for node in read("a.yaml", "[012, 1_000, .5, on]").items()] == ["012", "1_000", ".5", "on"]


def test_yaml_keys_are_text() -> None:
    assert plain("a.yaml", "200: a\ntrue: b\nnull: c\n2026-01-02: d\n") == {"200": "a", "true": "b", "null": "c", "2026-01-02": "d"}


def test_yaml_tags_construct_nothing() -> None:
    assert plain("a.yaml", "a: !!python/object/apply:os.system [x]\nb: !!int abc\nc: !!timestamp z\nd: !!binary '#'\n") == {
        "a": ["x"],
        "b": "abc",
        "c": "z",
        "d": "#",
    }


def test_yaml_aliases_and_merges() -> None:
    node = read("a.yaml", "base: &b {k: 1, m: 2}\nother: &o {m: 3, n: 4}\nc:\n  <<: [*b, *o]\n  k: 5\nd: *b\n")
    assert node.plain()["c"] == {"k": 5, "m": 2, "n": 4}
    assert node.get("d") == node.get("base")
    merged = node.get("c")
    assert merged is not None
    assert merged.where("m") == (1, 17)
    assert merged.where("k") == (5, 3)


def test_yaml_streams() -> None:
    whole = document("a.yaml", "--- 1\n---\na: 2\n")
    assert [node.plain() for node in whole.fact(structured.parse_all)] == [1, {"a": 2}]
    assert whole.fact(structured.parse).plain() == 1
    assert [plain("a.yaml", text) for text in ("", "# rien\n", "---\n")] == [None, None, None]


def test_json_comments_are_tolerated() -> None:
    text = '// c\n{"a": 1, /* c */ "b": [1, 2,],}\n'
    assert plain("tsconfig.json", text) == plain("a.jsonc", text) == {"a": 1, "b": [1, 2]}


def test_toml() -> None:
    text = 'a.b = 1.5\nwhen = 1979-05-27 07:32:00\n[project]\ndeps = [\n  "un", # c\n  {name = "deux", v = [1]},\n]\n'
    text += "[[x.y]]\nn = 1\n[[x.y]]\nn = 0x1F\n"
    node = read("a.toml", text)
    assert node.plain()["when"] == "1979-05-27 07:32:00"
    places = {
        ("a", "b"): (1, 7),
        ("project",): (3, 2),
        ("project", "deps", 0): (5, 3),
        ("project", "deps", 1, "name"): (6, 11),
        ("project", "deps", 1, "v", 0): (6, 24),
        ("x", "y", 1): (10, 3),
        ("x", "y", 1, "n"): (11, 5),
    }
    found = {path: node.get(*path) for path in places}
    assert {path: (child.line, child.column) for path, child in found.items() if child} == places
    assert found["x", "y", 1, "n"] == Node(31, 11, 5, "0x1F")


def test_access() -> None:
    node = read("a.json", '{"a": {"b": [10, 20]}}')
    assert node.get("a", "b", 1) == Node(20, 1, 18, "20")
    assert [node.get(*path) for path in (("x",), ("a", "b", 2), ("a", "b", "x"), ("a", 0), ("a", "b", 0, "c"))] == [None] * 5
    assert [node.kind, (node.get("a", "b") or node).kind, (node.get("a", "b", 0) or node).kind] == ["map", "list", "scalar"]
    assert pickle.loads(pickle.dumps(node)) == node


# --- places


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "é: un\nliste:\n- deux\n- {k: trois}\n"),
        ("a.json", '{"é": "un",\n "liste": ["deux",\n {"k": "trois"}]}'),
        ("a.toml", '"é" = "un"\nliste = ["deux",\n {k = "trois"}]'),
    ],
)
def test_places_point_at_the_text(path: str, text: str) -> None:
    lines = text.split("\n")
    for node in nodes(read(path, text)):
        for key, mark in node.keys.items():
            assert lines[mark.line - 1][mark.column - 1 :].lstrip('"').startswith(key)
        if node.kind == "scalar":
            assert lines[node.line - 1][node.column - 1 :].lstrip('"').startswith(node.text)


# --- not valid


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.yaml", "a: 1\nb: [\n", ("yaml-syntax", 3, 1)),
        ("a.yaml", "a: \0", ("yaml-syntax", 1, 1)),
        ("a.yaml", "a: 1\na: 2\n", ("duplicate-key", 2, 1)),
        ("a.yaml", "a: *x\n", ("alias", 1, 4)),
        ("a.yaml", "&a [*a]\n", ("alias", 1, 5)),
        ("a.yaml", "a:\n  <<: 3\n", ("merge", 2, 3)),
        ("a.yaml", "[a]: 1\n", ("complex-key", 1, 1)),
        ("a.json", '{"a": 1,\n "a": 2}', ("duplicate-key", 2, 2)),
        ("a.json", '{"a": 1 "b": 2}', ("json-syntax", 1, 9)),
        ("a.json", "[1,,2]", ("json-syntax", 1, 4)),
        ("a.json", "[NaN]", ("json-syntax", 1, 2)),
        ("a.json", "[01]", ("json-syntax", 1, 3)),
        ("a.json", '"\n"', ("json-syntax", 1, 2)),
        ("a.json", "{} x", ("json-syntax", 1, 4)),
        ("a.json", "", ("json-syntax", 1, 1)),
        ("a.json", "/*", ("json-syntax", 1, 1)),
        ("a.json", '[1, "\\ud800"]', ("lone-surrogate", 1, 5)),
        ("a.toml", "a = 1\nb = \n", ("toml-syntax", 2, 5)),
        ("a.toml", "a = 1\na = 2\n", ("toml-syntax", 2, 6)),
        ("a.toml", "a = 2024-02-31\n", ("toml-syntax", 1, 5)),
    ],
)
def test_invalid(path: str, text: str, expected: tuple[str, int, int]) -> None:
    assert fails(path, text) == expected


def test_a_key_given_twice_where_another_tool_owns_the_file() -> None:
    for path, text in (("a.json", '{"a": 1, "a": 2}'), ("a.yaml", "a: 1\na: 2\n")):
        assert document(path, text).fact(structured.parse_loose).plain() == {"a": 2}
        assert document(path, text).fact(structured.parse_big) == {"a": 2}


def test_what_a_parser_said_is_quoted() -> None:
    with pytest.raises(Invalid) as caught:
        read("a.yaml", "a: [\n")
    assert caught.value.data == {"detail": "did not find expected node content"}


# --- limits: just under, just over, far over

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8))


def merges(count: int) -> str:
    return "b: &b {" + ", ".join(f"k{i}: 1" for i in range(100)) + "}\n" + "".join(f"m{i}: {{<<: *b}}\n" for i in range(count))


def long_chain(count: int) -> str:
    return "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, count))


def scalars(count: int) -> str:
    return "[" + ",".join(["1"] * count) + "]"


def mapping(count: int) -> str:
    return "{" + ", ".join(f'"k{i}": 1' for i in range(count)) + "}"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "[" * 64 + "]" * 64),
        ("a.json", "[" * 64 + "]" * 64),
        ("a.toml", "a = " + "[" * 62 + "]" * 62),
        ("a.toml", ".".join("a" * 60) + " = 1"),
        ("a.yaml", scalars(49_999)),
        ("a.json", scalars(49_999)),
        ("a.json", mapping(5_000)),
        ("a.yaml", mapping(5_000)),
        ("a.yaml", "a: " + "x" * (64 << 10)),
        ("a.json", '"' + "x" * (64 << 10) + '"'),
        ("a.yaml", "9" * 64),
        ("a.json", "9" * 64),
        ("a.toml", "a = " + "9" * 64),
        ("a.yaml", long_chain(60)),
        ("a.yaml", merges(10)),
    ],
)
def test_just_under_a_limit(path: str, text: str) -> None:
    assert read(path, text)


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("a.yaml", "[" * 65 + "]" * 65, "too-deep"),
        ("a.yaml", "[" * 100_000, "too-deep"),
        ("a.yaml", "[\n" * 100_000, "too-deep"),
        ("a.yaml", "{a: " * 100_000, "too-deep"),
        ("a.yaml", "- " * 100_000, "too-deep"),
        ("a.yaml", "\n".join(" " * i + "a:" for i in range(1_000)), "too-deep"),
        ("a.yaml", long_chain(70), "too-deep"),
        ("a.json", "[" * 65 + "]" * 65, "too-deep"),
        ("a.json", "[" * 100_000, "too-deep"),
        ("a.json", '{"a":' * 100_000, "too-deep"),
        ("a.toml", "a = " + "[" * 100_000, "too-deep"),
        ("a.toml", ".".join("a" * 5_000) + " = 1", "too-deep"),
        ("a.toml", "[" + ".".join("a" * 5_000) + "]", "too-deep"),
        ("a.yaml", scalars(50_001), "too-many-nodes"),
        ("a.json", scalars(50_001), "too-many-nodes"),
        ("a.toml", "a = " + scalars(50_001), "too-many-nodes"),
        ("a.yaml", "--- a\n" * 60_000, "too-many-nodes"),
        ("a.json", mapping(5_001), "too-many-keys"),
        ("a.yaml", mapping(5_001), "too-many-keys"),
        ("a.toml", "".join(f"k{i} = 1\n" for i in range(5_001)), "too-many-keys"),
        ("a.yaml", "a: " + "x" * ((64 << 10) + 1), "scalar-too-long"),
        ("a.json", '"' + "x" * ((64 << 10) + 1) + '"', "scalar-too-long"),
        ("a.yaml", "9" * 65, "number-too-long"),
        ("a.yaml", "9" * 60_000, "number-too-long"),
        ("a.json", "9" * 65, "number-too-long"),
        ("a.toml", "a = " + "9" * 100_000, "number-too-long"),
        ("a.yaml", LAUGHS, "too-many-aliases"),
        ("a.yaml", merges(11), "too-many-merged"),
        ("a.yaml", "#" * ((1 << 20) + 1), "too-large"),
    ],
)
def test_over_a_limit(path: str, text: str, what: str) -> None:
    start = time.process_time()
    assert stopped(path, text) == what
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("a.json", "[" * 100_000, "too-deep"),
        ("a.json", "[" + "1," * 2_000_000 + "1]", "too-many-nodes"),
        ("a.json", "[" + "{}," * 400_000 + "1]", "too-many-nodes"),
        ("a.json", "[" + "9" * 65 + "]", "number-too-long"),
        ("a.yaml", "[" * 100_000, "too-deep"),
        ("a.yaml", "a: '" + "x" * (2 << 20) + "'", "scalar-too-long"),
        ("a.json", " " * ((16 << 20) + 1), "too-large"),
        ("a.toml", "#" * ((1 << 20) + 1), "too-large"),
    ],
)
def test_over_a_limit_of_large_files(path: str, text: str, what: str) -> None:
    assert stopped(path, text, structured.parse_big) == what


def test_large_files_are_plain_data() -> None:
    data = {"paths": {f"/p{i}": {"get": {"responses": {"200": {"description": 'a "b\\" [c', "x": i / 2}}}} for i in range(15_000)}}
    assert document("a.json", json.dumps(data)).fact(structured.parse_big) == data
    merged = document("a.yaml", "a: &x {b: [1, on]}\nc: {<<: *x, d: 2}\n").fact(structured.parse_big)
    assert merged == {"a": {"b": [1, "on"]}, "c": {"b": [1, "on"], "d": 2}}
    assert document("a.yaml", "").fact(structured.parse_big) is None


# --- properties

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
trees = st.recursive(
    st.none() | st.booleans() | numbers | words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=20
)
signs = st.text(st.sampled_from(list("{}[]\"'\\,:;.#&*!|>-+=?%@`<>()/ \n\t\r\0aé1_eE\ufeff\u2028")), max_size=80)


@few
@given(tree=trees, indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
def test_json_reads_as_the_standard_library(tree: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
    assert plain("a.json", text) == json.loads(text)
    assert document("a.json", text).fact(structured.parse_big) == json.loads(text)


@few
@given(tree=trees)
def test_yaml_reads_what_was_written(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    as_text = yaml.load(text, Loader=yaml.BaseLoader)
    assert texts(read("a.yaml", text)) == as_text


def texts(node: Node) -> Any:
    if node.kind == "map":
        return {key: texts(child) for key, child in node.fields().items()}
    return [texts(child) for child in node.items()] if node.kind == "list" else node.text


@few
@given(tree=st.dictionaries(words, st.booleans() | st.integers(-1000, 1000) | words | st.lists(st.integers(0, 9), max_size=3), max_size=6))
def test_toml_reads_as_the_standard_library(tree: dict[str, Any]) -> None:
    quoted = {json.dumps(key).replace("\x7f", "\\u007f"): json.dumps(value).replace("\x7f", "\\u007f") for key, value in tree.items()}
    text = "".join(f"{key} = {value}\n" for key, value in quoted.items())
    if "\\ud" not in text:
        assert plain("a.toml", text) == tomllib.loads(text)


@few
@given(text=signs, path=st.sampled_from(["a.yaml", "a.json", "a.toml"]))
def test_any_text_is_read_invalid_or_unreadable(text: str, path: str) -> None:
    for parse in (structured.parse, structured.parse_loose, structured.parse_big):
        try:
            document(path, text).fact(parse)
        except Invalid as problem:
            assert problem.line >= 1
            assert problem.column >= 1
        except Unreadable:
            pass


HOSTILE = ["[", "{", '"', "'", "\\", "/*", "//", "a.", "a = ", "[a]\n", "- ", "? ", "&a ", "!", "a:\n", ",", "#", "''' ", '"""', "\t", "*a ", "<<: "]


@pytest.mark.parametrize("path", ["a.yaml", "a.json", "a.toml"])
@pytest.mark.parametrize("sign", HOSTILE)
def test_time_is_linear(path: str, sign: str) -> None:
    def spent(size: int) -> float:
        text = (sign * size)[:size]
        start = time.process_time()
        with suppress(Invalid, Unreadable):
            read(path, text)
        return time.process_time() - start

    assert spent(1 << 17) <= 4 * spent(1 << 16) + 0.3
