"""The indicators as rules see them: one for each id, whatever the number of files that speak of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from conforme import Answer, Cell, Evidence, EvidenceSet, Location, Record, Rule
from conforme.facts.indicators import words as told
from conforme.facts.text import slug
from conforme.facts.values import Quantity

SAYS = 3
"""Words from which a definition says something; a formula says it in two, a long name in seven."""
FORMULA_SAYS = 2
NAME_SAYS = 7
TELLING_NAME = 4


class Measure(NamedTuple):
    """A dated value; `start` is the first day of the period that it covers, its own day when it covers none."""

    date: str
    start: str
    value: Quantity
    record: Record


@dataclass(frozen=True)
class Indicator:
    """All that is said of one indicator, the latest file first."""

    records: tuple[Record, ...]

    @property
    def id(self) -> str:
        return self.records[0].id

    @property
    def name(self) -> str:
        return self.text("name") or self.id

    def cell(self, field: str) -> Cell | None:
        """The first cell of that field that holds a value, else the first that has something written."""
        cells = [record.cells[field] for record in self.records if record.has(field)]
        return next((cell for cell in cells if cell.value is not None), cells[0] if cells else None)

    def text(self, field: str) -> str:
        """What is written, "" when nothing is or when it only holds a place."""
        cell = self.cell(field)
        return "" if cell is None or (cell.value is None and cell.problem in ("placeholder", "n/a")) else cell.text

    def quantity(self, field: str) -> Quantity | None:
        cell = self.cell(field)
        return cell.value if cell is not None and isinstance(cell.value, Quantity) else None

    def at(self, field: str = "") -> Location:
        """The place of a field, of the indicator when it is not there."""
        return next((record.at(field) for record in self.records if record.has(field)), self.records[0].at())

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The dated values, in the order of their dates; equal days keep the order of the file."""
        return tuple(sorted(_measures(self.records), key=lambda measure: measure.date))

    @property
    def names(self) -> frozenset[str]:
        """What it may be cited under."""
        written = (text for record in self.records for text in (record.id, record.text("id"), record.text("name")))
        return frozenset(name for name in map(slug, written) if name)

    @property
    def says(self) -> bool:
        """Whether it is said what is measured."""
        long = any(told.says(self.text(field)) >= SAYS for field in ("definition", "question") if not told.same(self.text(field), self.text("name")))
        return long or told.says(self.text("formula")) >= FORMULA_SAYS or told.says(self.text("name")) >= NAME_SAYS

    @property
    def is_told(self) -> bool:
        """Whether a reader can tell what is measured, be it from the name alone: "Number of applications per month"."""
        return self.says or (told.measures(self.name) and told.says(self.name) >= TELLING_NAME)

    @property
    def has_unit(self) -> bool:
        """Whether values can be read: a unit is given, beside them or apart, or the name tells."""
        quantities = [self.quantity("target"), self.quantity("baseline"), *(measure.value for measure in self.measures)]
        return (
            bool(self.text("unit"))
            or any(quantity.unit for quantity in quantities if quantity is not None)
            or told.tells_unit(f"{self.name} {self.text('definition')}")
        )


def _measures(records: Sequence[Record]) -> Iterator[Measure]:
    seen: set[tuple[str, Quantity]] = set()
    for record in records:
        for measure in record.of("measurements"):
            day, value = measure["date"], measure["value"]
            if isinstance(day, str) and isinstance(value, Quantity) and (day, value) not in seen:
                seen.add((day, value))
                yield Measure(day, measure["start"] or day, value, measure)


def of(evidence: EvidenceSet) -> tuple[Indicator, ...]:
    """The indicators of all files; of several files about one, the one whose measures are the latest comes first."""
    groups: dict[str, list[Record]] = {}
    for record in evidence.records("indicator"):
        if record.text("status").strip().lower() not in ("retired", "retiré", "retire"):
            groups.setdefault(slug(record.id) or record.id, []).append(record)
    return tuple(Indicator(tuple(sorted(group, key=_latest, reverse=True))) for group in groups.values())


def _latest(record: Record) -> str:
    return max((str(measure["date"]) for measure in record.of("measurements") if measure["date"]), default="")


def carriers(evidence: EvidenceSet, *kinds: str) -> tuple[Evidence, ...]:
    """The evidence whose carrier is one of these."""
    return tuple(item for item in evidence.all() if item.data.get("carrier") in kinds)


def holding(evidence: EvidenceSet) -> tuple[Evidence, ...]:
    """The evidence that holds indicators."""
    return tuple(item for item in evidence.all() if any(True for _ in item.records_of("indicator")))


def none_written(rule: Rule, evidence: EvidenceSet) -> Answer:
    """What a rule about indicators answers where there are only dashboards, figures or benefits: the first of them says so."""
    first = evidence.all()[0]
    return rule.not_applicable(first, first.value or "")


def subject(indicator: Indicator, field: str = "") -> str:
    return f"indicators/{indicator.id}" + (f"#{field}" if field else "")
