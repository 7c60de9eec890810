"""`conforme evidence`: what was found, by kind, whatever standard it is then held against."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from conforme import engine, words
from conforme.catalog import Catalog
from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.model import Limit, Location
from conforme.repo import Repo
from conforme.reports import json as as_json
from conforme.reports import sentences


def main(options: argparse.Namespace) -> int:
    cards = session.catalog(options)
    repo = session.open_repo(options.path, rev=options.rev, staged=options.staged)
    collected = engine.collect(repo, cards, engine.Options(session.today(options)), _kinds(options, cards))
    lang = session.report_language(options, collected.manifest.service.lang)
    failed = any(limit.what == "finder-failed" for found in collected.found.values() for limit in found.limits)
    output.deliver(_rendered(name, target, repo, collected, cards, lang) for name, target in options.reports or [("text", None)])
    return 4 if failed else 0


def _rendered(name: str, target: str | None, repo: Repo, collected: engine.Collected, cards: Catalog, lang: str) -> output.Document:
    if name == "json":
        return output.Document(as_json.dump(_document(repo, collected)), target, data=True)
    return output.Document("".join(f"{line}\n" for line in _lines(collected, cards, lang)), target)


def _kinds(options: argparse.Namespace, cards: Catalog) -> set[str] | None:
    """Kinds are selected by their own id, or by the rules that read them."""
    if not options.select and not options.ignore:
        return None
    chosen, ignored = ({kind for kind in listed if kind in cards.finders} for listed in (options.select, options.ignore))
    select, ignore = ([item for item in listed if item not in cards.finders] for listed in (options.select, options.ignore))
    selected = session.selection(select, ignore, cards)
    by_rule = {kind for rule in cards.rules.values() if selected(rule) for kind in rule.kinds}
    if chosen:
        return (chosen | by_rule if select else chosen) - ignored
    return (by_rule if select or ignore else set(cards.finders)) - ignored


def _document(repo: Repo, collected: engine.Collected) -> dict[str, object]:
    if not collected.found:
        raise UserError("no-kind")
    found = [item for kind in sorted(collected.found) for item in collected.found[kind].evidence]
    return {
        "schema_version": as_json.SCHEMA_VERSION,
        "snapshot": as_json.snapshot(repo.snapshot),
        "evidence": [as_json.evidence(item) for item in found],
        "limits": [as_json.limit(item) for item in _limits(repo, collected)],
    }


def _limits(repo: Repo, collected: engine.Collected) -> list[Limit]:
    limits = [*repo.limits, *collected.manifest.limits, *(limit for found in collected.found.values() for limit in found.limits)]
    return sorted(dict.fromkeys(limits), key=lambda limit: (limit.what, limit.path or ""))


def _lines(collected: engine.Collected, cards: Catalog, lang: str) -> Iterator[str]:
    for kind in sorted(collected.found):
        found = collected.found[kind]
        yield f"{kind} · {sentences.kind(cards.finders, kind, lang)} ({len(found.evidence)})"
        for item in found.evidence:
            facts = (sentences.value(cards.finders, item, lang), words.say(lang, f"strength.{item.strength.value}"))
            place = sentences.place(Location(item.path, item.line))
            yield f"  {place} {' · '.join(filter(None, facts))}"
        for limit in found.limits:
            where = f"{sentences.path(limit.path)} " if limit.path else ""
            key = f"limit.{limit.what}"
            said = words.say(lang, key, measured=limit.measured, bound=limit.bound) if words.known(key) else limit.what
            yield f"  ? {where}{said}"
