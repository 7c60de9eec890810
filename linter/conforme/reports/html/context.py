"""What every piece of the page needs: the report, the language, the way to a line, and who is where on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from conforme import words
from conforme.cards import RuleCard, Standard
from conforme.model import Evidence, Look, Outcome, Reason, Result
from conforme.report import ActionVerdict, PracticeVerdict, Report
from conforme.reports.html.links import Links
from conforme.reports.html.markup import Markup, tag, text

SILENT = (Outcome.UNVERIFIED, Outcome.ERROR)


class Search(NamedTuple):
    """A search: its id on the page, a rule that it was made for, its steps."""

    id: str
    card: RuleCard
    looks: tuple[Look, ...]


@dataclass(frozen=True)
class Context:
    """One rendering."""

    report: Report
    lang: str
    links: Links

    @property
    def colon(self) -> str:
        return "\u00a0: " if self.lang == "fr" else ": "

    def say(self, key: str, **data: object) -> str:
        return words.say(self.lang, key, **data)

    def card(self, result: Result) -> RuleCard:
        return self.report.rules[result.rule]

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        return {item.id: item for item in self.report.evidence}

    @cached_property
    def anchors(self) -> Mapping[tuple[str, str], str]:
        """The id on the page of each result, by rule and part."""
        return {(item.rule, item.part): f"r{number}" for number, item in enumerate(self.report.results, 1)}

    def anchor(self, result: Result) -> str:
        return self.anchors[result.rule, result.part]

    def practices(self, standard: Standard, theme: str = "") -> list[PracticeVerdict]:
        return [item for item in self.report.practices if item.practice in standard.practices and theme in ("", item.practice.theme)]

    def serving(self, standard: Standard, action: ActionVerdict) -> list[Result]:
        """The results that bear on an action, those of rules on trial too."""
        name = f"{standard.id}:{action.action.id}"
        return [item for item in self.report.results if any(serves.to == name for serves in self.card(item).serves)]

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Where each result is told whole, by its id on the page: at the first action that it bears on, "" when it bears on none."""
        found: dict[str, str] = {}
        for standard, _, action in self.actions():
            for item in self.serving(standard, action):
                found.setdefault(self.anchor(item), f"{standard.id}:{action.action.id}")
        return {anchor: found.get(anchor, "") for anchor in self.anchors.values()}

    def actions(self) -> Iterator[tuple[Standard, PracticeVerdict, ActionVerdict]]:
        for standard in self.report.standards:
            for practice in self.practices(standard):
                yield from ((standard, practice, action) for action in practice.actions)

    @cached_property
    def searches(self) -> Mapping[str, Search]:
        """Where it looked for what is missing or could not be told: each search once."""
        found: dict[str, Search] = {}
        for item in self.report.results:
            if self.searched(item):
                found.setdefault(self._search(item), Search(f"s{len(found) + 1}", self.card(item), item.looked_at))
        return found

    def searched(self, item: Result) -> bool:
        missing = any(finding.reason is Reason.MISSING for finding in item.findings)
        return bool(item.looked_at) and (missing or item.outcome in SILENT)

    def search(self, item: Result) -> Search:
        return self.searches[self._search(item)]

    def _search(self, item: Result) -> str:
        return repr((self.card(item).kinds, item.looked_at))

    def sign(self, name: str, css: str = "sign") -> Markup:
        """The drawing of a verdict or an outcome; it always stands by a word, so readers of the screen skip it."""
        return tag("svg", tag("use", href=f"#i-{name}"), class_=css, aria_hidden="true", focusable="false", viewBox="0 0 16 16")

    def told(self, vocabulary: str, value: str) -> Markup:
        """A verdict or an outcome: sign and word."""
        word = tag("span", text(self.say(f"{vocabulary}.{value}")))
        return tag("span", self.sign(value), word, class_=f"told is-{value}")
