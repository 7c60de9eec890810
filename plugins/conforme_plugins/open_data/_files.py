"""Data files that a description names: whether they are there, can be read as published, and have the columns that are described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conforme import Document, Record, View
from conforme.facts import tables
from conforme.facts.structured import Invalid
from conforme.repo import Unreadable


def checked(view: View, dataset: Record, readable: frozenset[str]) -> dict[str, Mapping[str, Any]]:
    """What is seen of each file named by the resources of a data set: `state` is present, absent, elsewhere or unread; `problem`: what is
    wrong with it (encoding, csv, columns), "" when nothing is."""
    folder = dataset.path.rpartition("/")[0]
    seen: dict[str, Mapping[str, Any]] = {}
    for resource in dataset.of("resource"):
        named = resource.text("path")
        if not named:
            continue
        if "://" in named:
            seen[named] = {"state": "elsewhere", "problem": ""}
            continue
        path = f"{folder}/{named}".strip("/") if folder else named.strip("/")
        path = path.removeprefix("./").replace("/./", "/")
        if not view.exists(path):
            seen[named] = {"state": "absent", "problem": "", "path": path}
        elif path in readable:
            seen[named] = {"state": "present", "problem": _problem(view.document(path), resource["names"] or ()), "path": path}
        else:
            seen[named] = {"state": "unread", "problem": "", "path": path}
    return seen


def _problem(document: Document, columns: tuple[str, ...]) -> str:
    try:
        if "\ufffd" in document.bytes().decode("utf-8-sig"):
            return "encoding"  # characters were lost when the file was last converted
        table = tables.read_csv(document)
    except UnicodeDecodeError:
        return "encoding"
    except Invalid:
        return "csv"
    except Unreadable:
        return ""
    heads = {cell.text.strip() for cell in table.headers}
    return "columns" if columns and any(name and name not in heads for name in columns) else ""
