"""Finds where the service says what it is measured by: indicators, benefits, measures, dashboards, and decisions that cite a measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conforme import Evidence, Reason, Strength, Unreadable, View, hookimpl
from conforme.facts import markdown, values
from conforme.facts import regex as re
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.performance_indicators import _attach, _carriers, _decisions, _past
from conforme_plugins.performance_indicators._carriers import Candidate, Carrier

CATALOGUE = 12
"""So many pages of one folder that each list indicators are the pages of as many products."""


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """One evidence a file, in the card's order, registers first.

    Records: `indicator` (fields of the card, children `measurements` of `date`, `value`, perhaps `start`), `benefit`, `decision`, `panel` (of a
    dashboard). Data: `carrier` (register, table, sheet, slo, sections, list, report, dashboard, series, measures, decisions), `figures` (reported,
    without an indicator), `since` and `origin` (see _past), `moved` (indicators of which only the dates moved, with the day since which the values
    stand), `absent` (files of measures that are named and not there), `reported_on` (the day of a
    report, None when it gives none).
    """
    vocabulary = Vocabulary.of(view.fields)
    carriers = [*_registers(view), *_read(view, vocabulary)]
    carriers = _attach.measures(view, vocabulary, carriers)
    carriers = _without_catalogues(view, carriers)
    kept = [carrier for carrier in carriers if _says_something(view, carrier)]
    for carrier in kept:
        yield _evidence(view, vocabulary, carrier)
    yield from _decisions.cited(view, kept)


def _registers(view: View) -> Iterator[Carrier]:
    for register in view.register("indicators"):
        if register.foreign:
            view.saw(register.path, "foreign")
        elif register.problems:
            first = register.problems[0]
            view.flaw(Reason.INVALID, register.path, first.line, **first.data)
        else:
            yield Carrier(view.document(register.path), "register", register.records, files=_attach.named_files(register.top))


def _read(view: View, vocabulary: Vocabulary) -> Iterator[Carrier]:
    slis = _carriers.known_slis(view)
    for candidate in view.candidates():
        document = view.document(candidate.path)
        with view.reading(document):
            if candidate.path.endswith(".md") and markdown.is_derived(document):
                view.saw(candidate.path, "derived")
            elif not candidate.containing or _carriers.holds(document, candidate.containing):
                yield from _unless_data(view, candidate, _carriers.read(view, document, vocabulary, slis))


def _unless_data(view: View, candidate: Candidate, carriers: Iterator[Carrier]) -> Iterator[Carrier]:
    """A sheet or a JSON file of no known name that is over the limits of what people write by hand is data, and hides no indicator."""
    try:
        yield from carriers
    except Unreadable as error:
        if candidate.named or candidate.path.lower().endswith(_carriers.PAGES) or not error.bound:
            raise
        view.saw(candidate.path, "unreadable")


def _without_catalogues(view: View, carriers: Sequence[Carrier]) -> list[Carrier]:
    folders: dict[str, int] = {}
    for carrier in carriers:
        if carrier.kind in ("list", "sections", "report"):
            folders[carrier.folder] = folders.get(carrier.folder, 0) + 1
    kept = []
    for carrier in carriers:
        count = folders.get(carrier.folder, 0)
        if carrier.document.path.endswith((".md", ".mdx")) and count >= CATALOGUE:
            view.saw(carrier.document.path, "catalogue", count=count)
        else:
            kept.append(carrier)
    return kept


def _says_something(view: View, carrier: Carrier) -> bool:
    """Whether anything but placeholders is written; what is hollow is told, and left out."""
    if carrier.kind in ("report", "dashboard", "series", "measures"):
        return True
    if any(_carriers.is_said(record) for record in carrier.records):
        return True
    view.flaw(Reason.HOLLOW, carrier.document.path, carrier.line)
    return False


def _evidence(view: View, vocabulary: Vocabulary, carrier: Carrier) -> Evidence:
    return view.evidence(
        carrier.document,
        line=carrier.line,
        value=carrier.title or None,
        strength=Strength.DEMONSTRATED if carrier.kind in ("dashboard", "series") else Strength.DECLARED,
        records=carrier.records,
        data={
            "carrier": carrier.kind,
            "figures": carrier.figures,
            "absent": carrier.absent,
            "reported_on": _reported_on(carrier),
            **_past.facts(view, vocabulary, carrier),
        },
    )


_DAY = re.compile(r"(?<!\d)(20\d\d-\d\d-\d\d)(?!\d)")


def _reported_on(carrier: Carrier) -> str | None:
    """The day that the name of the file, or the head of the page, gives."""
    if carrier.kind != "report":
        return None
    places = (carrier.document.path.rsplit("/", 1)[-1], carrier.document.text[:600], carrier.document.path)
    found = [day[1] for place in places if (day := _DAY.search(place))]
    return next((day for day in found if values.read("date", day, 1).value), None)
