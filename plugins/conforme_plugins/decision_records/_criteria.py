"""What a decision weighs besides reuse, when it was proposed and taken, and how many took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from conforme import Cell, Record
from conforme.facts import placeholders, text, values
from conforme.facts import regex as re
from conforme.facts.history.sameness import OTHER
from conforme.facts.markdown import Page, Section
from conforme.facts.records.vocabulary import Fields, Vocabulary
from conforme_plugins.decision_records import _words
from conforme_plugins.decision_records._sentences import Sentence

DRIVER, TITLE = "-driver", "-title"
_NAMED = re.compile(r"[:(–—]| - ")
COMPARING = ("drivers", "options")
PEOPLE = ("consulted", "deciders")


def weighed(card: Mapping[str, Any], sentences: Iterable[Sentence]) -> dict[str, Cell]:
    """A cell `weighs.<criterion>` for each that a sentence speaks of, with the first that does."""
    found: dict[str, Cell] = {}
    for sentence in sentences:
        folded = _words.folded(sentence.text)
        for name in card["criteria"]:
            key = f"weighs.{name.removesuffix(DRIVER).removesuffix(TITLE)}"
            if key not in found and _says(_words.phrases(card, "criteria", name), name, sentence, folded):
                found[key] = Cell(True, sentence.text, sentence.line)
    return found


def _says(phrases: _words.Phrases, name: str, sentence: Sentence, folded: str) -> bool:
    if name.endswith(DRIVER):
        return sentence.role in COMPARING and phrases.is_all_of(_NAMED.split(sentence.text, maxsplit=1)[0])
    if name.endswith(TITLE) and sentence.role != "title":
        return False
    return phrases.first(folded) is not None


def of_page(page: Page, card: Mapping[str, Any]) -> dict[str, Cell]:
    """`proposed` and `decided` as days, `consulted` and `deciders` as counts, from the front matter and labelled lines."""
    fields = _when(card)
    front = page.front_matter.fields() if page.front_matter is not None and page.front_matter.kind == "map" else {}
    given = [(key, _written(node), node.line) for key, node in front.items()]
    given += [(label.label, label.value, label.line) for label in page.fields]
    return dict(_read(given, fields))


_LINE = re.compile(r"[ \t]{0,8}(?:[-*+•]|\d{1,2}[.)])[ \t]+(\S.{0,200})")
_DISCUSSED = re.compile(
    r"\b(?:(?:we|the team) (?:\w+ )?(?:discussed|consulted|agreed)\b.{0,80}? with|in (?:discussion|consultation|agreement) with|after consulting"
    r"|(?:nous avons|l'equipe a) (?:\w+ )?(?:discute|convenu|consulte)\b.{0,80}?"
    r"|en (?:concertation|accord|consultation) avec|apres consultation d\w{1,3}"
    r"|in overleg met)\b ?(?!it\b|them\b|this\b)\w"
)


def met(sections: Iterable[Section], sentences: Iterable[Sentence]) -> dict[str, Cell]:
    """`deciders`, from a section that lists those who took part; `consulted`, from a sentence that says with whom it was discussed."""
    found: dict[str, Cell] = {}
    for section in sections:
        named = [match[1] for line in section.body.split("\n") if (match := _LINE.match(line))]
        count = _people(named or section.body.split(","))
        if count:
            found.setdefault("deciders", Cell(count, "", section.line))
    for sentence in sentences:
        if _DISCUSSED.search(text.fold(sentence.text[:1000])):
            found.setdefault("consulted", Cell(1, sentence.text, sentence.line))
    return found


def of_row(record: Record, card: Mapping[str, Any]) -> dict[str, Cell]:
    """The same, from the columns of a log that are no part of a decision."""
    given = [(name.removeprefix(OTHER).replace("-", " "), cell.text, cell.line) for name, cell in record.cells.items() if name.startswith(OTHER)]
    given += [(name, cell.text, cell.line) for name, cell in record.cells.items() if name == "deciders"]
    return dict(_read(given, _when(card)))


def _when(card: Mapping[str, Any]) -> Fields:
    return Vocabulary.of({"when": card["when"]})["when"]


def _written(node: Any) -> str:
    return "; ".join(item.text for item in node.items()) if node.kind == "list" else node.text


def _read(given: Iterable[tuple[str, str, int]], fields: Fields) -> Iterator[tuple[str, Cell]]:
    seen: set[str] = set()
    for label, written, line in given:
        name = fields.exactly(label)
        if name is None or name == "id" or name in seen or not written.strip():
            continue
        cell = values.read(fields.by_name[name].kind, written, line)
        if name in PEOPLE:
            cell = Cell(_people(cell.value or ()), "", line)
        seen.add(name)
        yield name, cell


def _people(items: Iterable[str]) -> int | None:
    """How many roles or groups are named; one word alone names none."""
    many = {text.fold(item): item for item in items if not placeholders.is_placeholder(item)}
    told = len(many) > 1 or any(placeholders.words_of_substance(item) > 1 for item in many.values())
    return len(many) if told else None
