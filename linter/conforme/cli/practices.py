"""`conforme practices`: the standard, its practices and actions, with the provenance of each title."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from conforme import words
from conforme.cards import Practice, Standard
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
    style = session.style(options, target in (None, "-"))
    texts = [_json(standard, lang) if name == "json" else _text(standard, lang, style) for standard in cards.standards.values()]
    return output.Document("".join(texts), target, name == "json", style.colour)


def _json(standard: Standard, lang: str) -> str:
    return as_json.dump(
        {
            "schema_version": as_json.SCHEMA_VERSION,
            "standard": {"id": standard.id, "version": standard.version, "title": standard.title.to(lang), "note": standard.note.to(lang)},
            "themes": [{"id": theme.id, "title": theme.title.to(lang)} for theme in standard.themes],
            "practices": [_practice(practice, lang) for practice in standard.practices],
        }
    )


def _practice(practice: Practice, lang: str) -> dict[str, Any]:
    return {
        "id": practice.id,
        "theme": practice.theme,
        "title": practice.title.to(lang),
        "provenance": practice.provenance,
        "actions": [
            {"id": action.id, "title": action.title.to(lang), "provenance": action.provenance, "reach": action.reach} for action in practice.actions
        ],
    }


def _text(standard: Standard, lang: str, style: Style) -> str:
    return "".join(f"{line}\n" for line in _lines(standard, lang, style))


def _lines(standard: Standard, lang: str, style: Style) -> Iterator[str]:
    import textwrap

    yield style.bold(f"{standard.title.to(lang)} ({standard.version})")
    yield from textwrap.wrap(standard.note.to(lang), style.width)
    for theme in standard.themes:
        yield ""
        yield style.bold(theme.title.to(lang))
        for practice in (item for item in standard.practices if item.theme == theme.id):
            yield f"  {practice.id} {style.bold(practice.title.to(lang))}"
            for action in practice.actions:
                facts = f"{words.say(lang, f'reach.{action.reach}')} · {words.say(lang, f'provenance.{action.provenance}')}"
                yield f"    {action.id:5} {action.title.to(lang)}"
                yield style.dim(f"          {facts}")
