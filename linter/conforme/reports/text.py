"""The report for a terminal: the standard's own picture first, then what to do next, by role and effort, then why not.

Colour never says anything alone: each verdict has a sign and a word.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from conforme import __version__, words
from conforme.cards import RuleCard, Standard
from conforme.model import Finding, Limit, Location, Look, Outcome, Reason, Result, Verdict, quote
from conforme.report import PracticeVerdict, Report
from conforme.reports import console, sentences, signed, steps
from conforme.reports.style import Style

SIGNS = {
    Verdict.DEMONSTRATED: "●",
    Verdict.DECLARED: "◕",
    Verdict.ATTESTED: "◑",
    Verdict.PARTIAL: "◐",
    Verdict.NOT_SHOWN: "○",
    Verdict.CONTRADICTED: "✗",
    Verdict.TO_ATTEST: "✎",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.UNVERIFIED: "?",
    Verdict.NOT_EXAMINED: "·",
}
HUES = {
    Verdict.DEMONSTRATED: "green",
    Verdict.DECLARED: "green",
    Verdict.ATTESTED: "green",
    Verdict.PARTIAL: "yellow",
    Verdict.NOT_SHOWN: "yellow",
    Verdict.CONTRADICTED: "red",
}
FINDINGS_SHOWN, LOOKS_SHOWN, PLACES_SHOWN, STEPS_SHOWN = 5, 6, 3, 5


def render(report: Report, lang: str, style: Style | None = None) -> str:
    return Page(report, lang, style or Style()).text()


class Page:
    """One rendering: the report, the language, the style of the terminal."""

    def __init__(self, report: Report, lang: str, style: Style) -> None:
        self.report, self.lang, self.style = report, lang, style
        self.colon = "\u00a0:" if lang == "fr" else ":"

    def say(self, key: str, **data: object) -> str:
        return words.say(self.lang, key, **data)

    def text(self) -> str:
        parts = [self.head()]
        if not self.style.quiet:
            parts += [self.grid(standard) for standard in self.report.standards]
        parts += [self.todo(), self.past(), self.undecided(), self.signed()]
        if self.style.verbose:
            parts += [self.seen(), self.actions()]
        parts.append(self.foot())
        page = "\n".join(line for part in parts for line in part)
        return console.safe(page, self.style.colour).rstrip("\n") + "\n"

    # Head and grid --------------------------------------------------------------------------------------------------------------------------

    def head(self) -> Iterator[str]:
        report = self.report
        titles = ", ".join(f"{standard.title.to(self.lang)} ({standard.version})" for standard in report.standards)
        yield self.style.bold(f"conforme {__version__} · {titles}")
        name = report.service.name.get(self.lang) or next(iter(report.service.name.values()), "")
        if name:
            fictitious = f" ({self.say('text.fictitious')})" if report.service.fictitious else ""
            yield f"{quote(name)}{fictitious}"
        commit = f" {report.snapshot.commit[:12]}" if report.snapshot.commit else ""
        clean = "" if report.snapshot.clean else f" ({self.say('text.modified')})"
        phase = self.say("text.phase", phase=self.say(f"phase.{report.phase}"), source=self.say(f"phase-source.{report.phase_source}"))
        yield f"{self.say(f'snapshot.{report.snapshot.kind}')}{commit}{clean} · {report.date.isoformat()} · {phase}"
        yield ""

    def grid(self, standard: Standard) -> Iterator[str]:
        width = max(24, (self.style.width - 2) // 3)
        for theme in standard.themes:
            yield self.style.bold(theme.title.to(self.lang))
            practices = [item for item in self.report.practices if item.practice.theme == theme.id and item.practice in standard.practices]
            yield from self._row([self._cell(item, width - 2) for item in practices], width)
        yield ""
        yield from self._wrapped(self.say("text.guidance"), "", "  ", dim=True)
        yield ""

    def _cell(self, item: PracticeVerdict, width: int) -> list[tuple[str, str]]:
        verdict = f"{item.practice.id} {SIGNS[item.verdict]} {self.say(f'verdict.{item.verdict.value}')}"
        shown, applicable = item.shown
        count = f" ({shown}/{applicable})" if applicable else ""
        titles = textwrap.wrap(item.practice.title.to(self.lang), width - 3)
        return [(verdict + count, HUES.get(item.verdict, "")), *((f"   {line}", "dim") for line in titles)]

    def _row(self, cells: Sequence[list[tuple[str, str]]], width: int) -> Iterator[str]:
        for line in range(max(map(len, cells), default=0)):
            shown = ""
            for cell in cells:
                text, hue = cell[line] if line < len(cell) else ("", "")
                shown += "  " + self.style.paint(text, hue) + " " * max(0, width - 2 - len(text))
            yield shown.rstrip()

    # What to do next ------------------------------------------------------------------------------------------------------------------------

    def todo(self) -> Iterator[str]:
        lists = {role: steps.steps(self.report, role) for role in steps.ROLES}
        if not any(item.now or item.soon for item in lists.values()):
            return
        yield self.style.bold(self.say("text.todo"))
        for role, item in lists.items():
            if item.now or item.soon:
                yield ""
                yield self.style.bold(f"{self.say('text.role')} {self.say(f'role.{role}')}")
                yield from self._now(item.now)
                yield from self._soon(item)
        yield ""

    def _now(self, results: list[Result]) -> Iterator[str]:
        """The first ones in full; of the others a line each when they block, else their number."""
        shown = len(results) if self.style.verbose else STEPS_SHOWN
        for item in results[:shown]:
            yield from self._entry(item)
        rest = results[shown:]
        yield from (self._line(item) for item in rest if item.blocking)
        others = sum(not item.blocking for item in rest)
        if others:
            yield f"   {self.say('text.more-verbose', count=others)}"

    def _soon(self, item: steps.Steps) -> Iterator[str]:
        phase = steps.next_phase(self.report)
        if item.soon and phase is not None:
            yield f"   {self.style.bold(self.say('text.soon', phase=self.say(f'phase.{phase}')))}"
            shown = len(item.soon) if self.style.verbose else STEPS_SHOWN
            yield from (self._line(result) for result in item.soon[:shown])
            if len(item.soon) > shown:
                yield f"   {self.say('text.more-verbose', count=len(item.soon) - shown)}"

    def _line(self, item: Result) -> str:
        card = self.report.rules[item.rule]
        mark = self.style.paint("■", "red") if item.blocking else "□"
        facts = self.style.dim(f" · {card.id} · {self.say('text.effort')} {self.say(f'effort.{card.effort}')}")
        return f" {mark} {card.title.to(self.lang)}{facts}"

    def past(self) -> Iterator[str]:
        failed = [item for item in self.report.results if item.outcome is Outcome.FAIL and self.report.rules[item.rule].judges == "past"]
        if failed:
            yield self.style.bold(self.say("text.past"))
            for item in failed:
                yield from self._entry(item)
            yield ""

    def _entry(self, item: Result) -> Iterator[str]:
        card = self.report.rules[item.rule]
        mark = self.style.paint("■", "red") if item.blocking else "□"
        reason = self.say(f"reason.{item.reason.value}") if item.reason is not None else self.say(f"outcome.{item.outcome.value}")
        actions = ", ".join(serves.to.split(":", 1)[1] for serves in card.serves)
        part = f" [{quote(item.part)}]" if item.part else ""
        severity = self.say(f"severity.{item.severity.value}")
        facts = f" · {card.id}{part} · {actions} · {severity} · {self.say('text.effort')} {self.say(f'effort.{card.effort}')}"
        yield f" {mark} {self.style.bold(card.title.to(self.lang))}"
        yield f"     {self.style.paint(reason, 'yellow')}{self.style.dim(facts)}"
        yield from self._findings(item)
        if any(finding.reason is Reason.MISSING for finding in item.findings):
            yield from self._why_not(item)
        yield from self._advice(card.fix.to(self.lang))

    def _advice(self, text: str) -> Iterator[str]:
        """What to do: prose wrapped, the lines of a sample left as they are."""
        first, rest = "     → ", "       "
        for prose, block in itertools.groupby(text.strip("\n").split("\n"), key=_is_prose):
            lines = list(block)
            if prose:
                yield from self._wrapped(" ".join(lines), first, rest)
            else:
                yield from (f"{rest}  {line}".rstrip() for line in lines)
            first = rest

    def _findings(self, item: Result) -> Iterator[str]:
        for finding in item.findings[:FINDINGS_SHOWN]:
            already = f" ({self.say('text.already')})" if self.report.already(finding) else ""
            if finding.waiver is not None:
                already += f" ({self.say('text.waived', waiver=quote(finding.waiver))})"
            yield from self._wrapped(f"• {self._where(finding)}{sentences.message(self.report, finding, self.lang)}{already}", "     ", "       ")
        if len(item.findings) > FINDINGS_SHOWN:
            yield f"       {self.say('text.more', count=len(item.findings) - FINDINGS_SHOWN)}"

    def _where(self, finding: Finding) -> str:
        shown = [sentences.place(place) for place in finding.locations[:PLACES_SHOWN]]
        more = len(finding.locations) - len(shown)
        return ", ".join(shown) + (f" (+{more})" if more else "") + (" " if shown else "")

    def _why_not(self, item: Result) -> Iterator[str]:
        card = self.report.rules[item.rule]
        for look in item.looked_at[:LOOKS_SHOWN]:
            yield from self._wrapped(self._look(card, look), "       ", "         ", dim=True)
        if len(item.looked_at) > LOOKS_SHOWN:
            yield f"       {self.say('text.more', count=len(item.looked_at) - LOOKS_SHOWN)}"

    def _look(self, card: RuleCard, look: Look) -> str:
        saw = sentences.saw(self.report, card, look, self.lang)
        if look.path is None:
            return f"{saw}{self.colon} {_shortened(sentences.globs(look.what.split(', ')))}"
        return f"{self.say('text.looked')} {sentences.path(look.path)}{self.colon} {saw}"

    # What could not be told, what was seen ----------------------------------------------------------------------------------------------------

    def undecided(self) -> Iterator[str]:
        unsure = [item for item in self.report.results if item.outcome in (Outcome.UNVERIFIED, Outcome.ERROR)]
        if not unsure and not self.report.limits:
            return
        yield self.style.bold(self.say("text.undecided"))
        for item in unsure:
            outcome = "" if item.outcome is Outcome.UNVERIFIED else f" · {self.say(f'outcome.{item.outcome.value}')}"
            yield f" ? {self.report.rules[item.rule].title.to(self.lang)} ({item.rule}){outcome}"
            for limit in item.limits:
                yield from self._limit(limit)
        for limit in self.report.limits:
            if not limit.rules:
                yield from self._limit(limit)
        yield ""

    def _limit(self, limit: Limit) -> Iterable[str]:
        where = f"{sentences.path(limit.path)}{self.colon} " if limit.path else ""
        return self._wrapped(f"• {where}{sentences.limit(self.report.rules, limit, self.lang)}", "     ", "       ")

    def signed(self) -> Iterator[str]:
        for title, entries in signed.sections(self.report, self.lang):
            yield self.style.bold(title)
            for first, *others in entries:
                yield from self._wrapped(f"• {first}", " ", "   ")
                for line in others:
                    yield from self._wrapped(line, "   ", "   ", dim=True)
            yield ""

    def seen(self) -> Iterator[str]:
        passed = [item for item in self.report.results if item.outcome is Outcome.PASS]
        evidence = {item.id: item for item in self.report.evidence}
        if passed:
            yield self.style.bold(self.say("text.seen"))
        for item in passed:
            strength = self.say(f"strength.{item.strength.value}") if item.strength is not None else ""
            yield f" ● {self.report.rules[item.rule].title.to(self.lang)} ({item.rule}) · {strength}"
            for cited in (evidence[name] for name in item.evidence[:FINDINGS_SHOWN] if name in evidence):
                value = sentences.value(self.report.finders, cited, self.lang)
                yield f"     {sentences.place(Location(cited.path, cited.line))} {value}".rstrip()
        apart = [item for item in self.report.results if item.outcome is Outcome.NOT_APPLICABLE]
        for item in apart:
            reason = sentences.because(self.report, item.because, self.lang) if item.because is not None else ""
            yield from self._wrapped(f"– {self.report.rules[item.rule].title.to(self.lang)} ({item.rule}) · {reason}", " ", "     ")
        yield ""

    def actions(self) -> Iterator[str]:
        for practice in self.report.practices:
            yield self.style.bold(f"{practice.practice.id} {practice.practice.title.to(self.lang)}")
            for item in practice.actions:
                rules = ", ".join(item.rules) or self.say("text.no-rule")
                verdict = self.style.paint(f"{SIGNS[item.verdict]} {self.say(f'verdict.{item.verdict.value}')}", HUES.get(item.verdict, ""))
                yield f"  {item.action.id} {item.action.title.to(self.lang)}"
                yield f"      {verdict} · {rules}"
        yield ""

    # Foot -----------------------------------------------------------------------------------------------------------------------------------

    def foot(self) -> Iterator[str]:
        summary = self.report.summary()
        rules, actions = summary["rules"], summary["actions"]
        assert isinstance(rules, dict) and isinstance(actions, dict)
        yield from self._wrapped(self._counts("text.actions", "verdict", actions), "", "  ")
        yield from self._wrapped(self._counts("text.rules", "outcome", rules), "", "  ")
        already = sum(self.report.already(finding) for _, finding in self.report.findings())
        if self.report.since is not None:
            yield self.say("text.since", commit=self.report.since.commit[:12], count=already)
        if self.report.phase_source == "default":
            yield from self._wrapped(self.say("text.no-phase"), "", "  ", dim=True)
        key = "text.blocking" if summary["blocking"] else "text.nothing-blocking"
        yield self.style.bold(self.say(key, count=summary["blocking"], findings=summary["findings"]))

    def _counts(self, title: str, vocabulary: str, counts: dict[str, int]) -> str:
        shown = ", ".join(words.counted(self.lang, f"{vocabulary}.{name}", count) for name, count in counts.items() if count)
        return f"{self.say(title)}{self.colon} {shown or '0'}"

    def _wrapped(self, text: str, first: str, rest: str, dim: bool = False) -> Iterable[str]:
        lines = textwrap.wrap(text, self.style.width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
        return [self.style.dim(line) for line in lines] if dim else lines


def _is_prose(line: str) -> bool:
    """Whether a line of advice may be joined to its neighbours: not a line of a sample (indented, a table row, a YAML entry)."""
    return bool(line.strip()) and not line.startswith((" ", "|", "- ", "```", "#"))


def _shortened(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(",", 1)[0] + ", …"
