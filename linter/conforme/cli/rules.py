"""`conforme rules`: every rule with what it serves, from the cards."""

from __future__ import annotations

import argparse
from typing import Any

from conforme import words
from conforme.cards import RuleCard
from conforme.catalog import Catalog
from conforme.cli import output, session
from conforme.reports import json as as_json
from conforme.reports.style import Style


def main(options: argparse.Namespace) -> int:
    cards = session.catalog(options)
    lang = session.help_language(options)
    output.deliver(_rendered(name, target, cards, options, lang) for name, target in options.reports or [("text", None)])
    return 0


def _rendered(name: str, target: str | None, cards: Catalog, options: argparse.Namespace, lang: str) -> output.Document:
    if name == "json":
        data = {"schema_version": as_json.SCHEMA_VERSION, "rules": [_rule(rule, lang) for rule in cards.rules.values()]}
        return output.Document(as_json.dump(data), target, data=True)
    style = session.style(options, target in (None, "-"))
    return output.Document("".join(_lines(rule, lang, style) for rule in cards.rules.values()), target, colour=style.colour)


def _rule(rule: RuleCard, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "actions": list(dict.fromkeys(serves.to.rpartition(":")[2] for serves in rule.serves)),
        "serves": [{"to": serves.to, "need": serves.need, **({"any_of": serves.any_of} if serves.any_of else {})} for serves in rule.serves],
        "evidence": list(rule.kinds),
        "scope": rule.scope,
        "phase": rule.asked_from,
        "role": rule.role,
        "lifecycle": rule.lifecycle,
        "judges": rule.judges,
        "sources": [{"id": source.id, "binding": source.binding, "confirmed": source.confirmed} for source in rule.sources],
        "title": rule.title.to(lang),
    }


def _lines(rule: RuleCard, lang: str, style: Style) -> str:
    actions = ", ".join(f"{serves.to.rpartition(':')[2]} ({words.say(lang, f'need.{serves.need}')})" for serves in rule.serves)
    facts = (
        f"{words.say(lang, f'phase.{rule.asked_from}')} · {words.say(lang, f'role.{rule.role}')} · {words.say(lang, f'lifecycle.{rule.lifecycle}')}"
    )
    return f"{style.bold(rule.id)}  {rule.title.to(lang)}\n    {actions} · {facts}\n"
