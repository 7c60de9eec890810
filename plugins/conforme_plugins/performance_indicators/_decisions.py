"""Decisions in records, roadmaps and changelogs that cite an indicator together with a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from conforme import Cell, Document, Evidence, Record, View
from conforme.facts import markdown, values
from conforme.facts import regex as re
from conforme.facts.placeholders import substance
from conforme.facts.text import words
from conforme_plugins.performance_indicators._carriers import Carrier

PLACES = re.compile(
    r"(?:^|/)(?:adrs?|decisions?|[^/]*decision-records?|[^/]*decisions?[^/]*)/[^/]+\.md\Z|(?:^|/)[^/]*(?:roadmap|feuille-de-route|changelog|"
    r"decisions?|journal)[^/]*\.md\Z",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<!\d)(20\d\d-\d\d-\d\d)(?!\d)")
_CODED = re.compile(r"[a-z]+-?\d|[a-z0-9]+-[a-z0-9]+", re.IGNORECASE)


def cited(view: View, carriers: Sequence[Carrier]) -> Iterator[Evidence]:
    """One evidence a page in which a decision cites an indicator: a paragraph with its name or id and a figure."""
    known = _phrases(carriers)
    own = {carrier.document.path for carrier in carriers}
    if not known:
        return
    for candidate in view.candidates():
        if candidate.path not in own and PLACES.search(candidate.path):
            document = view.document(candidate.path)
            with view.reading(document):
                found = tuple(_decisions(document, known))
                if found:
                    yield view.evidence(
                        document,
                        line=found[0].line,
                        records=found,
                        data={"carrier": "decisions", "figures": 0, "absent": (), "origin": "", "since": None, "moved": {}},
                    )


def _phrases(carriers: Sequence[Carrier]) -> Mapping[tuple[str, ...], str]:
    """Under what words an indicator is known: a name of several, or an id that is no common word."""
    found: dict[tuple[str, ...], str] = {}
    for carrier in carriers:
        for record in carrier.records:
            if record.type == "indicator":
                for written in (record.text("name"), record.id):
                    key = tuple(words(written))
                    if (len(key) >= 2 or _CODED.fullmatch(written)) and len(key) <= 12:
                        found.setdefault(key, record.id)
    return found


def _decisions(document: Document, known: Mapping[tuple[str, ...], str]) -> Iterator[Record]:
    written = _day(document)
    for block in substance.blocks(document.text):
        said = tuple(words(block.text[:4000])) if block.kind != "code" else ()
        cites = tuple(
            dict.fromkeys(name for key, name in known.items() if (rest := _without(said, key)) is not None and any(word.isdecimal() for word in rest))
        )
        if cites:
            text = " ".join(markdown.plain(block.text).split())
            cells = {
                "decision": values.read("text", text, block.line),
                "cites": Cell(cites, "; ".join(cites), block.line),
                **({"date": Cell(written, written, 1)} if written else {}),
            }
            yield Record("decision", f"{document.path}:{'-'.join(cites)}"[:200], cells, document.path, block.line)


def _without(said: tuple[str, ...], key: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words without the phrase, None when it is not there."""
    at = next((start for start in range(len(said) - len(key) + 1) if said[start : start + len(key)] == key), None)
    return None if at is None else said[:at] + said[at + len(key) :]


def _day(document: Document) -> str:
    """The day that the head of the page gives, or its name."""
    found = _DATE.search(document.path.rsplit("/", 1)[-1]) or _DATE.search(document.text[:1500])
    return found[1] if found is not None else ""
