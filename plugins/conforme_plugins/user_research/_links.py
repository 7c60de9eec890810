"""What a finding led to, as written, and whether it is there: a file, an issue, a change, a version."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from conforme.facts import regex as re
from conforme.facts.markdown import Link
from conforme.facts.text import fold

_TRACKED = re.compile(r"/(?:issues|pull|pulls|merge_requests|commit|discussions|browse|stories|work_items|releases/tag)/[\w.-]{1,80}", re.IGNORECASE)
_ISSUE = re.compile(r"(?<![\w&/])(?:[\w.-]{1,60}/[\w.-]{1,60})?#\d{1,6}\b|\bGH-\d{1,6}\b|\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b")
_COMMIT = re.compile(r"(?<![\w/.-])(?=[0-9a-f]{0,40}[a-f])(?=[0-9a-f]{0,40}\d)[0-9a-f]{7,40}(?![\w/.-])")
_VERSION = re.compile(r"(?<![\w.])v\d{1,4}\.\d{1,4}(?:\.\d{1,4})?\b|\bversion \d{1,4}(?:\.\d{1,4}){0,2}\b", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:adr|decision|madr|rfc)[ #-]{1,2}(?:no |n° ?)?(\d{1,4})\b")
_PATH = re.compile(
    r"(?<![\w:/])(?:\.{0,2}/)?(?:[\w.@-]{1,80}/){0,12}[\w.@-]{1,80}"
    r"\.(?:md|markdown|rst|adoc|txt|ya?ml|json|csv|html|feature|[jt]sx?|py|rb|cs|java)(?![\w/])"
)
_NOT_SAID = re.compile(r"\S{0,20}://\S{1,2000}|\{[%{][^%{}]{0,400}[%}]\}")  # addresses, and the tags of template engines
_RECORDS = re.compile(r"adr|rfc|decision")
_NOT_ISSUES = re.compile(r"(?:WCAG|ISO|SGQRI|EN|UTF|RFC|COVID|HTTP|SHA|AES|LOI|ADR|R|C|F|S|T|P)-\d{1,6}\Z")


class Lead(NamedTuple):
    """What a finding leads to: `state` is `there` or `absent` for what the tree holds, `cited` for what lies elsewhere, `unclear` for mere words."""

    target: str
    state: str


class Tree(NamedTuple):
    """What is asked of the tree: whether a path exists, and all the paths."""

    exists: Callable[[str], bool]
    paths: Sequence[str]


def of_values(values: Iterable[str], path: str, tree: Tree) -> tuple[Lead, ...]:
    """The leads of a register's or of a table's list; words that name nothing are `unclear`."""
    found: dict[str, Lead] = {}
    for value in values:
        for lead in list(of_text(value, path, tree)) or [Lead(value, _of_address(value, path, tree))]:
            found.setdefault(lead.target, lead)
    return tuple(found.values())


def _of_address(value: str, path: str, tree: Tree) -> str:
    if value.startswith(("http://", "https://")):
        return "cited"
    clean = value.strip().strip("`")
    if "/" not in clean or " " in clean:
        return "unclear"
    return "there" if _exists(clean, path, tree) else "absent"


def of_links(links: Iterable[Link], path: str, tree: Tree, *, any_file: bool) -> Iterator[Lead]:
    """The leads among links: issues, changes; files too when `any_file`, else only decisions and changelogs."""
    for link in links:
        if "://" in link.target:
            if _TRACKED.search(link.target):
                yield Lead(link.target, "cited")
        elif not link.target.startswith(("#", "mailto:")) and (any_file or re.search(r"adr|decision|changelog|change", fold(link.target))):
            yield Lead(link.target, "there" if _exists(link.target, path, tree) else "absent")


def of_text(text: str, path: str, tree: Tree, *, in_passing: bool = False) -> Iterator[Lead]:
    """The leads that a text names; of those that it names in passing, only what cannot be anything else."""
    for match in _TRACKED.finditer(text):
        yield Lead(match.group(), "cited")
    bare = _NOT_SAID.sub(" ", text)
    for pattern in (_ISSUE, _COMMIT, _VERSION)[: 2 if in_passing else 3]:
        yield from (Lead(match.group(), "cited") for match in pattern.finditer(bare) if not _NOT_ISSUES.match(match.group()))
    for match in _RECORD.finditer(fold(bare)):
        yield from _held(match.group(), _record_exists(int(match[1]), tree), in_passing)
    for match in _PATH.finditer(bare):
        yield from _held(match.group(), _exists(match.group(), path, tree), in_passing)


def _held(target: str, there: bool, in_passing: bool) -> Iterator[Lead]:
    if there or not in_passing:
        yield Lead(target, "there" if there else "absent")


def _record_exists(number: int, tree: Tree) -> bool:
    named = re.compile(rf"(?:adr|rfc|decision)?[-_ ]?0{{0,5}}{number}(?:\D.*)?\Z", re.IGNORECASE)
    return any(_RECORDS.search(path.lower()) and named.match(path.rpartition("/")[2]) for path in tree.paths)


def _exists(target: str, path: str, tree: Tree) -> bool:
    clean = unquote(target.split("#", 1)[0].split("?", 1)[0])
    if not clean:
        return True
    near = posixpath.normpath(posixpath.join(posixpath.dirname(path), clean)) if not clean.startswith("/") else ""
    places = (near, clean.lstrip("/"), clean.removeprefix("./"))
    return any(place and not place.startswith("..") and tree.exists(place) for place in places)
