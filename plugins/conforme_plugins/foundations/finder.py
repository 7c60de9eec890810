"""Finds which of the government's digital foundations were considered, and who signs people in according to configurations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from conforme import Cell, Evidence, Record, View, hookimpl
from conforme.facts import kept, text
from conforme.facts import regex as re

_ISSUER = re.compile(r"issuer[\w.-]{0,30}[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"']?https?://([\w.-]{1,120})", re.IGNORECASE)
BYTES = 1 << 20


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `foundation`: name, use (used, considered, not-used), reason, sign_in (whether it is the authentication service).

    Data `issuers`: what configurations name as issuers of identity: (kind, host, path, line), kind being elsewhere, sign-in or other.
    """
    shape = kept.Shape("foundations", "foundation", ("name",), 2, _tells, partial(_mended, view.fields))
    found = [item for item in kept.find(view, shape) if item.data["carrier"] == "register" or item.data["has"] & {"use", "reason"}]
    issuers = tuple(_issuers(view)) if found else ()
    yield from (replace(item, data={**item.data, "issuers": issuers}) for item in found)


def _tells(record: Record) -> bool:
    return record["name"] is not None and (record["use"] is not None or kept.count(record, "reason") >= kept.SENTENCE)


def _mended(fields: Mapping[str, Any], record: Record) -> Record:
    written = record.text("use")
    use = next((name for name, words in fields["use"].items() if record["use"] == name or text.matches(written, _words(words))), None)
    at = record.at("use")
    signs = text.matches(record.text("name"), _words(fields["known"]["sign-in"]))
    cells = {"use": Cell(use, written, at.line or record.line, at.column or 1), "sign_in": Cell(signs, "", record.line)}
    return kept.with_cells(record, **cells)


def _words(given: Mapping[str, Any]) -> tuple[str, ...]:
    return (*given.get("fr", ()), *given.get("en", ()))


def _issuers(view: View) -> Iterator[tuple[str, str, str, int]]:
    known = {host: kind for kind, hosts in view.fields["issuers"].items() for host in _words(hosts)}
    for document in view.documents():
        if kept.extension(document.path) in kept.PAGES:
            continue
        with view.reading(document):
            document.bytes(BYTES)
            for match in _ISSUER.finditer(document.text):
                host = match[1].lower().rstrip(".")
                yield known.get(host, "other"), host, document.path, document.text.count("\n", 0, match.start()) + 1
