"""No vacuous pass: generated over all rules and all their pass examples (design, « What makes it worth using », 1)."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import alter
import pytest

from conforme import catalog, editors, engine, skeletons, testing
from conforme.catalog import Catalog
from conforme.facts import registers, text
from conforme.model import Outcome, Result, Verdict
from conforme.repo import Repo
from conforme.testing import Example

CARDS = catalog.load(examples=True)
RULES = sorted(CARDS.rules)
PASSES = [example for card in CARDS.rules.values() for example in testing.examples(card) if example.outcome == "pass"]
FOREIGN = ("third_party", "fixtures", "examples", "templates", "vendor/pkg", "node_modules/pkg", "gabarits", "exemples")


def on_passes(function: Any) -> Any:
    return pytest.mark.parametrize("example", PASSES, ids=lambda example: example.id)(function)


def run(example: Example, data: Mapping[str, Any]) -> Result:
    return testing.run(CARDS, example._replace(data=data))


def test_an_empty_repository_passes_nothing_and_nothing_is_not_applicable() -> None:
    report = engine.audit(Repo.of({}), CARDS, engine.Options(datetime.date(2026, 11, 1), isolate=False))

    assert not [result.rule for result in report.results if result.outcome in (Outcome.PASS, Outcome.ERROR)]
    assert not [item.action.id for practice in report.practices for item in practice.actions if item.verdict is Verdict.NOT_APPLICABLE]


def skeleton(schema: Mapping[str, Any], whole: Mapping[str, Any], depth: int = 0) -> Any:
    """What an editor would complete from the schema, nothing filled in."""
    if "$ref" in schema:
        return skeleton(whole["$defs"][schema["$ref"].rsplit("/", 1)[-1]], whole, depth)
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object" and depth < 8:
        return {key: skeleton(part, whole, depth + 1) for key, part in schema.get("properties", {}).items()}
    if kind == "array" and depth < 8:
        return [skeleton(schema.get("items", {}), whole, depth + 1)]
    if "enum" in schema:
        return schema["enum"][0]
    return {"integer": 0, "number": 0, "boolean": False}.get(kind, "À compléter")


def from_editor(name: str, lang: str) -> dict[str, str]:
    schema = registers.schema(name, lang)
    return {f"conformite/{registers.files(name)[lang]}": alter.dump("x.yaml", skeleton(schema, schema))}


def from_init(name: str, lang: str) -> dict[str, str]:
    path, schema = f"conformite/{registers.files(name)[lang]}", f"schemas/{editors.file_name(name, lang)}"
    return {path: skeletons.text(name, lang, path, schema), f"conformite/{schema}": editors.dump(editors.schema(name, lang))}


def uncommented(name: str, lang: str) -> dict[str, str]:
    """What `init` writes, with all that is optional in it taken in."""
    return {path: alter.uncommented(content) if path.endswith(".yaml") else content for path, content in from_init(name, lang).items()}


@cache
def untouched(made: Callable[[str, str], dict[str, str]], lang: str) -> dict[str, str]:
    """Every register of ours and every page that a finder would search, with nothing filled in."""
    files = {path: content for name in registers.names() for path, content in made(name, lang).items()}
    headings = [heading for finder in CARDS.finders.values() for heading in finder.headings]
    files["docs/plan.md"] = "# Plan\n\n" + "".join(f"## {heading.capitalize()}\n\nÀ compléter\n\n" for heading in headings)
    for finder in CARDS.finders.values():
        files.update({name.lstrip("/"): "# Titre\n\nTODO\n" for name in finder.names if not set(name) & set("*?[")})
    return files


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("made", [from_init, uncommented, from_editor])
def test_an_untouched_skeleton_passes_nothing(made: Callable[[str, str], dict[str, str]], lang: str) -> None:
    options = engine.Options(datetime.date.fromisoformat(testing.DATE), testing.PHASE, isolate=False)
    report = engine.audit(Repo.of(untouched(made, lang)), CARDS, options)

    assert {result.rule for result in report.results} == set(RULES)
    assert not [result for result in report.results if result.outcome in (Outcome.PASS, Outcome.ERROR)]


def corruptions() -> Iterator[tuple[str, bytes]]:
    yield "random-bytes", random.Random(18).randbytes(4000)
    yield "unbalanced", b"{[({[(\n- - - :\n" * 50
    yield "nul", b"\0" * 500
    yield "deep", b"[" * 5000
    yield "empty", b""
    yield "blank", b" \n\t\n" * 50


@on_passes
def test_corrupted_input_never_passes_and_never_breaks_a_rule(example: Example) -> None:
    for name, content in corruptions():
        result = run(example, alter.altered(example.data, lambda files, content=content: dict.fromkeys(files, content)))

        assert result.outcome not in (Outcome.PASS, Outcome.ERROR), (name, result)


@on_passes
def test_truncated_input_never_breaks_a_rule(example: Example) -> None:
    for share in (0.25, 0.5, 0.75, 0.95):
        cut = alter.altered(example.data, lambda files, share=share: alter.on_text(files, lambda text: text[: int(len(text) * share)]))

        assert run(example, cut).outcome is not Outcome.ERROR


def optional(label: str, card_optional: frozenset[str]) -> bool:
    """Whether the card lists what was deleted: exactly, or a key by the end of its path."""
    kind, _, name = label.partition(":")
    return any(
        known.partition(":")[0] == kind
        and (text.fold(known.partition(":")[2]) == text.fold(name) or (kind == "key" and (name + "#").endswith(f".{known.partition(':')[2]}#")))
        for known in card_optional
    )


@on_passes
def test_each_part_of_a_pass_example_is_load_bearing(example: Example) -> None:
    allowed = frozenset(CARDS.rules[example.rule].optional)
    idle = set()
    for label, files in alter.deletions(example.data.get("files") or {}):
        result = run(example, {**example.data, "files": files})
        assert result.outcome is not Outcome.ERROR, (label, result)
        if result.outcome is Outcome.PASS and not optional(label, allowed):
            idle.add(label)

    assert not idle, "deleted without any effect: mend the rule, shorten the example, or list it under `optional`"


@on_passes
def test_a_hollowed_example_does_not_pass(example: Example) -> None:
    for word in ("À compléter", "TODO", "texte"):
        hollow = alter.altered(example.data, lambda files, word=word: alter.hollowed(files, word))

        assert run(example, hollow).outcome not in (Outcome.PASS, Outcome.ERROR), word


@on_passes
def test_what_is_someone_elses_does_not_pass(example: Example) -> None:
    for folder in FOREIGN:
        elsewhere = alter.altered(example.data, lambda files, folder=folder: alter.moved(files, folder))

        assert run(example, elsewhere).outcome not in (Outcome.PASS, Outcome.ERROR), folder


@on_passes
def test_a_twin_has_the_same_outcome(example: Example) -> None:
    for twin in sorted(alter.TWINS):
        result = run(example, alter.altered(example.data, alter.TWINS[twin]))

        assert result.outcome is Outcome.PASS, (twin, result.findings, result.limits, result.looked_at)


@pytest.mark.parametrize("example", [e for card in CARDS.rules.values() for e in testing.examples(card) if e.outcome == "fail"], ids=lambda e: e.id)
def test_a_failing_twin_fails_for_the_same_reasons(example: Example, cards: Catalog) -> None:
    for twin in ("NFD", "CRLF"):
        result = testing.run(cards, example._replace(data=alter.altered(example.data, alter.TWINS[twin])))

        assert (result.outcome, testing.keys(result)) == (Outcome.FAIL, set(example.data["expect"])), twin
