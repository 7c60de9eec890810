"""How much a Markdown text says once headings, comments, placeholders, bare links and punctuation are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.placeholders.marks import is_fictitious_address, is_instruction, is_placeholder, wrapped
from conforme.facts.text import fold

FEW = 4  # what is left around a placeholder in so few words only introduces it: « Bon, car {argument a} »


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


class Block(NamedTuple):
    """Lines that read as one: `kind` is prose, item, cell, code or picture; `line` is where it begins, 1-based."""

    kind: str
    text: str
    line: int


_FENCE = re.compile(r" {0,12}(?:> ?)?(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(?:> ?)?#{1,6}(?:[ \t]|\Z)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]{0,20}\Z")
_RULE = re.compile(r"[ \t]{0,3}[-*_=#+~][-*_=#+~ \t]{2,}\Z")
_ITEM = re.compile(r"[ \t>]{0,40}(?:[-*+•]|\d{1,3}[.)])(?:[ \t]{1,8}(?:\[[ xX]\][ \t]{1,4})?|\Z)")
_SEPARATOR = re.compile(r"[ \t>]{0,8}\|?[ \t:|-]{0,500}-[ \t:|-]{0,500}\Z")
_DEFINITION = re.compile(r" {0,3}\[[^\]]{1,200}\]:[ \t]{0,4}\S")
_META = re.compile(r"[ \t]{0,8}(?:[\w .'’-]{1,60}:|- |#|\Z)")
_DIRECTIVE = re.compile(r" {0,3}(?:\[\[_?TOC_?\]\]|\[TOC\]|\{:[^}]{0,200}\}|:::?[^:\n]{0,200}|\{%[^%]{0,300}%\})[ \t]{0,4}\Z", re.IGNORECASE)
FRONT_MATTER_LINES = 200


def blocks(text: str) -> Iterator[Block]:
    """The text that a reader sees, headings left out, in order."""
    prose: list[str] = []
    begun = 0
    for kind, line, number in _lines(text):
        starts = kind != "prose" or not line.strip() or bool(_ITEM.match(line))
        if starts and prose:
            yield Block("prose", "\n".join(prose), begun)
            prose = []
        if kind == "prose" and line.strip():
            begun = number if not prose else begun
            item = _ITEM.match(line)
            prose.append(line[item.end() :] if item else line)
        elif kind in ("cell", "code"):
            yield Block(kind, line, number)
    if prose:
        yield Block("prose", "\n".join(prose), begun)


def _lines(text: str) -> Iterator[tuple[str, str, int]]:
    """Lines by kind; what is not shown (comments, front matter, headings, rules, link definitions) is given as an empty line."""
    lines = _without_comments(text)
    start = _after_front_matter(lines)
    fence = ""
    for index in range(start, len(lines)):
        line = lines[index]
        mark = _FENCE.match(line)
        if mark and (not fence or (mark[1].startswith(fence) and not line.strip("`~> \t"))):
            fence = "" if fence else mark[1]
            yield "prose", "", index + 1
        elif fence:
            yield "code", line, index + 1
        elif _is_furniture(line) or _is_underlined(lines, index):
            yield "prose", "", index + 1
        else:
            yield from _shown(lines, index)


def _shown(lines: list[str], index: int) -> Iterator[tuple[str, str, int]]:
    line = lines[index]
    if "|" not in line or not _in_table(lines, index):
        yield "prose", line, index + 1
    elif not (_is_separator(line) or (index + 1 < len(lines) and _is_separator(lines[index + 1]))):
        yield from (("cell", cell, index + 1) for cell in line.lstrip(" \t>").strip(" \t|").replace("\\|", "/").split("|"))
    else:
        yield "prose", "", index + 1


def _in_table(lines: list[str], index: int) -> bool:
    """Whether a line that holds a bar is a row: it begins with one, or a line beside it holds one too."""
    beside = (lines[near] for near in (index - 1, index + 1) if 0 <= near < len(lines))
    return lines[index].lstrip(" \t>").startswith("|") or any("|" in line for line in beside)


def _is_separator(line: str) -> bool:
    return "|" in line and "--" in line and bool(_SEPARATOR.match(line))


def _is_furniture(line: str) -> bool:
    return bool(_HEADING.match(line) or (len(line) < 300 and _RULE.match(line)) or _DEFINITION.match(line) or _DIRECTIVE.match(line))


def _is_underlined(lines: list[str], index: int) -> bool:
    """Whether the line is a heading underlined by the next one, or that underline."""
    if _UNDERLINE.match(lines[index]):
        return True
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return len(following.strip()) >= 2 and bool(_UNDERLINE.match(following)) and bool(lines[index].strip()) and "|" not in lines[index]


def _without_comments(text: str) -> list[str]:
    """Lines with HTML comments blanked, numbering kept; a comment inside a code fence is code."""
    kept: list[str] = []
    fence, inside = False, False
    for line in text.split("\n"):
        if not inside and _FENCE.match(line):
            fence = not fence
        if not fence:
            line, inside = _uncommented(line, inside)
        kept.append(line)
    return kept


def _uncommented(line: str, inside: bool) -> tuple[str, bool]:
    shown: list[str] = []
    at = 0
    while at <= len(line):
        found = line.find("-->" if inside else "<!--", at)
        if not inside:
            shown.append(line[at : found if found >= 0 else len(line)])
        if found < 0:
            break
        at = found + (3 if inside else 4)
        inside = not inside
    return "".join(shown), inside


def _after_front_matter(lines: list[str]) -> int:
    if not lines or lines[0].strip("\ufeff \t") != "---":
        return 0
    for index in range(1, min(len(lines), FRONT_MATTER_LINES)):
        if lines[index].rstrip() == "---":
            return index + 1 if index > 1 else 0
        if not _META.match(lines[index]):
            return 0
    return 0


# --- what is said

_PICTURE = re.compile(r"!\[[^\]]{0,500}\](?:\([^()\s]{0,2000}(?: \"[^\"]{0,300}\")?\)|\[[^\]]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]]{0,1000})\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?: \"[^\"]{0,300}\")?\)|\[[^\[\]]{0,200}\])")
_URL = re.compile(r"<?(?:https?|ftp)://[^\s<>|]{1,3000}>?|\bwww\.[^\s<>|]{1,3000}", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w-]{0,30})(?:\s[^<>]{0,1500})?/?>")
_PLAIN_TAGS = _set(
    """a b big blockquote br center code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i kbd li ol p pre s small span strong sub summary sup
    table tbody td th thead tr tt u ul"""
)
_ENTITY = re.compile(r"&#?\w{1,10};")
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]{1,30}:")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_DATE_FORM = re.compile(r"\b(?:YYYY|AAAA|aaaa|yyyy)[-/](?:MM|mm)[-/](?:DD|JJ|dd|jj)\b")
_WORD = re.compile(r"[^\W_](?:[\w'’.@-]{0,60}[^\W_])?")
_SENTENCE = re.compile(r"(?<=[.!?…])\s")
_LABEL = re.compile(r"[^:|]{1,80}?[ \u00a0]?:[ \u00a0*_]{0,6}")
_EMBEDDED = re.compile(r"^ {0,3}::[a-z][\w-]{1,60}[\[{]")
_BADGE = re.compile(r"badge|shields\.io|travis-ci|codecov|circleci|/workflows/|status\.svg|sonarcloud", re.IGNORECASE)
_LEAD_IN = 3
_MARK = 20


class Weight(NamedTuple):
    """Words that say something, words that only hold a place."""

    said: int
    held: int


def words_of_substance(text: str) -> int:
    """Words of a Markdown text, code included, once headings, comments, placeholders, bare links and markup are taken out."""
    return _weigh(text).said


def hollow(text: str) -> float:
    """The share of a text that only holds a place: 0.0 for a real text, 1.0 for one where nothing is said."""
    said, held = _weigh(text)
    return held / (said + held) if said else 1.0


def is_hollow(text: str) -> bool:
    """Whether a section's body says nothing: no word of substance, and nothing shown or pointed at instead where nothing is left to fill in.

    A bare link, a picture or an embedded component excuses; a badge or an address of a template does not. For a test that takes no excuse:
    `words_of_substance(text) == 0`.
    """
    said, held = _weigh(text)
    return not said and (held > 0 or not (has_picture(text) or has_link(text)))


def has_picture(text: str) -> bool:
    """Whether the text shows a picture, a drawing or an embedded component, badges left out."""
    shown = _seen(text)
    if any(_EMBEDDED.match(line) for line in _without_comments(text)):
        return True
    tags = (match.group() for match in _TAG.finditer(shown) if match[1].lower() not in _PLAIN_TAGS and not any(True for _ in wrapped(match.group())))
    return any(not _BADGE.search(picture) for picture in (*tags, *(match.group() for match in _PICTURE.finditer(shown))))


def has_link(text: str) -> bool:
    """Whether the text holds a bare web link that is neither a badge nor the address of a template."""
    shown = _LINK.sub(r"\1", _PICTURE.sub(" ", _seen(text)))
    return any(not (_BADGE.search(match.group()) or is_fictitious_address(match.group())) for match in _URL.finditer(shown))


def _seen(text: str) -> str:
    return "\n".join("" if _is_furniture(line) else line for line in _without_comments(text))


@lru_cache(maxsize=16)  # the three questions above are asked of the same text
def _weigh(text: str) -> Weight:
    return _total(_weight(block) for block in blocks(text))


def _weight(block: Block) -> Weight:
    if not block.text.strip(" \t\n|:-–—"):
        return Weight(0, 0)
    if block.kind == "code":
        return _counted(block.text, held=is_placeholder(block.text) or is_instruction(block.text))
    shown = _unmarked(block.text)
    if is_placeholder(shown) or "lorem ipsum dolor" in fold(shown[:400]):
        lines = shown.split("\n")
        if len(lines) == 1 or len(lines[0]) > _MARK or not is_placeholder(lines[0]):
            return _counted(shown, held=True)
        # « TODO: » alone on its line does not hold the others.
        return _total(_counted(line, held=True) if is_placeholder(line) else _sentence(line) for line in lines)
    return _total(_sentence(sentence) for line in _labelled(shown) for sentence in _SENTENCE.split(line))


def _total(weights: Iterable[Weight]) -> Weight:
    said, held = 0, 0
    for weight in weights:
        said, held = said + weight.said, held + weight.held
    return Weight(said, held)


def _labelled(shown: str) -> list[str]:
    """The lines of a block; those that wrap are one, those that each begin with a label stay apart."""
    lines = shown.split("\n")
    if len(lines) > 1 and all(_LABEL.match(line) for line in lines):
        return lines
    return [" ".join(lines)]


def _unmarked(text: str) -> str:
    """Without pictures, link targets, tags, entities."""
    text = _LINK.sub(r"\1", _PICTURE.sub(" ", text))
    text = _ENTITY.sub(" ", _TAG.sub(_tag, text))
    return _SHORTCODE.sub(" ", text)


def _tag(match: re.Match[str]) -> str:
    """A placeholder in angle brackets is no tag."""
    return match.group() if any(True for _ in wrapped(match.group())) else " "


def _sentence(sentence: str) -> Weight:
    label = _LABEL.match(sentence)
    value = sentence[label.end() :] if label else ""
    if is_instruction(sentence) or is_placeholder(sentence) or (label and is_placeholder(value)):
        return _counted(sentence, held=True)
    kept, held = _without_places(sentence)
    said = len(_WORD.findall(kept))
    if (held and said <= FEW) or (said <= _LEAD_IN and sentence.rstrip(" *_`").endswith(":")):
        return Weight(0, held + said)
    return Weight(said, held)


def _without_places(sentence: str) -> tuple[str, int]:
    """The sentence without inline placeholders and bare links; how many words were placeholders."""
    held = 0
    for place in reversed(list(wrapped(sentence))):
        held += max(1, len(_WORD.findall(place.text)))
        sentence = sentence[: place.start] + " " + sentence[place.end :]
    for pattern in (_DATE_FORM, _MAIL):
        for match in reversed(list(pattern.finditer(sentence))):
            if pattern is _DATE_FORM or is_fictitious_address(match.group()):
                held += 1
                sentence = sentence[: match.start()] + " " + sentence[match.end() :]
    return _URL.sub(" ", sentence), held


def _counted(text: str, held: bool) -> Weight:
    count = len(_WORD.findall(text))
    return Weight(0, max(1, count)) if held else Weight(count, 0)
