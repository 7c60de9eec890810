#!/usr/bin/env python3
"""Writes the pages of docs/ that come from the cards and the schemas; `--check` says which are stale and exits 1.

usage: python tools/docs.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from conforme import catalog, schemas, words
from conforme.cards import FinderCard, RuleCard
from conforme.catalog import Catalog
from conforme.facts import registers

ROOT = Path(__file__).resolve().parents[1]
MADE = {
    "fr": "<!-- Page produite par tools/docs.py à partir des fiches; ne pas modifier à la main. -->",
    "en": "<!-- Made by tools/docs.py from the cards; do not edit. -->",
}
SAID = {
    "rules": ("Les règles", "The rules"),
    "registers": ("Les registres", "The registers"),
    "registers-intro": (
        "Un registre est un petit fichier YAML ou JSON, sous `conformite/` par défaut, dont les clés sont en français ou en anglais : les deux se lisent, mais les deux clés d’un même champ ensemble sont une erreur. "
        "Le registre est le support le plus riche, jamais le seul : un tableau Markdown, un CSV ou un fichier d’un autre outil conviennent aussi. `conforme init` écrit ceux qui s’appliquent, en gabarits à remplir, chacun avec son schéma dans `conformite/schemas/` : la première ligne y mène l’éditeur, sans connexion. "
        "`conforme schema NOM --lang fr` donne un schéma (draft-07, lu aussi comme 2020-12), avec descriptions, valeurs et extraits; `conforme schema --catalog --base ADRESSE` en donne le catalogue, à la manière de SchemaStore.",
        "A register is one small YAML or JSON file, under `conformite/` by default, with keys in French or English: both are read, and the two keys of one field together are an error. "
        "The register is the richest carrier, never the only one: a Markdown table, a CSV or another tool’s file will do as well. `conforme init` writes those that apply, as templates to fill in, each with its schema in `conformite/schemas/`: its first line leads the editor there, offline. "
        "`conforme schema NAME --lang en` gives a schema (draft-07, also read as 2020-12), with descriptions, values and snippets; `conforme schema --catalog --base ADDRESS` gives their catalog, in the manner of SchemaStore.",
    ),
    "file": ("Fichier", "File"),
    "key-fr": ("Clé française", "French key"),
    "key-en": ("Clé anglaise", "English key"),
    "meaning": ("Sens", "Meaning"),
    "where": ("Où elle regarde", "Where it looks"),
    "says": ("Ce qu’elle peut dire", "What it can say"),
    "mend": ("Quoi faire", "What to do"),
    "serves": ("Sert", "Serves"),
    "id": ("Registre", "Register"),
}


def said(key: str, lang: str) -> str:
    return SAID[key][words.LANGUAGES.index(lang)]


def rules_page(cards: Catalog, lang: str) -> Iterator[str]:
    yield f"# {said('rules', lang)}"
    for kind, finder in cards.finders.items():
        mine = [rule for rule in cards.rules.values() if rule.kind == kind]
        if mine:
            title = finder.title.to(lang)
            yield f"## {title[0].upper()}{title[1:]}"
            yield f"{said('where', lang)}{colon(lang)} {places(finder)}."
            for rule in mine:
                yield from rule_section(rule, lang)


def colon(lang: str) -> str:
    return "\u00a0:" if lang == "fr" else ":"


def places(finder: FinderCard) -> str:
    named = [*finder.names, *(item.glob for item in finder.globs)]
    shown = (
        [f"`{name}`" for name in named]
        + [f"« {heading} »" for heading in finder.headings]
        + [f"`conforme schema {name}`" for name in finder.registers]
    )
    return ", ".join(shown).replace("« ", "«\u00a0").replace(" »", "\u00a0»") or "—"


def rule_section(rule: RuleCard, lang: str) -> Iterator[str]:
    yield f"### {rule.title.to(lang)}"
    facts = [
        words.say(lang, f"{name}.{value}")
        for name, value in (("phase", rule.asked_from), ("role", rule.role), ("effort", rule.effort), ("lifecycle", rule.lifecycle))
    ]
    serves = ", ".join(f"{item.to} ({words.say(lang, f'need.{item.need}')})" for item in rule.serves)
    yield f"`{rule.id}` · {' · '.join(facts)}  \n{said('serves', lang)}{colon(lang)} {serves}"
    yield rule.why.to(lang)
    yield f"**{said('mend', lang)}.** {rule.fix.to(lang)}"
    messages = [(key, message.words, words.say(lang, f"reason.{message.reason.value}")) for key, message in rule.messages.items()]
    limits = [(key, text, words.say(lang, "outcome.unverified")) for key, text in rule.limits.items()]
    if messages or limits:
        yield f"**{said('says', lang)}**\n\n" + "\n".join(
            f"- `{key}` ({reason}){colon(lang)} {text.to(lang)}" for key, text, reason in messages + limits
        )


def registers_page(cards: Catalog, lang: str) -> Iterator[str]:
    del cards
    yield f"# {said('registers', lang)}"
    yield said("registers-intro", lang)
    rows = [f"| `{name}` | `{registers.files(name)['fr']}` | `{registers.files(name)['en']}` |" for name in registers.names()]
    yield f"| {said('id', lang)} | {said('file', lang)} (fr) | {said('file', lang)} (en) |\n|---|---|---|\n" + "\n".join(rows)
    for name in registers.names():
        schema = schemas.load(name)
        yield f"## {schema['x-title'][lang]} (`{name}`)"
        yield f"| {said('key-fr', lang)} | {said('key-en', lang)} | {said('meaning', lang)} |\n|---|---|---|\n" + "\n".join(
            fields(schema, schema, lang, "", "")
        )


def fields(schema: Mapping[str, Any], whole: Mapping[str, Any], lang: str, french: str, english: str) -> Iterator[str]:
    for name, part in schema.get("properties", {}).items():
        inner = schemas.resolve(part, whole)
        keys = f"{french}{part.get('x-fr', name)}", f"{english}{name}"
        meaning = part.get("x-fr-description" if lang == "fr" else "description") or part.get("x-label", {}).get(lang, "")
        yield f"| `{keys[0]}` | `{keys[1]}` | {meaning} |"
        if "x-record" in inner and inner.get("type") == "array":
            yield from fields(schemas.resolve(inner["items"], whole), whole, lang, f"{keys[0]}[].", f"{keys[1]}[].")


PAGES: Mapping[str, tuple[str, Callable[[Catalog, str], Iterator[str]]]] = {
    "docs/regles.md": ("fr", rules_page),
    "docs/rules.md": ("en", rules_page),
    "docs/registres.md": ("fr", registers_page),
    "docs/registers.md": ("en", registers_page),
}


def pages() -> dict[str, str]:
    """The content of each page, by path."""
    cards = catalog.load()
    return {path: "\n\n".join([MADE[lang], *page(cards, lang)]) + "\n" for path, (lang, page) in PAGES.items()}


def main(arguments: list[str]) -> int:
    stale = []
    for path, content in pages().items():
        target = ROOT / path
        if not target.is_file() or target.read_text(encoding="utf-8") != content:
            stale.append(path)
            if "--check" not in arguments:
                target.write_text(content, encoding="utf-8")
    print("\n".join(stale))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
