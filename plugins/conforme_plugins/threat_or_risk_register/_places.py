"""Where a measure is said to be in place: which of the paths and links of a risk are in the tree, and which are not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from conforme import Cell, Record, View
from conforme.facts import regex as re
from conforme_plugins.threat_or_risk_register._carrier import with_cells

_OWN_FORGE = re.compile(r"https?://[^/\s]{3,80}/[^\s]{1,200}?/(?:-/)?(?:blob|tree|raw)/[^/\s]{1,100}/([^\s?#]{1,400})")
_PATH = re.compile(r"(?:\.{0,2}/)?[\w@.-]{1,100}(?:/[\w@.*-]{1,100}){0,12}/?\Z")
_EXTENSION = re.compile(r"\.[A-Za-z][\w]{0,9}\Z")
_IN_TEXT = re.compile(r"(?<![\w/:.@-])(?:\.{0,2}/)?[\w@.-]{1,60}(?:/[\w@.-]{1,80}){1,10}")
_TAIL = re.compile(r"(?:::.{0,200}|#.{0,200}|:\d{1,7}(?:[:-]\d{1,7})?|\?.{0,200})\Z")
CITED = 40


def placed(view: View, record: Record) -> Record:
    """The record with `evidence.found` and `evidence.absent`: the paths that its evidence, links and measures name, in the tree or not.

    A path in running prose counts when it is there and says nothing when it is not; an address elsewhere says nothing.
    """
    if record.type == "asset":
        return record
    found: dict[str, None] = {}
    absent: dict[str, None] = {}
    for written, sure in list(_cited(record))[:CITED]:
        there = _there(view, record.path, written)
        if there:
            found[there] = None
        elif sure:
            absent[written] = None
    cells = {}
    for name, paths in (("evidence__found", found), ("evidence__absent", absent)):
        if paths:
            where = record.at("evidence")
            cells[name] = Cell(tuple(paths), "; ".join(paths), where.line or record.line, where.column or 1)
    return with_cells(record, **cells) if cells else record


def _cited(record: Record) -> Iterator[tuple[str, bool]]:
    """What a record points at, and whether it surely is a path of this tree."""
    listed = record["evidence"]
    for item in listed if isinstance(listed, tuple) else ():
        yield from _of_address(item.strip("`* "), True)
    for name in ("evidence.links", "measure.links", "links.links"):
        for target in record[name] or ():
            yield from _of_address(target, name != "links.links")
    for match in _IN_TEXT.finditer(record.text("measure")[:4000]):
        yield match.group(), False


def _of_address(written: str, sure: bool) -> Iterator[tuple[str, bool]]:
    if own := _OWN_FORGE.match(written):
        yield unquote(own[1]), False
    elif "://" not in written and not written.startswith(("#", "mailto:", "tel:")):
        bare = unquote(_TAIL.sub("", written))
        if _PATH.match(bare) and "*" not in bare:
            yield bare, sure and (bool(_EXTENSION.search(bare)) or bare.startswith(("/", "./", "../")))


def _there(view: View, page: str, written: str) -> str:
    """The path in the tree that is meant, from the root or from the page; "" when there is none."""
    bare = written.strip("/")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(page), written.lstrip("/")))
    for path in dict.fromkeys((posixpath.normpath(bare) if bare else "", beside)):
        if path and path != "." and not path.startswith("..") and view.exists(path):
            return path
    return ""
