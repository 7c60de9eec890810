"""List items and labelled lines (`**Clé** : valeur`) of visible Markdown lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.markdown.blocks import Item, is_break, item_of, unquoted
from conforme.facts.markdown.inline import plain

_CHECK = re.compile(r"\[([ xX])\](?:[ \t]+|\Z)")
_LABEL = re.compile(r"([^\W_][^:|]{0,79}?)[ \t\u00a0\u202f]{0,3}:(?=[\s\u00a0]|\Z)(.*)", re.DOTALL)
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)([^*_:|]{1,80})(?<=\S)\1\Z")
_SENTENCE = re.compile(r"[.!?;](?:\s|\Z)")
_LABEL_WORDS = 10
_GATHERED = 50
Label = tuple[str, str]


class ListItem(NamedTuple):
    """`text` without markup; `checked` of a task, None when it is none; `depth` from 0; `section`: its index in the page, -1 before any heading."""

    text: str
    line: int
    checked: bool | None = None
    depth: int = 0
    section: int = -1


class Field(NamedTuple):
    """A labelled line: `**Clé** : valeur`, `- Clé: valeur`, `Clé: valeur`, or a label alone with what follows it; `value` may be ""."""

    label: str
    value: str
    line: int
    section: int = -1


def items(lines: Sequence[str], section_of: Callable[[int], int], starts: frozenset[int]) -> tuple[ListItem, ...]:
    """`section_of`: the section of a 1-based line; `starts`: the lines where headings are."""
    found: list[ListItem] = []
    indents: list[int] = []
    after_blank = True
    for number, line in enumerate(lines):
        item = item_of(line)
        if item is not None and number + 1 not in starts:
            indents = [*(indent for indent in indents if indent < item.indent), item.indent]
            found.append(_item(lines, number, item, len(indents) - 1, section_of(number + 1)))
        elif line.strip() and after_blank and not line.startswith((" ", "\t")):
            indents = []
        after_blank = not line.strip()
    return tuple(found)


def _item(lines: Sequence[str], number: int, item: Item, depth: int, section: int) -> ListItem:
    text, check = item.text, _CHECK.match(item.text)
    if check:
        text = text[check.end() :]
    text = " ".join([text, *continued(lines, number + 1)])
    return ListItem(plain(text), number + 1, check[1] != " " if check else None, depth, section)


def continued(lines: Sequence[str], number: int) -> Iterator[str]:
    """The lines of the same paragraph from `number` on."""
    for line in lines[number : number + _GATHERED]:
        text = unquoted(line).strip()
        if not text or text[0] in "#|" or item_of(line) or is_break(line) or (text[0] in "=<" and len(set(text)) == 1):
            break
        yield text


def fields(lines: Sequence[str], section_of: Callable[[int], int], starts: frozenset[int]) -> tuple[Field, ...]:
    """The labelled lines, in order; arguments as for `items`."""
    labels = [None if number in starts else label_of(line) for number, line in enumerate(lines, 1)]
    found: list[Field] = []
    for number, label in enumerate(labels):
        if label is not None:
            value = " ".join([label[1], *_same_field(lines, labels, number + 1)]) if label[1] else _following(lines, labels, number)
            found.append(Field(label[0], plain(value), number + 1, section_of(number + 1)))
    return tuple(found)


def label_of(line: str) -> Label | None:
    """The label and the value (with its markup) of a labelled line."""
    if ":" not in line and "**" not in line and "__" not in line:
        return None
    item = item_of(line)
    text = item.text if item else unquoted(line).strip()
    text = _CHECK.sub("", text, count=1)
    if not text or text[0] in "|#<":
        return None
    if bold := _BOLD_LINE.match(text):
        return bold[2].strip(), ""
    return _labelled(text)


def _labelled(text: str) -> Label | None:
    shown = plain(text[:2000])
    found = _LABEL.match(shown)
    if found is None or len(found[1].split()) > _LABEL_WORDS or _SENTENCE.search(found[1]):
        return None
    colon = text.find(":")
    value = text[colon + 1 :].strip()
    opened = text[:colon].lstrip()[:2]
    if opened in ("**", "__") and value.startswith(opened):
        value = value[2:].strip()
    return found[1].strip(), value


def _same_field(lines: Sequence[str], labels: Sequence[Label | None], number: int) -> Iterator[str]:
    for at, text in enumerate(continued(lines, number), number):
        if labels[at] is not None:
            break
        yield text


def _following(lines: Sequence[str], labels: Sequence[Label | None], number: int) -> str:
    """What stands under a label alone: the items under it, else the next paragraph; "" when another label or a heading comes first."""
    own = item_of(lines[number])
    at = number + 1
    if at < len(lines) and not lines[at].strip():
        at += 1
    if at >= len(lines):
        return ""
    if item_of(lines[at]) is not None:
        return _items_under(lines, at, own.indent if own else -1)
    under = not own or lines[at].startswith(" ")
    return " ".join(_same_field(lines, labels, at)) if under else ""


def _items_under(lines: Sequence[str], at: int, indent: int) -> str:
    found: list[str] = []
    for line in lines[at : at + _GATHERED]:
        item = item_of(line)
        if (item is not None and item.indent <= indent) or not line.strip() or line.lstrip().startswith("#"):
            break
        found.append(_CHECK.sub("", item.text, count=1) if item else line.strip())
    return "\n".join(found)
