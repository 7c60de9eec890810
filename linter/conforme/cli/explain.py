"""`conforme explain RULE`: a rule's card, where its evidence is looked for, and its examples; `--limits` lists what bounds a run."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from conforme import catalog, words
from conforme.cards import FinderCard, RuleCard
from conforme.catalog import Catalog
from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.reports import sentences
from conforme.reports.style import Style


def main(options: argparse.Namespace) -> int:
    lang = session.help_language(options)
    style = session.style(options, to_terminal=True)
    if options.limits:
        output.lines(_limits(lang))
    else:
        output.lines(_explained(options, session.catalog(options), lang, style), style.colour)
    return 0


def _explained(options: argparse.Namespace, cards: Catalog, lang: str, style: Style) -> Iterator[str]:
    if options.rule is None:
        raise UserError("explain-nothing")
    if options.rule not in cards.rules:
        raise UserError("rule", value=options.rule, nearest=session.nearest(options.rule, cards.rules))
    card = catalog.with_examples(cards.rules[options.rule])
    yield from _head(card, lang, style)
    counted = catalog.measured()
    for kind in card.kinds:
        if kind in cards.finders:
            yield from _places(cards.finders[kind], lang, style)
            yield from _measured(kind, counted, lang, style)
            yield ""
    yield from _messages(card, lang, style)
    yield from _examples(card, lang, style)


def _head(card: RuleCard, lang: str, style: Style) -> Iterator[str]:
    yield style.bold(f"{card.id} — {card.title.to(lang)}")
    facts = [
        words.say(lang, f"phase.{card.asked_from}"),
        words.say(lang, f"role.{card.role}"),
        words.say(lang, f"effort.{card.effort}"),
        words.say(lang, f"lifecycle.{card.lifecycle}"),
        words.say(lang, f"strength.{card.shows.value}"),
    ]
    yield style.dim(" · ".join(facts))
    for serves in card.serves:
        yield f"  {serves.to} ({words.say(lang, f'need.{serves.need}')})"
    for key, text in (("explain.why", card.why), ("explain.fix", card.fix)):
        yield ""
        yield style.bold(words.say(lang, key))
        yield from _paragraphs(text.to(lang), style.width)
    yield ""


def _paragraphs(text: str, width: int, indent: str = "  ") -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, width - 2, initial_indent=indent, subsequent_indent=indent, break_long_words=False) or [""]


def _places(finder: FinderCard, lang: str, style: Style) -> Iterator[str]:
    yield style.bold(words.say(lang, "explain.where", kind=finder.title.to(lang)))
    places = [*finder.names, *(item.glob for item in finder.globs if not item.containing)]
    for key, shown in (
        ("explain.root-files", sentences.globs(place[1:] for place in places if place.startswith("/"))),
        ("explain.files", sentences.globs(place for place in places if not place.startswith("/"))),
        ("explain.by-content", sentences.globs(item.glob.removeprefix("/") for item in finder.globs if item.containing)),
        ("explain.headings", ", ".join(finder.headings)),
        ("explain.pages", sentences.globs(page.removeprefix("/") for page in finder.pages)),
        ("explain.registers", ", ".join(finder.registers)),
    ):
        if shown:
            line = f"{words.say(lang, key)} {shown}"
            yield from textwrap.wrap(line, style.width, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def _measured(kind: str, counted: Mapping[str, Any], lang: str, style: Style) -> Iterator[str]:
    """How often the finder was right on repositories that people labelled, or that nothing was measured."""
    found = counted.get("kinds", {}).get(kind)
    data = {**found, "repositories": sum(found.values()), "date": counted["date"]} if found else {}
    line = words.say(lang, "explain.measured" if found else "explain.not-measured", **data)
    yield from textwrap.wrap(line, style.width, initial_indent="  ", subsequent_indent="    ", break_long_words=False)


def _messages(card: RuleCard, lang: str, style: Style) -> Iterator[str]:
    if not card.messages and not card.limits:
        return
    yield style.bold(words.say(lang, "explain.messages"))
    for key, message in card.messages.items():
        yield f"  {key} ({words.say(lang, f'reason.{message.reason.value}')})"
        yield from _paragraphs(message.words.to(lang), style.width, "    ")
    for key, said in card.limits.items():
        yield f"  {key} ({words.say(lang, 'outcome.unverified')})"
        yield from _paragraphs(said.to(lang), style.width, "    ")
    yield ""


def _examples(card: RuleCard, lang: str, style: Style) -> Iterator[str]:
    for outcome, examples in card.examples.items():
        for name, example in list(examples.items())[:1]:
            yield style.bold(f"{words.say(lang, 'explain.example')} {words.say(lang, f'outcome.{outcome}')} ({name})")
            steps = [*example.get("history", ()), {"files": example.get("files") or {}}]
            for path, content in ((path, content) for step in steps for path, content in (step.get("files") or {}).items()):
                yield f"  {path}"
                for line in str(content).splitlines()[:40]:
                    yield f"    {line}"
            yield ""


def _limits(lang: str) -> Iterator[str]:
    """Every bound in units of input; time and memory are the last resort."""
    from conforme.engine import collecting, judging
    from conforme.facts.limits import BIG, HAND, ROWS
    from conforme.sources import history, listing

    names = ("bytes", "depth", "nodes", "keys", "scalar", "digits", "expanded", "merged")
    rows = [(f"bounds.{name}", getattr(HAND, name), getattr(BIG, name)) for name in names]
    rows += [("bounds.rows", ROWS, None), ("bounds.entries", listing.ENTRIES, None), ("bounds.commits", history.COMMITS, None)]
    rows += [("bounds.evidence", collecting.EVIDENCE_A_KIND, None), ("bounds.findings", judging.FINDINGS_A_RULE, None)]
    rows += [("bounds.finder-seconds", int(collecting.FINDER_SECONDS), None), ("bounds.rule-seconds", int(judging.RULE_SECONDS), None)]
    rows += [("bounds.memory", collecting.CHILD_MEMORY, None)]
    yield words.say(lang, "bounds.head")
    for key, bound, big in rows:
        shown = [f"{number:,}".replace(",", "\u00a0" if lang == "fr" else ",") for number in (bound, big) if number is not None]
        yield f"  {words.say(lang, key):58} " + " ".join(f"{number:>15}" for number in shown)
