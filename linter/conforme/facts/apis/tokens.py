"""Tokens of the small languages that describe APIs (GraphQL SDL, protobuf): words, punctuation, texts, comments; linear, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.limits import within
from conforme.repo import Unreadable

TOKENS = 500_000
"""Tokens of one description."""


class Token(NamedTuple):
    """`kind`: word, text, comment, punctuation. A text or comment comes without its marks."""

    kind: str
    text: str
    line: int


# Every alternative that opens takes what it finds when nothing closes it: a failed search would be tried again from each place.
_GRAPHQL = re.compile(
    r'"""(?P<block>.*?)(?:"""|\Z)|"(?P<text>(?:[^"\\\n]|\\[^\n])*+)"?|#(?P<comment>[^\n]*)|(?P<word>[A-Za-z_]\w*)|(?P<mark>[^\s\w,])', re.DOTALL
)
_PROTO = re.compile(
    r"//(?P<comment>[^\n]*)|/\*(?P<block>.*?)(?:\*/|\Z)|\"(?P<text>(?:[^\"\\\n]|\\[^\n])*+)\"?|'(?P<single>(?:[^'\\\n]|\\[^\n])*+)'?"
    r"|(?P<word>[A-Za-z_][\w.]*)|(?P<number>[0-9][\w.]*)|(?P<mark>[^\s\w])",
    re.DOTALL,
)
_KINDS = {"block": "text", "single": "text", "mark": "punctuation", "number": "word"}


def graphql(text: str) -> list[Token]:
    """Tokens of GraphQL; raises Unreadable(too-many-tokens)."""
    return list(_tokens(_GRAPHQL, text, {}))


def proto(text: str) -> list[Token]:
    """Tokens of protobuf, in which a block is a comment; raises Unreadable(too-many-tokens)."""
    return list(_tokens(_PROTO, text, {"block": "comment"}))


def _tokens(pattern: re.Pattern[str], text: str, kinds: dict[str, str]) -> Iterator[Token]:
    line, counted = 1, 0
    for number, found in enumerate(pattern.finditer(text)):
        if number >= TOKENS:
            raise Unreadable("too-many-tokens", number, TOKENS)
        line += text.count("\n", counted, found.start())
        counted = found.start()
        name = found.lastgroup or "mark"
        yield Token(kinds.get(name) or _KINDS.get(name, name), found[name] or "", line)


def unbalanced(tokens: list[Token], pairs: str = "{}()[]") -> Token | None:
    """The first bracket that closes nothing or is never closed, None when all are balanced. Raises Unreadable(too-deep)."""
    closing = dict(zip(pairs[1::2], pairs[::2], strict=True))
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "punctuation":
            continue
        if token.text in closing.values():
            opened.append(token)
            within("too-deep", len(opened), 1_000)
        elif token.text in closing and (not opened or opened.pop().text != closing[token.text]):
            return token
    return opened[-1] if opened else None
