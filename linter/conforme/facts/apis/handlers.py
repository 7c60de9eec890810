"""Which code serves a described API: the lines that route its paths, or that define the functions that its operations name.

A sign, not a proof: what is asked of it is only since when such code exists. Calls that a client makes are not handlers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.model import Record
from conforme.repo import Document

SOURCE_LIMIT = 256 << 10
"""Bytes of a source file that is looked at."""
WORDS = 400
"""Names of paths and operations looked for at once."""

_VERB = "get|post|put|patch|delete|del|head|options|all|use|route|handle|handlefunc|map|resource|register"
_ROUTES = re.compile(
    rf"(?i)(?:\.|\b)(?:{_VERB}|map(?:get|post|put|patch|delete)|add_url_rule|add_api_route|add_resource|controller)\([^\"'`]{{0,60}}[\"'`]/"
    r"|@\w{0,40}\.?(?:get|post|put|patch|delete|route|path|requestmapping|\w{1,20}mapping|controller)\(|\[(?:http\w{1,8}|route)\("
)
# Forms that only mean something under an enclosing route, which may be that of pages: they count in what is called an API.
_NESTED = re.compile(rf"(?i)\b(?:path|re_path|url|scope|namespace)\(|\b(?:resources?|namespace|scope|{_VERB})\s{{1,8}}[\"':]")
_API = re.compile(r"(?i)(?<![a-z])(?:api|rest)(?![a-z])")
_CALLS = re.compile(r"(?i)\baxios|\bfetch\b|\b(?:http|requests?|\$)\.(?:get|post|put|patch|delete)\b|\bclient\b|https?://")
_DEFINES = re.compile(r"(?:^|[\s.@])(?:def|fn|fun|func|function|async|export|exports|public|static|const|suspend|override|module\.exports)\b")
_COMMENT = ("#", "//", "*", "/*", "<!--", "--")
_SEGMENT = re.compile(r"[A-Za-z][\w-]{3,60}\Z")
# Segments that any service may have; alone they name no operation of this one.
_COMMON = frozenset(
    (
        "api", "apis", "rest", "version", "versions", "status", "health", "healthz", "ping", "info", "docs", "openapi", "swagger", "static", "public",
        "index", "search", "login", "logout",
    )
)  # fmt: skip


class Served(NamedTuple):
    """What is looked for in the code; None where nothing tells it.

    `paths`: segments of path templates, `segments` of them. `names`: the functions of operations, `functions` of them. `files`: the places that
    frameworks route by the name of a file. `prefix`: the segment that all paths begin with (`api`), which tells the API's routes from those of
    pages about the same things.
    """

    paths: re.Pattern[str] | None
    names: re.Pattern[str] | None
    files: re.Pattern[str] | None
    prefix: re.Pattern[str] | None
    segments: int
    functions: int


class Serving(NamedTuple):
    """What of it a file holds: words of paths that it routes, functions that it defines."""

    paths: frozenset[str]
    names: frozenset[str]

    @property
    def size(self) -> int:
        return len(self.paths) + len(self.names)


def served(operations: Iterable[Record]) -> Served:
    """The patterns for the code that serves these operations."""
    segments: dict[str, None] = {}
    names: dict[str, None] = {}
    starts: set[str] = set()
    for operation in operations:
        parts = [part for part in operation.text("path").split("/") if part]
        fixed = [part.lower() for part in parts if _SEGMENT.match(part) and part.lower() not in _COMMON]
        segments.update(dict.fromkeys(fixed[-1:]))
        starts.update(parts[:1] or [""])
        if len(operation.text("name")) >= 6:
            names[operation.text("name")] = None
    start = starts.pop() if len(starts) == 1 else ""
    return Served(
        _any_of(list(segments), r"[\"'`/:]({})(?=[\"'`/?:{{<\[,.\s)]|$)"),
        _any_of(list(names), r"(?<![\w.])({})\b"),
        _any_of(list(segments), r"(?:^|/)(?:pages/api|app|routes)/(?:[^/]{{1,60}}/){{0,6}}({})(?:/(?:index|route|\[\w+\]))?\.[jt]s\Z"),
        _any_of([start], r"(?<![a-z])({})(?![a-z])") if start.lower() in _COMMON else None,
        len(segments),
        len(names),
    )


def _any_of(words: list[str], form: str) -> re.Pattern[str] | None:
    if not words:
        return None
    longest = sorted(words[:WORDS], key=lambda word: (-len(word), word))
    return re.compile(form.format("|".join(map(re.escape, longest))), re.IGNORECASE)


def serves(document: Document, wanted: Served) -> Serving:
    """What of it a source file serves. Raises Unreadable."""
    document.bytes(SOURCE_LIMIT)
    text = document.text
    if wanted.prefix is not None and not (wanted.prefix.search(document.path) or wanted.prefix.search(text)):
        return Serving(frozenset(), frozenset())
    routed = {match[1].lower() for match in _found(wanted.paths, text) if _routes(_line(text, match.start()), document.path)}
    routed |= {match[1].lower() for match in _found(wanted.files, document.path)}
    defined = {match[1] for match in _found(wanted.names, text) if _defines(_line(text, match.start()))}
    return Serving(frozenset(routed), frozenset(defined))


def share(serving: Iterable[Serving], wanted: Served) -> float:
    """How much of the API these files serve together: of its paths or of its functions, whichever is more."""
    found = list(serving)
    paths = frozenset[str]().union(*(item.paths for item in found))
    names = frozenset[str]().union(*(item.names for item in found))
    return max(len(paths) / wanted.segments if wanted.segments else 0.0, len(names) / wanted.functions if wanted.functions else 0.0)


def _found(pattern: re.Pattern[str] | None, text: str) -> Iterable[re.Match[str]]:
    return pattern.finditer(text) if pattern is not None else ()


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[max(start, at - 300) : min(end if end >= 0 else len(text), at + 300)]


def _is_code(line: str) -> bool:
    return not line.lstrip().startswith(_COMMENT)


def _routes(line: str, path: str) -> bool:
    if not _is_code(line) or _CALLS.search(line):
        return False
    return _ROUTES.search(line) is not None or _NESTED.search(line) is not None and (_API.search(path) or _API.search(line)) is not None


def _defines(line: str) -> bool:
    return _is_code(line) and _DEFINES.search(line) is not None
