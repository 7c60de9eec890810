"""Both languages are complete, with the same placeholders, in the typography of the OQLF; every key that the code uses has words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conforme import catalog, words
from conforme.cards import Words

ROOT = Path(__file__).resolve().parents[1]
CARDS = catalog.load()
BLANK = re.compile(r"\{(\w+)\}")


def all_words() -> Iterator[tuple[str, Words]]:
    yield from ((key, Words(*pair)) for key, pair in words.PHRASES.items())
    for rule in CARDS.rules.values():
        yield from ((f"{rule.id}.{name}", getattr(rule, name)) for name in ("title", "why", "fix"))
        yield from ((f"{rule.id}.{key}", message.words) for key, message in rule.messages.items())
        yield from ((f"{rule.id}.{key}", said) for key, said in rule.limits.items())
    for finder in CARDS.finders.values():
        yield f"{finder.kind}.title", finder.title
        yield from ((f"{finder.kind}.{key}", said) for key, said in (*finder.saw.items(), *finder.values.items()))
    for standard in CARDS.standards.values():
        for practice in standard.practices:
            yield practice.id, practice.title
            yield practice.id, practice.definition
            yield from ((action.id, text) for action in practice.actions for text in (action.title, action.shows, action.attests))


def grouped() -> dict[str, list[tuple[str, Words]]]:
    """The words of one card, practice or vocabulary together: thousands of tests of a microsecond cost more than what they test."""
    groups: dict[str, list[tuple[str, Words]]] = {}
    for key, text in all_words():
        groups.setdefault(key.partition(".")[0], []).append((key, text))
    return groups


WORDS = grouped()
on_each_group = pytest.mark.parametrize("group", WORDS)


@on_each_group
def test_both_languages_say_the_same_with_the_same_blanks(group: str) -> None:
    for key, text in WORDS[group]:
        assert text.fr and text.en, key
        assert sorted(set(BLANK.findall(text.fr))) == sorted(set(BLANK.findall(text.en))), key


@on_each_group
def test_french_follows_the_typography_of_the_oqlf(group: str) -> None:
    for key, text in WORDS[group]:
        prose = re.sub(r"`[^`]*`|```.*?```|https?://\S+", "", text.fr, flags=re.DOTALL)

        assert not re.search(r"[ \u00a0\u202f][;!?](?=\s|$)", prose), f"{key}: no space before ; ! ?"
        assert not re.search(r"« | »", prose), f"{key}: no-break spaces inside guillemets"
        assert not re.search(r"(?<=\w) [:%$](?=\s|$)", prose), f"{key}: a no-break space before : % $"
        assert not re.search(r"\w'\w", prose), f"{key}: the typographic apostrophe"
        assert not re.search(r"\bpreuves?\b|\bexigé", prose, re.IGNORECASE), f"{key}: élément probant; attendu, never exigé"


def calls(*names: str) -> Iterator[tuple[str, str]]:
    """(file, first argument) of each call of one of `names` whose first argument is a text."""
    for path in sorted([*ROOT.glob("linter/conforme/**/*.py"), *ROOT.glob("plugins/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
                if name in names:
                    yield path.name, node.args[0].value


def test_every_limit_has_words() -> None:
    cards = {key for rule in CARDS.rules.values() for key in rule.limits}
    unsaid = {(file, key) for file, key in calls("Unreadable", "within", "Limit", "limit") if not words.known(f"limit.{key}") and key not in cards}

    assert not {item for item in unsaid if re.fullmatch(r"[a-z]+(-[a-z]+)*", item[1])}


def test_every_problem_and_error_has_words() -> None:
    problems = {(file, key) for file, key in calls("Invalid", "Problem", "problem") if not words.known(f"problem.{key}")}
    errors = {(file, key) for file, key in calls("UserError", "SourceError") if not words.known(f"error.{key}")}

    assert not problems
    assert not errors


@on_each_group
def test_no_calque_is_left_in_the_french(group: str) -> None:
    for key, text in WORDS[group]:
        assert not re.search(r"\bchercheurs?\b|\bbornes?\b|\bsort avec\b|\bdéjà là\b|\bfaute de l’outil\b", text.fr), key


def test_a_sentence_has_its_suggestion_and_its_detail_only_when_there_is_one() -> None:
    assert words.say("fr", "error.rule", value="x", nearest="") == "«\u00a0x\u00a0»\u00a0: règle inconnue"
    assert words.say("fr", "error.rule", value="x", nearest="y").endswith("; vouliez-vous dire «\u00a0y\u00a0»?")
    assert words.say("en", "problem.json-syntax") == "JSON syntax is not valid"
    assert words.say("en", "problem.json-syntax", detail="line 3") == "JSON syntax is not valid (line 3)"
