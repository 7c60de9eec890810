"""Markdown for a comment on a change or a pipeline's summary: within the platforms' limits, nothing in it but what we mean.

What the repository says is escaped so that no platform makes a mention, a reference, a link, a command or HTML of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from conforme import __version__, words
from conforme.report import Report
from conforme.reports import rows, signed
from conforme.reports.rows import Row
from conforme.reports.text import SIGNS

# GitHub refuses a comment over 65,536 characters; GitLab takes 1,000,000, Azure DevOps 150,000. Bytes are at least as many.
LIMIT, RESERVE = 65_000, 2_000
# By this a pipeline finds its own comment again.
MARK = "<!-- conforme -->"
SPLIT = "<!-- -->"

# What acts inside a line: no text of a repository ever begins one.
_PUNCTUATION = re.compile(r"[\\`*_\[\]<>!|~$]")
# What makes a title, a list or a rule at the beginning of a line.
_BLOCK = re.compile(r"\A(\s{0,200}\d{0,9})([#+=.)-])")
# What platforms make a mention, a reference, an emoji or a link of: they read text, whatever was escaped, but not across a comment.
_ACTIVE = re.compile(r"[@#!$~%^&:](?=[\w/\"'])|[wW]{3}(?=\.)|(?<=GH)-")


def render(report: Report, lang: str) -> str:
    """The verdicts of the practices, what blocks and what to do next, worst first, then the counts."""
    page = _Page(report, lang)
    kept, left = "\n".join([*page.head(), ""]), LIMIT - RESERVE
    left -= len(kept.encode())
    found = page.found()
    for number, block in enumerate(found):
        left -= len(block.encode()) + 1
        if left < 0:
            kept += "\n" + words.say(lang, "report.omitted", count=len(found) - number) + "\n"
            break
        kept += block + "\n"
    return kept + "\n".join(page.foot(max(left, 0))) + "\n"


def escape(text: str) -> str:
    """`text` on one line, as text and nothing else."""
    shown = "".join(_escaped(piece, index) for index, piece in enumerate(_split(rows.line(text))))
    return _BLOCK.sub(r"\1\\\2", shown, count=1)


def _split(text: str) -> list[str]:
    """The text, cut after each character that would act with what follows."""
    ends = [match.end() for match in _ACTIVE.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _escaped(piece: str, index: int) -> str:
    return (SPLIT if index else "") + _PUNCTUATION.sub(r"\\\g<0>", piece.replace("&", "&amp;")).replace("\\<", "&lt;").replace("\\>", "&gt;")


def code(text: str) -> str:
    """`text` as code, in which platforms look for nothing; the fence is longer than any in it."""
    shown = rows.unmarked(rows.line(text))
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown else ""


class _Page:
    def __init__(self, report: Report, lang: str) -> None:
        self.report, self.lang = report, lang
        self.rows = rows.rows(report, lang)

    def say(self, key: str, **data: object) -> str:
        return words.say(self.lang, key, **data)

    # Head -------------------------------------------------------------------------------------------------------------------------------------

    def head(self) -> Iterator[str]:
        summary = self.report.summary()
        name = rows.service(self.report, self.lang)
        yield MARK
        yield f"## conforme{rows.colon(self.lang) + ' ' + escape(name) if name else ''}"
        yield ""
        key = "text.blocking" if summary["blocking"] else "text.nothing-blocking"
        yield f"**{self.say(key, count=summary['blocking'], findings=summary['findings'])}**"
        yield ""
        yield from self._practices()

    def _practices(self) -> Iterator[str]:
        yield f"| {self.say('markdown.practice')} | {self.say('markdown.verdict')} | {self.say('markdown.shown')} |"
        yield "| --- | --- | --- |"
        for item in self.report.practices:
            shown, applicable = item.shown
            verdict = f"{SIGNS[item.verdict]} {self.say(f'verdict.{item.verdict.value}')}"
            count = self.say("markdown.of", shown=shown, total=applicable) if applicable else ""
            yield f"| {item.practice.id} {escape(item.practice.title.to(self.lang))} | {escape(verdict)} | {count} |"

    # Findings -----------------------------------------------------------------------------------------------------------------------------------

    def found(self) -> list[str]:
        """The findings, a block each; the first of a level brings its heading."""
        blocks, before = [], ""
        for row in self.rows:
            level = "waived" if row.finding.waiver is not None else row.level
            heading = f"\n### {self.say(f'markdown.{level}')}\n\n" if level != before else ""
            blocks.append(heading + self._finding(row))
            before = level
        return blocks

    def _finding(self, row: Row) -> str:
        where = rows.where(row.finding)
        aside = rows.aside(self.report, row.finding, self.lang)
        place = code(where) + " " if where else ""
        reason = self.say(f"reason.{row.finding.reason.value}")
        facts = " · ".join([code(row.title), self.say(f"role.{row.card.role}"), f"{self.say('text.effort')} {self.say(f'effort.{row.card.effort}')}"])
        return f"- **{reason}** {place}{escape(row.message)}{f' ({escape(aside)})' if aside else ''}\n  {facts}"

    # Foot ---------------------------------------------------------------------------------------------------------------------------------------

    def foot(self, room: int) -> Iterator[str]:
        told = [*self._unsure(), *self._signed()]
        if len("\n".join(told).encode()) <= room:
            yield from told
        yield ""
        yield f"{escape(rows.foot(self.report, self.lang))}"
        yield ""
        commit = f" · {self.report.snapshot.commit[:12]}" if self.report.snapshot.commit else ""
        phase = self.say("text.phase-short", phase=self.say(f"phase.{self.report.phase}"))
        yield f"<sub>conforme {__version__} · {self.report.date.isoformat()}{commit} · {phase}</sub>"

    def _unsure(self) -> Iterator[str]:
        unsure = rows.unsure(self.report)
        if unsure:
            yield f"\n<details><summary>{self.say('text.undecided')} ({len(unsure)})</summary>\n"
            yield from (f"- {code(rows.named(item))} {escape(rows.why_unsure(self.report, item, self.lang))}" for item in unsure)
            yield "\n</details>"

    def _signed(self) -> Iterator[str]:
        for title, entries in signed.sections(self.report, self.lang):
            yield f"\n<details><summary>{title} ({len(entries)})</summary>\n"
            yield from (f"- {escape(' · '.join(entry))}" for entry in entries)
            yield "\n</details>"
