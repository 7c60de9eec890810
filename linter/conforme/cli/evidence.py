"""`conforme evidence`: what was found, by kind, whatever standard it is then held against."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from conforme import engine, words
from conforme.catalog import Catalog
from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.model import Evidence, Limit, Location
from conforme.repo import Repo
from conforme.reports import json as as_json
from conforme.reports import sentences


def main(options: argparse.Namespace) -> int:
    cards = session.catalog(options)
    kinds = _kinds(options, cards)
    repo = session.open_repo(options.path, rev=options.rev, staged=options.staged)
    collected = engine.collect(repo, cards, engine.Options(session.today(options)), kinds)
    session.check_part(options.part, [part.id for part in collected.manifest.parts])
    listing = _Listing(repo, _of_part(collected, options.part), cards)
    lang = session.report_language(options, collected.manifest.service.lang)
    output.deliver(listing.rendered(name, target, lang) for name, target in options.reports or [("text", None)])
    return 4 if any(limit.what == "finder-failed" for limit in listing.limits()) else 0


def _kinds(options: argparse.Namespace, cards: Catalog) -> set[str] | None:
    """Kinds are selected by their own id, or by the rules that read them; raises UserError when none is."""
    if not options.select and not options.ignore:
        return None
    chosen, ignored = ({kind for kind in listed if kind in cards.finders} for listed in (options.select, options.ignore))
    select, ignore = ([item for item in listed if item not in cards.finders] for listed in (options.select, options.ignore))
    selected = session.selection(select, ignore, cards, kinds=cards.finders)
    by_rule = {kind for rule in cards.rules.values() if selected(rule) for kind in rule.kinds}
    if chosen:
        kinds = (chosen | by_rule if select else chosen) - ignored
    else:
        kinds = (by_rule if select or ignore else set(cards.finders)) - ignored
    if not kinds:
        raise UserError("no-kind")
    return kinds


def _of_part(collected: engine.Collected, part: str | None) -> engine.Collected:
    """What one part sees: its own evidence, and that of the whole."""
    if part is None:
        return collected
    found = {kind: replace(item, evidence=tuple(e for e in item.evidence if e.part in ("", part))) for kind, item in collected.found.items()}
    return replace(collected, found=found)


class _Listing:
    """What was found, and what could not be seen."""

    def __init__(self, repo: Repo, collected: engine.Collected, cards: Catalog) -> None:
        self.repo, self.collected, self.cards = repo, collected, cards

    def rendered(self, name: str, target: str | None, lang: str) -> output.Document:
        if name == "json":
            return output.Document(as_json.dump(self._document()), target, data=True)
        return output.Document("".join(f"{line}\n" for line in self._lines(lang)), target)

    def limits(self) -> list[Limit]:
        of_kinds = (limit for found in self.collected.found.values() for limit in found.limits)
        return _sorted([*self._general(), *of_kinds])

    def _general(self) -> list[Limit]:
        """Limits of the repository and of the manifest, whatever the kind."""
        return _sorted([*self.repo.limits, *self.collected.manifest.limits])

    def _document(self) -> dict[str, object]:
        found = [item for kind in sorted(self.collected.found) for item in self.collected.found[kind].evidence]
        return {
            "schema_version": as_json.SCHEMA_VERSION,
            "snapshot": as_json.snapshot(self.repo.snapshot),
            "evidence": [as_json.evidence(item) for item in found],
            "limits": [as_json.limit(item) for item in self.limits()],
        }

    def _lines(self, lang: str) -> Iterator[str]:
        for kind, found in sorted(self.collected.found.items()):
            yield f"{kind} · {sentences.kind(self.cards.finders, kind, lang)} ({len(found.evidence)})"
            yield from (self._evidence(item, lang) for item in found.evidence)
            yield from (f"  ? {self._limit(limit, lang)}" for limit in _sorted(found.limits))
        general = self._general()
        if general:
            yield words.say(lang, "text.undecided")
            yield from (f"  ? {self._limit(limit, lang)}" for limit in general)

    def _evidence(self, item: Evidence, lang: str) -> str:
        facts = (sentences.value(self.cards.finders, item, lang), words.say(lang, f"strength.{item.strength.value}"))
        return f"  {sentences.place(Location(item.path, item.line))} {' · '.join(filter(None, facts))}"

    def _limit(self, limit: Limit, lang: str) -> str:
        colon = "\u00a0: " if lang == "fr" else ": "
        where = sentences.path(limit.path) + colon if limit.path else ""
        return where + sentences.limit(self.cards.rules, limit, lang)


def _sorted(limits: list[Limit] | tuple[Limit, ...]) -> list[Limit]:
    return sorted(dict.fromkeys(limits), key=lambda limit: (limit.what, limit.path or ""))
