"""Tables in which a service keeps its own measures over time: a name of metric, a value and a time, declared in code."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re
from conforme.repo import Document

_NAME = (
    r"\w{0,40}(?:stats?|statistics|statistiques|metrics?|kpis?|indicators?|indicateurs?)_?"
    r"(?:history|histor\w{0,8}|series|snapshots?|values?|records?|entries|points?)\w{0,20}|kpis?|indicateurs?|performance_indicators?"
)
_DECLARED = re.compile(
    r"(?:\b(?:schema|typed_schema|create_table|create table(?: if not exists)?|model|class|db_table|__tablename__|table)\b|\bcreate\(?\s?table\b)"
    rf"[ (:=\"'`\[]{{1,8}}(?:\w{{1,30}}\.)?({_NAME})\b",
    re.IGNORECASE,
)
_METRIC = re.compile(r"\b(?:metric|indicator|indicateur|kpi|measure)(?:_?(?:name|id|key|code|nom))?\b", re.IGNORECASE)
_VALUE = re.compile(r"\b(?:value|valeur|count|amount)\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?:timestamp|date|day|recorded_?at|measured_?at|created_?at|inserted_?at|period|datetime|jour)\w{0,4}\b", re.IGNORECASE)
WINDOW = 1200
"""Characters after the declaration in which its columns are looked for."""


class Series(NamedTuple):
    """The table's name as declared, and its line."""

    name: str
    line: int


def read(document: Document) -> Series | None:
    """The table that the file declares, None when it declares none; raises Unreadable alone."""
    text = document.text
    for found in _DECLARED.finditer(text):
        columns = text[found.end() : found.end() + WINDOW]
        if _METRIC.search(columns) and _VALUE.search(columns) and _TIME.search(columns):
            return Series(found[1], text.count("\n", 0, found.start()) + 1)
    return None
