"""The effect of a change, as JSON (report contract, §5) and for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conforme import words
from conforme.diff import Change, Diff, Move, Moved
from conforme.model import Finding, Result
from conforme.report import Report
from conforme.reports import json as as_json
from conforme.reports import sentences
from conforme.reports.style import Style

SIGNS = {
    Change.GAINED: "+",
    Change.STRENGTHENED: "↑",
    Change.SAME: "=",
    Change.WEAKENED: "↓",
    Change.LOST: "−",
    Change.CONTRADICTED: "✗",
    Change.UNKNOWN: "?",
}
HUES = {Change.GAINED: "green", Change.STRENGTHENED: "green", Change.WEAKENED: "yellow", Change.LOST: "red", Change.CONTRADICTED: "red"}


def document(diff: Diff, lang: str) -> dict[str, Any]:
    """The difference as plain data."""
    return {
        "schema_version": as_json.SCHEMA_VERSION,
        "base": as_json.snapshot(diff.base.snapshot),
        "head": as_json.snapshot(diff.head.snapshot),
        "date": diff.head.date.isoformat(),
        "lang": lang,
        "practices": [_move(item) for item in diff.practices],
        "actions": [_move(item) for item in diff.actions],
        "results": [_moved(diff, item, lang) for item in diff.results],
        "by_time": list(diff.by_time),
        "blocking": [item.id for item in diff.blocking()],
    }


def _move(item: Move) -> dict[str, str]:
    return {"id": item.id, "base": item.base.value, "head": item.head.value, "change": item.change.value}


def _moved(diff: Diff, item: Moved, lang: str) -> dict[str, Any]:
    card = (diff.head if item.head is not None else diff.base).rules[item.rule]
    return {
        "rule": item.rule,
        "part": item.part,
        "actions": list(dict.fromkeys(serves.to.rpartition(":")[2] for serves in card.serves)),
        "base": _side(item.base),
        "head": _side(item.head),
        "came": [as_json.finding(diff.head, finding, lang) for finding in item.came],
        "gone": [as_json.finding(diff.base, finding, lang) for finding in item.gone],
    }


def _side(result: Result | None) -> dict[str, str | None] | None:
    return {"outcome": result.outcome.value, "reason": result.reason.value if result.reason is not None else None} if result is not None else None


def render(diff: Diff, lang: str, style: Style) -> str:
    """The difference for a terminal: the practices that changed, with the actions and the findings that did it."""
    return "\n".join(_Page(diff, lang, style).lines()) + "\n"


class _Page:
    def __init__(self, diff: Diff, lang: str, style: Style) -> None:
        self.diff, self.lang, self.style = diff, lang, style

    def say(self, key: str, **data: object) -> str:
        return words.say(self.lang, key, **data)

    def lines(self) -> Iterator[str]:
        yield self.say(
            "diff.head", base=_name(self.diff.base, self.lang), head=_name(self.diff.head, self.lang), date=self.diff.head.date.isoformat()
        )
        changed = {item.id: item for item in self.diff.actions if item.base is not item.head}
        for practice, move in zip(self.diff.head.practices, self.diff.practices, strict=True):
            mine = [changed[item.action.id] for item in practice.actions if item.action.id in changed]
            if mine:
                yield ""
                yield self.style.bold(self._line(move, practice.practice.title.to(self.lang)))
            for action in practice.actions:
                if action.action.id in changed:
                    yield "  " + self._line(changed[action.action.id], action.action.title.to(self.lang))
                    yield from self._causes(action.action.id)
        if not changed:
            yield self.say("diff.nothing")
        yield from self._others({item.id for item in changed.values()})
        if self.diff.by_time:
            yield ""
            yield self.say("diff.by-time", actions=", ".join(self.diff.by_time))
        yield ""
        yield self.style.bold(self._foot())

    def _line(self, item: Move, title: str) -> str:
        change = self.style.paint(f"{SIGNS[item.change]} {self.say(f'change.{item.change.value}')}", HUES.get(item.change, ""))
        return f"{item.id} {title} · {self.say(f'verdict.{item.base.value}')} → {self.say(f'verdict.{item.head.value}')} · {change}"

    def _causes(self, action: str) -> Iterator[str]:
        for item in self.diff.results:
            if action in self._actions(item):
                yield from self._result(item, "      ")

    def _others(self, shown: set[str]) -> Iterator[str]:
        rest = [item for item in self.diff.results if not shown & self._actions(item)]
        if rest:
            yield ""
            yield self.style.bold(self.say("diff.others"))
        for item in rest:
            yield from self._result(item, "  ")

    def _actions(self, item: Moved) -> set[str]:
        card = (self.diff.head if item.head is not None else self.diff.base).rules[item.rule]
        return {serves.to.rpartition(":")[2] for serves in card.serves}

    def _result(self, item: Moved, indent: str) -> Iterator[str]:
        part = f" [{item.part}]" if item.part else ""
        yield f"{indent}{item.rule}{part} · {self._outcome(item.base)} → {self._outcome(item.head)}"
        yield from (f"{indent}  + {self._finding(self.diff.head, finding)}" for finding in item.came)
        yield from (f"{indent}  − {self._finding(self.diff.base, finding)}" for finding in item.gone)

    def _outcome(self, result: Result | None) -> str:
        return self.say(f"outcome.{result.outcome.value}") if result is not None else self.say("diff.absent")

    def _finding(self, report: Report, finding: Finding) -> str:
        where = sentences.place(finding.locations[0]) + " " if finding.locations else ""
        return f"{where}{sentences.message(report, finding, self.lang)}"

    def _foot(self) -> str:
        counts = [item.change for item in self.diff.actions]
        told = [f"{self.say(f'change.{change.value}')} {counts.count(change)}" for change in Change if change in counts and change is not Change.SAME]
        return self.say("diff.foot", counts=", ".join(told) or "0", blocking=len(self.diff.blocking()))


def _name(report: Report, lang: str) -> str:
    commit = (report.snapshot.commit or "")[:12]
    kind = words.say(lang, f"snapshot.{report.snapshot.kind}")
    return f"{kind} {commit}".strip()
