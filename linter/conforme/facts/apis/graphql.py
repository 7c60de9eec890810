"""GraphQL SDL: the operations that a server's schema offers. What a client asks (queries, fragments) is no description."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts.apis import tokens as api_tokens
from conforme.facts.apis.model import Description, operation, problem, record
from conforme.facts.apis.tokens import Token
from conforme.model import Record
from conforme.repo import Document

ROOTS = {"Query": "QUERY", "Mutation": "MUTATION", "Subscription": "SUBSCRIPTION"}
_DEFINES = frozenset(("type", "interface", "input", "enum", "union", "scalar", "directive", "schema", "extend"))
_ASKS = frozenset(("query", "mutation", "subscription", "fragment"))
_MARK = re.compile(r"^[ \t]{0,20}(?:extend[ \t]{1,5})?(?:type|interface|input|schema)\b[^\n]{0,200}\{", re.MULTILINE)


def looks(text: str) -> bool:
    """Whether the text defines types rather than asks for data."""
    return _MARK.search(text) is not None


def read(document: Document) -> Description | None:
    """The schema in a document, None when it is a client's document. Its operations are the fields of the root types."""
    tokens = api_tokens.graphql(document.text)
    if _is_client(tokens):
        return None
    path = document.path
    wrong = api_tokens.unbalanced(tokens)
    problems = (problem("syntax", path, wrong.line, "", expected="", found=wrong.text),) if wrong else ()
    first = next((token.line for token in tokens if token.kind == "word"), 1)
    found = tuple(_operations(tokens, path))
    return Description("GraphQL SDL", "", first, record("api", "info", path, first), found, problems, files=(path,))


def _is_client(tokens: list[Token]) -> bool:
    """Whether a top-level definition asks for data, or no definition defines anything."""
    depth, defines = 0, False
    previous = ""
    for token in tokens:
        if token.kind == "punctuation":
            depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token.text, 0)
            if token.text == "{" and depth == 1 and not previous:
                return True  # an anonymous query
        if depth == 0 and token.kind == "word":
            if token.text in _ASKS and previous in ("", "}"):
                return True
            defines = defines or token.text in _DEFINES and previous in ("", "}", "text")
        if token.kind != "comment":
            previous = "text" if token.kind == "text" else token.text
    return not defines


def _operations(tokens: list[Token], path: str) -> list[Record]:
    named = _root_names(tokens)
    found: list[Record] = []
    code = [token for token in tokens if token.kind != "comment"]
    for index, token in enumerate(code[:-1]):
        if token.kind == "word" and token.text == "type" and code[index + 1].text in named and (index == 0 or code[index - 1].text != ":"):
            found.extend(_fields(code, index + 2, named[code[index + 1].text], path))
    return found


def _root_names(tokens: list[Token]) -> dict[str, str]:
    """Names of the root types: the usual ones, or those of `schema { query: … }`."""
    words = [token.text for token in tokens if token.kind in ("word", "punctuation")]
    if "schema" not in words:
        return ROOTS
    start = words.index("schema")
    if "{" not in words[start : start + 40]:
        return ROOTS
    opened = words.index("{", start)
    inside = words[opened + 1 : words.index("}", opened) if "}" in words[opened:] else len(words)]
    given = {inside[at + 2]: inside[at].upper() for at in range(len(inside) - 2) if inside[at] in _ASKS and inside[at + 1] == ":"}
    return given or ROOTS


def _fields(code: list[Token], at: int, prefix: str, path: str) -> list[Record]:
    """The fields of the type whose body opens at or after `at`, each with the text before it."""
    while at < len(code) and code[at].text != "{":
        if code[at].kind == "word" and code[at].text in _DEFINES:
            return []  # a type without a body
        at += 1
    found: list[Record] = []
    depth, text = 0, ""
    for index in range(at, len(code)):
        token = code[index]
        if token.kind == "punctuation":
            depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token.text, 0)
            if depth == 0:
                break
        elif depth == 1 and token.kind == "text":
            text = " ".join(token.text.split())
        elif depth == 1 and token.kind == "word" and code[index - 1].text not in (":", "@", "=") and _names_field(code, index):
            found.append(operation(f"{prefix} {token.text}", path, token.line, text, method=prefix, path=token.text, name=token.text))
            text = ""
    return found


def _names_field(code: list[Token], index: int) -> bool:
    """Whether the word at `index` is followed by `:` or by arguments (`name(…): Type`)."""
    after = code[index + 1].text if index + 1 < len(code) else ""
    return after in (":", "(")
