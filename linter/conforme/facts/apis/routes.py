"""The routes that code writes out in full: a verb and a literal path, as the frameworks that people use spell them.

What is read is what is written. A route whose path is made by an expression is `computed`: whoever compares routes with a contract then knows that
the list is not whole. Frameworks that route by convention (Rails resources, names of files) are not read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.repo import Document

SOURCE_LIMIT = 256 << 10
"""Bytes of a source file that is read."""

ANY = ""
"""The method of a route that takes any, or whose methods are said elsewhere."""


class Route(NamedTuple):
    """`path` is canonical (`/demandes/{}`), and may lack what a mount or an enclosing router puts before it; `method` is upper-case or ANY."""

    method: str
    path: str
    file: str
    line: int


class Routed(NamedTuple):
    """The routes of a file, and the lines of those that it computes."""

    routes: tuple[Route, ...]
    computed: tuple[int, ...]


_VERBS = "get|post|put|patch|delete|del|head|options|all|any"
_SCRIPT = re.compile(
    rf"(?<![\w.$])(?:this\.)?(?:\w{{0,30}}[rR]oute(?:r|ur)\w{{0,10}}|app|server|fastify|api|r|e|g|mux|v\d)\.(?P<verb>{_VERBS}|route)"
    r"(?:<[^()<>]{0,200}>)?\(\s{0,20}(?:(?P<quote>[\"'`])(?P<path>[^\"'`\n]{0,300})(?P=quote)\s{0,20}(?P<next>.)|(?P<other>[^\s\"'`]))"
)
_PYTHON = re.compile(
    rf"^[ \t]{{0,12}}@\w[\w.]{{0,60}}\.(?P<verb>{_VERBS}|route|api_route|websocket)\(\s{{0,20}}(?:path\s{{0,4}}=\s{{0,4}}|rule\s{{0,4}}=\s{{0,4}})?"
    r"(?:(?P<quote>[\"'])(?P<path>[^\"'\n]{0,300})(?P=quote)\s{0,20}(?P<next>.)|(?P<other>[^\s\"']))",
    re.MULTILINE,
)
_ANNOTATION = re.compile(
    r"(?:@|\[|#\[)(?P<name>(?:Get|Post|Put|Patch|Delete|Request)Mapping|Path|Controller|RestController|(?:Http)?(?:Get|Post|Put|Patch|Delete)|Route)\b"
    r"(?:\((?P<given>[^()]{0,400})\)|(?P<none>))"
)
_GO = re.compile(
    r"\.(?P<verb>GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete|Any|Handle|HandleFunc|Method|MethodFunc|MapGet|MapPost|MapPut|MapPatch|MapDelete)"
    r"\(\s{0,20}(?:(?P<quote>[\"`])(?P<path>[^\"`\n]{0,300})(?P=quote)\s{0,20}(?P<next>.)|(?P<other>[^\s\"`]))"
)
_PHP = re.compile(
    rf"(?:Route::|\$(?:app|router|group|this|route|r)->)(?P<verb>{_VERBS}|map|match)"
    r"\(\s{0,20}(?:(?P<quote>[\"'])(?P<path>[^\"'\n]{0,300})(?P=quote)\s{0,20}(?P<next>.)|(?P<other>[^\s\"']))"
)
_CALLS = {
    **dict.fromkeys(("js", "mjs", "cjs", "ts"), _SCRIPT), "py": _PYTHON, "go": _GO, "cs": _GO, "php": _PHP,
}  # fmt: skip
_ANNOTATED = frozenset(("java", "kt", "groovy", "ts", "cs", "php"))
_LITERAL = re.compile(r"\"([^\"\n]{0,300})\"|'([^'\n]{0,300})'")
_NAMED = re.compile(r"\b(?:value|path|template)\s{0,4}[=:]\s{0,4}")
_COMPUTED = re.compile(
    r"[\"']\s{0,4}\+|\+\s{0,4}[\"']|\$\{|\$\"|"
    r"(?:^|[={,(]\s{0,4})[A-Z][A-Za-z]{0,40}\.[A-Za-z_]{2,60}\b|(?:^|[={,]\s{0,4})[A-Z][A-Z_]{3,60}\b"
)
_OTHER_GIVEN = re.compile(
    r"\b(?:method|methods|consumes|produces|name|Name|Order|headers|params|requirements)\s{0,4}[=:]\s{0,4}"
    r"(?:\[[^\]]{0,200}\]|\{[^}]{0,200}\}|[^,]{0,200})"
)
_METHODS = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE)\b")
_FOLLOWS = re.compile(r"\s{0,40}(?:(?:public|internal|export|default|abstract|final|sealed|partial|open|data|static|async)\s{1,8}){0,4}class\b")
_HOLDER = frozenset(("RequestMapping", "Path", "Controller", "RestController", "Route"))
_PARAMETER = re.compile(r"\{[^{}]{0,200}\}|<[^<>]{1,100}>|:[A-Za-z_]\w{0,60}(?:\([^()]{0,100}\))?\??")
_COMMENT = ("#", "//", "*", "/*", "--")


def canonical(path: str) -> str:
    """`/demandes/:id`, `demandes/<int:id>/` and `/demandes/{id}` → `/demandes/{}`."""
    clean = _PARAMETER.sub("{}", path.split("?", 1)[0].strip()).strip("/")
    return f"/{clean}"


def of(document: Document) -> Routed:
    """The routes of a source file. Raises Unreadable."""
    document.bytes(SOURCE_LIMIT)
    extension = document.path.rsplit(".", 1)[-1].lower()
    routes: list[Route] = []
    computed: list[int] = []
    if (pattern := _CALLS.get(extension)) is not None:
        _read_calls(document, pattern, routes, computed)
    if extension in _ANNOTATED:
        _read_annotations(document, routes, computed)
    return Routed(tuple(dict.fromkeys(routes)), tuple(computed))


def _read_calls(document: Document, pattern: re.Pattern[str], routes: list[Route], computed: list[int]) -> None:
    text = document.text
    for match in pattern.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if _commented(text, match.start()):
            continue
        verb, path = match["verb"].upper().removeprefix("MAP") or "MAP", match["path"]
        if path is None:
            # `app.get(name)` reads a setting as well: only a call that also gets a handler is a route.
            if pattern is _PYTHON or match["other"] == "{" or _has_more(text, match.end() - 1):
                computed.append(line)
        elif "${" in path or match["next"] == "+":
            computed.append(line)
        elif (said := _METHODS.match(path)) and " " in path:
            routes.append(Route(said[1], canonical(path.split(" ", 1)[1]), document.path, line))
        elif path.startswith("/") or (path == "" and pattern is not _SCRIPT):
            routes.extend(Route(method, canonical(path), document.path, line) for method in _methods(verb, text, match.end()))


def _has_more(text: str, at: int) -> bool:
    """Whether the call that begins there has a second argument."""
    depth = 0
    for character in text[at : at + 300]:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0 or character == "," and depth == 0:
            return depth == 0
    return False


def _methods(verb: str, text: str, at: int) -> tuple[str, ...]:
    if verb in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        return (verb,)
    if verb == "DEL":
        return ("DELETE",)
    if verb == "ROUTE" and (named := re.match(r"[^)\n]{0,200}methods\s{0,4}=\s{0,4}[\[(]([^\])]{0,100})", text[at - 1 : at + 400])):
        return tuple(_METHODS.findall(named[1])) or (ANY,)
    return (ANY,)


def _commented(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at + 2].lstrip().startswith(_COMMENT)


# --- annotations and attributes ------------------------------------------------------------------------------------------------------------------


def _read_annotations(document: Document, routes: list[Route], computed: list[int]) -> None:
    """Those of a class are put before those of its methods, in the order of the file."""
    text, prefixes = document.text, [""]
    for match in _ANNOTATION.finditer(text):
        if _commented(text, match.start()):
            continue
        line = text.count("\n", 0, match.start()) + 1
        given = match["given"] or ""
        if _COMPUTED.search(_NAMED.sub("", _without_methods(given))):
            computed.append(line)
            continue
        paths = _paths(given)
        if match["name"] in _HOLDER and _on_class(text, match.end()):
            prefixes = paths or [""]
            continue
        for method in _annotated_methods(match["name"], given):
            for prefix in prefixes:
                routes.extend(Route(method, _joined(prefix, path), document.path, line) for path in paths or [""])


def _without_methods(given: str) -> str:
    return _OTHER_GIVEN.sub("", given)


def _paths(given: str) -> list[str]:
    return [first or second for first, second in _LITERAL.findall(_without_methods(given))]


def _on_class(text: str, at: int) -> bool:
    """Whether a class follows, other annotations between them left out."""
    after = text[at : at + 1500]
    after = re.sub(r"@\w{1,60}(?:\([^()]{0,400}\))?|\[[^\]\n]{0,300}\]|//[^\n]{0,300}", " ", after.lstrip("])"))
    return _FOLLOWS.match(re.sub(r"\s{2,400}", " ", after)) is not None


def _annotated_methods(name: str, given: str) -> Iterator[str]:
    verb = name.removeprefix("Http").removesuffix("Mapping").upper()
    if verb in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        yield verb
    elif name in _HOLDER:
        yield from _METHODS.findall(given) or (ANY,)


def _joined(prefix: str, path: str) -> str:
    if path.startswith(("~/",)):
        return canonical(path[1:])
    return canonical(f"{prefix.strip('/')}/{path.strip('/')}")
